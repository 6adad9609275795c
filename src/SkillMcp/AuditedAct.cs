namespace SkillMcp;

/// <summary>The kinds of changes that are recorded.</summary>
public enum AuditedAct
{
    Added,

    /// <summary>Added from elsewhere, with its record and dates.</summary>
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

    /// <summary>A text was refused, and nothing was stored.</summary>
    Refused,
}
