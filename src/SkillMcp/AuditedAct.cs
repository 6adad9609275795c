namespace SkillMcp;

/// <summary>What can be done to a memory.</summary>
public enum AuditedAct
{
    Added,

    /// <summary>Added as it was elsewhere.</summary>
    Imported,
    Changed,

    /// <summary>A change that waits for approval.</summary>
    Proposed,
    Archived,
    Restored,
    Quarantined,
    Approved,
    Purged,

    /// <summary>An outcome was counted.</summary>
    Recorded,

    /// <summary>A text was not taken.</summary>
    Refused,
}
