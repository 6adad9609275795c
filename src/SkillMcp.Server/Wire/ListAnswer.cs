using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <param name="Notice">What the descriptions are: learned data. Left out where there are none.</param>
/// <param name="Skills">A page of them, by name.</param>
/// <param name="NextCursor">Where the next page begins; empty on the last one.</param>
/// <param name="Stats">The memory in numbers.</param>
sealed record ListAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Notice,
    IReadOnlyList<ListedSkill> Skills,
    string NextCursor,
    StatsAnswer Stats)
{
    public static ListAnswer Of(IReadOnlyList<Skill> page, bool hasMore, SkillStats stats, Func<Skill, bool> isStale) => new(
        page.Count == 0 ? null : StoredText.Notice,
        [.. page.Select(skill => ListedSkill.Of(skill, isStale(skill)))],
        hasMore ? page[^1].Name.Value : "",
        StatsAnswer.Of(stats));
}
