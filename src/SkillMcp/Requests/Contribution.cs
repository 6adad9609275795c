namespace SkillMcp.Requests;

/// <summary>What one feature of the words says of a skill's fit.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Value">What it is for this skill.</param>
/// <param name="Weight">How much it counts: value times weight is added to the score by which the words put skills in order, before belief, what was done and what is known of the situation.</param>
public sealed record Contribution(string Feature, double Value, double Weight);
