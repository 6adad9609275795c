namespace SkillMcp.Server.Wire;

/// <param name="Text">The precondition.</param>
/// <param name="State">met, unmet or unknown.</param>
sealed record ConditionAnswer(string Text, string State);
