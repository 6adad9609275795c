using System.Text.Json;
using System.Text.Json.Serialization;
using ModelContextProtocol;

namespace SkillMcp.Server.Wire;

/// <summary>The options for reading arguments and exporting schemas.</summary>
static class WireOptions
{
    // A class of its own: a static field inside the context would run before the generated ones.
    public static JsonSerializerOptions Default { get; } = Make();

    static JsonSerializerOptions Make()
    {
        // The context's own naming policy does not come along with its types.
        var options = new JsonSerializerOptions(McpJsonUtilities.DefaultOptions)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            NumberHandling = JsonNumberHandling.Strict,
        };
        // Before the SDK's own converter, which would keep the names of the code.
        options.Converters.Insert(0, Words<Outcome>());
        options.Converters.Insert(0, Words<EvidenceKind>());
        options.Converters.Insert(0, Words<Status>());
        options.Converters.Insert(0, Words<CurateAction>());
        options.TypeInfoResolverChain.Insert(0, WireJson.Default);
        options.MakeReadOnly();
        return options;
    }

    static JsonStringEnumConverter<T> Words<T>() where T : struct, Enum => new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
}
