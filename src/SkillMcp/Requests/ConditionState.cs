namespace SkillMcp.Requests;

/// <summary>What is known of a precondition.</summary>
public enum ConditionState
{
    Unknown,
    Met,
    Unmet,
}
