namespace SkillMcp.Intents;

/// <summary>Something in which a procedure is known to differ from what is asked for.</summary>
/// <param name="Kind">In what it differs.</param>
/// <param name="Phrase">For people and models, such as "restores; you ask to back up".</param>
public sealed record IntentDifference(DifferenceKind Kind, string Phrase)
{
    /// <summary>All that is known to differ; empty if the two agree, or nothing is known against it.</summary>
    public static IReadOnlyList<IntentDifference> Between(Intent asked, Intent does) => IntentComparison.Of(asked, does).Differences;
}
