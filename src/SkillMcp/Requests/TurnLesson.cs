namespace SkillMcp.Requests;

/// <summary>What the memory made of what an agent did for a task.</summary>
/// <param name="Task">The task, in the person's words.</param>
/// <param name="Reason">What was done and why, in plain words.</param>
public sealed record TurnLesson(string Task, string Reason)
{
    /// <summary>The skill whose record or text has changed; null if none has.</summary>
    public SkillName? Skill { get; init; }

    /// <summary>How the run was stored; null if it was not, or was the execution of a skill that had been retrieved.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The outcome that was recorded of a skill that had been retrieved; null if none was.</summary>
    public Outcome? Outcome { get; init; }
}
