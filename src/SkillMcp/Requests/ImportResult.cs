namespace SkillMcp.Requests;

public enum ImportResult
{
    /// <summary>It is a skill now, or the next version of one.</summary>
    Stored,

    /// <summary>The same was there.</summary>
    Unchanged,

    /// <summary>What it says is kept already as a version of a skill that says something else by now.</summary>
    Consolidated,

    /// <summary>It is there, and kept apart until a person approves it.</summary>
    Quarantined,
}
