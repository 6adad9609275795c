namespace SkillMcp.Changes;

/// <summary>What became of a reported execution.</summary>
public enum Counted
{
    New,

    /// <summary>It took the place of an earlier report of the same execution.</summary>
    Corrected,

    /// <summary>The same was reported before, or is known better.</summary>
    Unchanged,
}
