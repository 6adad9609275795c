using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class ListSkillsTool(SkillMemory memory)
{
    /// <summary>Lists stored skills by name, with totals. To find one for a task, call retrieve_skill.</summary>
    /// <param name="stale">Only active ones without a success in 90 days.</param>
    /// <param name="limit">50 if left out.</param>
    /// <param name="cursor">next_cursor of the page before.</param>
    [McpServerTool(Name = "list_skills", Title = "List skills", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    public async partial Task<CallToolResult> ListSkills(
        [StringLength(Procedure.MaxTagLength)] string category = "",
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
        var stats = await memory.StatsAsync(cancel);
        var answer = ListAnswer.Of([.. skills.Take(limit)], hasMore: skills.Count > limit, stats, memory.IsStale);
        return ToolResult.Of(ModelText.Listed(answer, stats), answer, WireJson.Default.ListAnswer);
    }
}
