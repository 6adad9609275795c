namespace SkillMcp.Formation;

/// <summary>How a draft compares with a known skill.</summary>
/// <param name="Known">The skill.</param>
/// <param name="Similarity">0-1.</param>
/// <param name="IsSame">Whether the draft is another run of this skill.</param>
/// <param name="FoundConflict">Why the two must stay apart; looked for when it is first asked for.</param>
sealed record SkillComparison(Skill Known, double Similarity, bool IsSame, Lazy<string?> FoundConflict)
{
    /// <summary>Why the two must stay apart, in a sentence; null if there is no reason.</summary>
    public string? Conflict => FoundConflict.Value;

    /// <summary>
    /// Whether both were done for the same request, with most steps in common: then they are ways to do it, wherever they end.
    /// </summary>
    public bool AreWaysToOne { get; init; }
}
