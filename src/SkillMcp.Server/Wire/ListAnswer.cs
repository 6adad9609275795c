namespace SkillMcp.Server.Wire;

sealed record ListAnswer(IReadOnlyList<ListedSkill> Skills, string NextCursor, StatsAnswer Stats)
{
    public static ListAnswer Of(IReadOnlyList<Skill> page, bool hasMore, SkillStats stats, Func<Skill, bool> isStale) =>
        new([.. page.Select(skill => ListedSkill.Of(skill, isStale(skill)))], hasMore ? page[^1].Name.Value : "", StatsAnswer.Of(stats));
}
