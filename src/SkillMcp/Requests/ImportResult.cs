namespace SkillMcp.Requests;

enum ImportResult
{
    /// <summary>It was stored as a skill, or as the next version of one.</summary>
    Stored,

    /// <summary>A skill with the same procedure was stored before.</summary>
    Unchanged,

    /// <summary>Its procedure was stored before, as an earlier version or an alternative of a skill.</summary>
    Consolidated,

    /// <summary>It was stored, and is not used until a person approves it.</summary>
    Quarantined,
}
