namespace SkillMcp.Storage;

/// <summary>A search result, with the parts of the skill that ranking needs.</summary>
sealed record Candidate
{
    public required Guid Id { get; init; }

    public required SearchText Text { get; init; }

    public required Lifecycle Lifecycle { get; init; }

    public required TrackRecord Record { get; init; }

    /// <summary>The reliability that is assumed before any execution, 0-1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What is believed of its current way, 0-1; null before that is derived.</summary>
    public double? WayBelief { get; init; }

    /// <summary>As <see cref="Skill.Belief"/>.</summary>
    public double Belief => WayBelief ?? Record.Belief(Confidence);

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSucceededAt { get; init; }

    /// <summary>How near the skill is to each vector of the query, in their order; empty if the query has none.</summary>
    public IReadOnlyList<Nearness> Nearness { get; init; } = [];

    /// <summary>The cosine similarity of its text and the task, -1 to 1; null if either has no vector.</summary>
    public double? TextCosine => Nearness.Count > 0 ? Nearness[0].Text : null;
}
