using System.Text.Json.Serialization;
using SkillMcp.Packaging;

namespace SkillMcp.Server.Wire;

/// <param name="Name">The skill; null for a template.</param>
/// <param name="Type">The kind of resource at the address: <c>skill-md</c>, or <c>mcp-resource-template</c>.</param>
/// <param name="Description">When to use it.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Digest">Of its SKILL.md; null for a template.</param>
sealed record IndexedSkill(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    string Type,
    string Description,
    string Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Digest)
{
    /// <summary>Represents the skills beyond the limit of the index.</summary>
    public static IndexedSkill AnyOther { get; } = new(
        null,
        "mcp-resource-template",
        "Any other skill, by its name: skills/list and list_skills page through all.",
        SkillUri.Markdown,
        null);

    public static IndexedSkill Of(ServedFolder folder) =>
        new(folder.Name.Value, "skill-md", folder.Description, SkillUri.Of(folder.Name), $"sha256:{folder.Files[0].Digest}");
}
