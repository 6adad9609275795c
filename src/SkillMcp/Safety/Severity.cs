namespace SkillMcp.Safety;

/// <summary>How much a finding weighs by itself.</summary>
enum Severity
{
    /// <summary>Honest procedures meet such a rule too: it counts only together with other findings and the words around it.</summary>
    Low,

    /// <summary>A person has to read the text: it is quarantined.</summary>
    Medium,

    /// <summary>Honest texts have no use for it: the text is refused.</summary>
    High,
}
