namespace SkillMcp.Admissions;

/// <summary>Whether a text may be written.</summary>
enum AdmissionVerdict
{
    Admitted,

    /// <summary>It may be stored, but is not used until a person approves it.</summary>
    Quarantined,

    /// <summary>It may not be stored.</summary>
    Refused,
}
