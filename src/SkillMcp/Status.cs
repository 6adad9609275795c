namespace SkillMcp;

/// <summary>Whether a skill is handed out.</summary>
public enum Status
{
    /// <summary>Retrieved.</summary>
    Active,

    /// <summary>Kept apart until a person approves it; never retrieved.</summary>
    Quarantined,

    /// <summary>Out of use; restorable.</summary>
    Archived,
}
