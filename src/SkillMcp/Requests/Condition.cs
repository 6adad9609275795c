namespace SkillMcp.Requests;

/// <summary>A precondition, with every argument that is known put in, and what is known of it.</summary>
public sealed record Condition(string Text, ConditionState State);
