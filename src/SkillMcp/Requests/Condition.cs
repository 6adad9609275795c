namespace SkillMcp.Requests;

/// <summary>A precondition with the known arguments filled in, and whether it is met.</summary>
public sealed record Condition(string Text, ConditionState State);
