namespace SkillMcp.Changes;

/// <summary>How a reported execution was counted.</summary>
public enum Counted
{
    New,

    /// <summary>It replaced an earlier report of the same execution.</summary>
    Corrected,

    /// <summary>It was reported before, with the same outcome or with a higher evidence level.</summary>
    Unchanged,
}
