namespace SkillMcp;

/// <summary>How an execution of a skill ended.</summary>
public enum Outcome
{
    Success,
    Partial,
    Failure,

    /// <summary>The skill was read but did not fit the task. It does not count as an execution.</summary>
    NotUsed,
}
