using System.Text.Json;
using System.Text.Json.Serialization;
using ModelContextProtocol;
using SkillMcp.Server.Resources;

namespace SkillMcp.Server.Tools;

/// <summary>
/// Every type that goes over the wire, in snake_case. What is written with <see cref="JsonSerializerContext"/>'s own
/// options has its texts made visible, so that no answer can forget to.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(VisibleTextConverter)])]
[JsonSerializable(typeof(RetrieveAnswer))]
[JsonSerializable(typeof(StoreAnswer))]
[JsonSerializable(typeof(RecordAnswer))]
[JsonSerializable(typeof(ComposeAnswer))]
[JsonSerializable(typeof(RefineAnswer))]
[JsonSerializable(typeof(ListAnswer))]
[JsonSerializable(typeof(CurateAnswer))]
[JsonSerializable(typeof(SkillIndex))]
[JsonSerializable(typeof(SkillsPage))]
[JsonSerializable(typeof(OneSkill))]
[JsonSerializable(typeof(DirectoryPage))]
[JsonSerializable(typeof(SkillRecord))]
[JsonSerializable(typeof(StaleSkills))]
[JsonSerializable(typeof(EvidenceArgument))]
[JsonSerializable(typeof(ParameterArgument[]))]
[JsonSerializable(typeof(Curation))]
[JsonSerializable(typeof(Status?))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, Outcome>))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
sealed partial class WireJson : JsonSerializerContext;

/// <summary>How arguments are read and schemas are made.</summary>
static class Wire
{
    // A class of its own: a static field inside the context would run before the generated ones.
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    static JsonSerializerOptions MakeOptions()
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
        options.Converters.Insert(0, Words<Curation>());
        options.TypeInfoResolverChain.Insert(0, WireJson.Default);
        options.MakeReadOnly();
        return options;
    }

    static JsonStringEnumConverter<T> Words<T>() where T : struct, Enum => new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
}
