namespace SkillMcp.Changes;

/// <summary>That another way of a skill becomes the current one.</summary>
/// <param name="Number">The number of the way.</param>
/// <param name="Before">The number of the way that it replaces.</param>
/// <param name="Reason">Why, in words of this program.</param>
/// <param name="RetiresOthers">Whether no other way is offered any more, because a person decided.</param>
sealed record WayDecision(int Number, int Before, string Reason, bool RetiresOthers);
