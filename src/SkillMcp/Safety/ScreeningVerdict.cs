namespace SkillMcp.Safety;

/// <summary>What happens to a text that was screened.</summary>
public enum ScreeningVerdict
{
    Pass,

    /// <summary>It is stored, but kept apart until a person has read it.</summary>
    Quarantine,

    /// <summary>It is not stored.</summary>
    Refuse,
}
