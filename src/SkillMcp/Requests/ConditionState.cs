namespace SkillMcp.Requests;

/// <summary>Whether a precondition is met.</summary>
public enum ConditionState
{
    /// <summary>Nothing that was said decides it.</summary>
    Unknown,
    /// <summary>It holds.</summary>
    Met,
    /// <summary>It does not hold.</summary>
    Unmet,
}
