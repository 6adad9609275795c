namespace SkillMcp;

/// <summary>How an execution of a skill ended.</summary>
public enum Outcome
{
    Success,
    Partial,
    Failure,

    /// <summary>Read, but it did not fit: never counts against reliability.</summary>
    NotUsed,
}
