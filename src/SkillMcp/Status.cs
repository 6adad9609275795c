namespace SkillMcp;

/// <summary>Whether a skill is returned by retrievals.</summary>
public enum Status
{
    /// <summary>In use: returned by retrievals.</summary>
    Active,

    /// <summary>Waits for approval by a person; never returned by a retrieval.</summary>
    Quarantined,

    /// <summary>Out of use; it can be restored.</summary>
    Archived,
}
