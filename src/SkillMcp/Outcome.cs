namespace SkillMcp;

/// <summary>How an execution of a skill ended.</summary>
public enum Outcome
{
    /// <summary>It worked.</summary>
    Success,
    /// <summary>It worked in part.</summary>
    Partial,
    /// <summary>It did not work.</summary>
    Failure,

    /// <summary>The skill was read but did not fit the task. It does not count as an execution.</summary>
    NotUsed,
}
