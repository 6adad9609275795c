namespace SkillMcp.Requests;

/// <summary>The contribution of one ranking feature to a skill's score.</summary>
/// <param name="Feature">The name of the feature.</param>
/// <param name="Value">The value of the feature for this skill.</param>
/// <param name="Weight">
/// The weight of the feature. Value times weight is added to the relevance score, before reliability, the steps done and the context
/// are taken into account.
/// </param>
public sealed record Contribution(string Feature, double Value, double Weight);
