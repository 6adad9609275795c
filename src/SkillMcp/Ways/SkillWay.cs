namespace SkillMcp.Ways;

/// <summary>A way of a skill with its text and its own record.</summary>
sealed record SkillWay
{
    public required Way Way { get; init; }

    /// <summary>
    /// The newest version of it or, of the current way, the current version. Its pitfalls are those that apply to its steps.
    /// </summary>
    public required SkillVersion Text { get; init; }

    /// <summary>The executions of this way. The first way also has those that the skill came with.</summary>
    public TrackRecord Record { get; init; } = TrackRecord.Empty;

    /// <summary>When it last became the current way or ceased to be it; null if it never did.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why, in a few words; empty if it never did.</summary>
    public string Decision { get; init; } = "";

    /// <summary>The number of the version that began it.</summary>
    public int Number => Text.Way;

    public bool IsCurrent => Way.Status == WayStatus.Current;

    public double Belief => WayHistory.BeliefIn(Way.Posterior);
}
