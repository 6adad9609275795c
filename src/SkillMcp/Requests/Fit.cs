namespace SkillMcp.Requests;

/// <summary>How well a skill fits a task.</summary>
public enum Fit
{
    Possible,
    Likely,
    Match,
}
