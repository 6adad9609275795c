namespace SkillMcp;

/// <summary>How an outcome is known, and with that how much it weighs in belief.</summary>
public enum EvidenceLevel
{
    /// <summary>The caller says so.</summary>
    SelfReported,

    /// <summary>The caller hands over what was observed and what was expected.</summary>
    Evidenced,

    /// <summary>A person saw it, or the server ran the check itself.</summary>
    Verified,
}
