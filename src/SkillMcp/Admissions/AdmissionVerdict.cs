namespace SkillMcp.Admissions;

/// <summary>What becomes of a text that is to be written.</summary>
public enum AdmissionVerdict
{
    Admitted,

    /// <summary>It may be stored, and is kept apart until a person approves it.</summary>
    Quarantined,

    /// <summary>It is not stored.</summary>
    Refused,
}
