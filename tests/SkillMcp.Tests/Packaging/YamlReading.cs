using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace SkillMcp.Tests.Packaging;

/// <summary>The front matter of a SKILL.md by another way than ours, as a client would read it.</summary>
public static class YamlReading
{
    static readonly IDeserializer Reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    public static JsonNode? FrontMatterOf(string markdown)
    {
        Assert.StartsWith("---\n", markdown, StringComparison.Ordinal);
        return Json(Reader.Deserialize<object>(markdown[4..markdown.IndexOf("\n---\n", 4, StringComparison.Ordinal)]));
    }

    static JsonNode? Json(object? value) => value switch
    {
        null => null,
        Dictionary<object, object> fields =>
            new JsonObject(fields.Select(field => KeyValuePair.Create((string)field.Key, Json(field.Value)))),
        List<object> items => new JsonArray([.. items.Select(Json)]),
        bool truth => truth,
        string text => text,
        _ => JsonNode.Parse(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!),
    };
}
