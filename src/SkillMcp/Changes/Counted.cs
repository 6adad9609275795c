namespace SkillMcp.Changes;

/// <summary>How a reported execution was counted.</summary>
enum Counted
{
    New,

    /// <summary>It replaced an earlier report of the same execution.</summary>
    Corrected,

    /// <summary>It was reported before, with the same outcome.</summary>
    Unchanged,

    /// <summary>It was reported before with another outcome and a higher evidence level.</summary>
    Outweighed,
}
