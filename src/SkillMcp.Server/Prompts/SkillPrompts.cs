using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Safety;
using SkillMcp.Server.Elicitation;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Prompts;

[McpServerPromptType]
sealed partial class SkillPrompts(SkillMemory memory)
{
    const int MaxReviewed = 50;

    /// <summary>Follows a stored skill for a task.</summary>
    /// <param name="name">The skill's name.</param>
    /// <param name="task">What it is to be used for.</param>
    [McpServerPrompt(Name = "use_skill", Title = "Use a skill")]
    public async partial Task<string> UseSkill(
        RequestContext<GetPromptRequestParams> request, string name, string task = "", CancellationToken cancel = default)
    {
        var retrieved = await memory.RetrieveAsync(new RetrieveRequest
        {
            Skill = SkillName.Parse(name.Trim()),
            Task = task,
            Arguments = MissingArguments.Answered(request.Params),
        }, cancel);
        MissingArguments.Ask(request, retrieved.Matches[0]);
        return ModelText.UseSkill(retrieved, task);
    }

    /// <summary>Writes up what was just done, so that it can be done again.</summary>
    /// <param name="task">Which of the things that were done; empty for the last.</param>
    [McpServerPrompt(Name = "write_up", Title = "Write up what was just done")]
    public partial string WriteUp(string task = "") => ModelText.WriteUp(new SecretRedactor().Redact(task));

    /// <summary>Reviews the skills that were not used with success for a long time.</summary>
    /// <param name="category">Only those of this category; empty for all.</param>
    [McpServerPrompt(Name = "review_stale", Title = "Review stale skills")]
    public async partial Task<string> ReviewStale(string category = "", CancellationToken cancel = default)
    {
        var asked = category.Trim();
        if (asked != "" && !(await memory.StatsAsync(cancel)).ByCategory.ContainsKey(asked))
        {
            throw await UnknownAsync(asked, cancel);
        }
        var filter = memory.Stale with { Category = asked == "" ? null : asked };
        // One more than is shown tells whether there are more.
        var stale = await memory.ListAsync(filter, limit: MaxReviewed + 1, cancel: cancel);
        return ModelText.ReviewStale([.. stale.Take(MaxReviewed)], asked, isAll: stale.Count <= MaxReviewed);
    }

    async Task<SkillException> UnknownAsync(string category, CancellationToken cancel)
    {
        var known = await memory.CategoriesAsync("", limit: 20, cancel);
        var hint = known.Total == 0 ? "There are no skills yet." : $"There are: {string.Join(", ", known.First)}.";
        return new SkillException($"No active skill is of the category '{Truncate.To(category, Procedure.MaxTagLength)}'. {hint}");
    }
}
