namespace SkillMcp.Requests;

/// <summary>Whether a precondition is met.</summary>
public enum ConditionState
{
    Unknown,
    Met,
    Unmet,
}
