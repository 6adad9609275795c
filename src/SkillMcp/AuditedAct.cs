namespace SkillMcp;

/// <summary>The kinds of changes that are recorded.</summary>
enum AuditedAct
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

    /// <summary>A client accepted a skill without the name that a person types, and nothing was approved.</summary>
    AcceptRefused,
    Purged,

    /// <summary>An outcome was counted.</summary>
    Recorded,

    /// <summary>A note that was kept from becoming a pitfall or a tip became one.</summary>
    NoteAdmitted,

    /// <summary>A note that was kept from becoming a pitfall or a tip will never be one.</summary>
    NoteDropped,

    /// <summary>A text was refused, and nothing was stored.</summary>
    Refused,

    /// <summary>A run that is not stored as a skill was kept, in case that it is repeated.</summary>
    Remembered,

    /// <summary>A remembered run became an execution of a skill.</summary>
    Promoted,

    /// <summary>A person said no to a run: it is not remembered, and nobody asks again.</summary>
    Declined,

    /// <summary>Remembered runs were deleted: to make room, or because another program changed them.</summary>
    Forgotten,

    /// <summary>A skill that another program had removed is to be gone.</summary>
    RemovalAccepted,
}
