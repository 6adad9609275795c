using ModelContextProtocol.Server;

namespace SkillMcp.Server.Prompts;

[McpServerPromptType]
sealed partial class SkillPrompts(SkillMemory memory)
{
    const int MostReviewed = 50;

    /// <summary>Follows a stored skill for a task.</summary>
    /// <param name="name">The skill's name.</param>
    /// <param name="task">What it is to be used for.</param>
    [McpServerPrompt(Name = "use_skill", Title = "Use a skill")]
    public async partial Task<string> UseSkill(string name, string task = "", CancellationToken cancel = default)
    {
        var skill = SkillName.Parse(name);
        return Present.UseSkill(await memory.RetrieveAsync(new RetrieveRequest { Skill = skill, Task = task }, cancel), task);
    }

    /// <summary>Writes up what was just done, so that it can be done again.</summary>
    [McpServerPrompt(Name = "write_up", Title = "Write up what was just done")]
    public partial string WriteUp() => Present.WriteUp;

    /// <summary>Reviews the skills that nobody has succeeded with for a long time.</summary>
    [McpServerPrompt(Name = "review_stale", Title = "Review stale skills")]
    public async partial Task<string> ReviewStale(CancellationToken cancel) =>
        Present.ReviewStale(await memory.ListAsync(memory.Stale, limit: MostReviewed, cancel: cancel));
}
