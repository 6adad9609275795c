namespace SkillMcp.Requests;

/// <summary>How well a skill fits a task.</summary>
public enum Fit
{
    /// <summary>It may be what is meant: it is only named.</summary>
    Possible,
    /// <summary>It is likely what is meant.</summary>
    Likely,
    /// <summary>It is what is meant.</summary>
    Match,
}
