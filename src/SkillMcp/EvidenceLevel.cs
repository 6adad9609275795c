namespace SkillMcp;

/// <summary>How an outcome is known, which determines its weight in <see cref="TrackRecord.Belief"/>.</summary>
public enum EvidenceLevel
{
    /// <summary>The caller says so.</summary>
    SelfReported,

    /// <summary>The caller gives what was observed and what was expected.</summary>
    Evidenced,

    /// <summary>A person saw it, or the server ran the check itself.</summary>
    Verified,
}
