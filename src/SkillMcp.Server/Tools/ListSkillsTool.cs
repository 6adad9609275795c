using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class ListSkillsTool(SkillMemory memory)
{
    /// <summary>Lists stored skills by name, with totals. To find one for a task, call retrieve_skill.</summary>
    /// <param name="stale">Only active ones without a success in 90 days.</param>
    /// <param name="cursor">next_cursor of the page before.</param>
    [McpServerTool(Name = "list_skills", Title = "List skills", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    public async partial Task<CallToolResult> ListSkills(
        [StringLength(Procedure.LongestTag)] string category = "",
        string tag = "",
        Status? status = null,
        bool stale = false,
        [Range(1, 100)] int limit = 50,
        string cursor = "",
        CancellationToken cancel = default)
    {
        if (stale && status is not (null or Status.Active))
        {
            throw new SkillException("Only active skills can be stale: leave status out, or stale.");
        }
        var filter = (stale ? memory.Stale : new SkillFilter()) with
        {
            Category = category == "" ? null : category,
            Tag = tag == "" ? null : tag,
        };
        // One more than asked for tells whether there is a next page.
        var skills = await memory.ListAsync(filter with { Status = status ?? filter.Status }, Cursor.Parse(cursor), limit + 1, cancel);
        var answer = ListAnswer.Of([.. skills.Take(limit)], hasMore: skills.Count > limit, await memory.StatsAsync(cancel), memory.IsStale);
        return ToolResult.Of(ModelText.Listed(answer), answer, WireJson.Default.ListAnswer);
    }
}

sealed record ListAnswer(IReadOnlyList<ListedSkill> Skills, string NextCursor, StatsAnswer Stats)
{
    public static ListAnswer Of(IReadOnlyList<Skill> page, bool hasMore, SkillStats stats, Func<Skill, bool> isStale) =>
        new([.. page.Select(skill => ListedSkill.Of(skill, isStale(skill)))], hasMore ? page[^1].Name.Value : "", StatsAnswer.Of(stats));
}

sealed record ListedSkill(
    string Skill,
    string Id,
    string Uri,
    string Description,
    string Category,
    string Status,
    double Reliability,
    int Executions,
    bool Stale)
{
    /// <summary>What is kept apart says nothing here but why it is.</summary>
    public static ListedSkill Of(Skill skill, bool stale) => new(
        skill.Name.Value, skill.Id.ToString(), SkillUri.Of(skill.Name),
        skill.Lifecycle.Status == SkillMcp.Status.Quarantined ? $"kept apart until a person approves it ({skill.Lifecycle.Reason})" : skill.Procedure.Description,
        skill.Lifecycle.Status == SkillMcp.Status.Quarantined ? Procedure.General : skill.Procedure.Category,
        Word.Of(skill.Lifecycle.Status), skill.Reliability, skill.Record.Total, stale);
}

sealed record StatsAnswer(int TotalSkills, IReadOnlyDictionary<string, int> ByCategory, double AvgReliability)
{
    public static StatsAnswer Of(SkillStats stats) => new(stats.TotalSkills, stats.ByCategory, stats.AverageReliability);
}
