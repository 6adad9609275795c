namespace SkillMcp.Safety;

/// <summary>What happens to a text that was screened.</summary>
enum ScreeningVerdict
{
    Pass,

    /// <summary>It is stored, but no agent gets it until a person approves it.</summary>
    Quarantine,

    /// <summary>It is not stored.</summary>
    Refuse,
}
