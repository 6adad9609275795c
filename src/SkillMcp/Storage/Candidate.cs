namespace SkillMcp.Storage;

/// <summary>A skill that may be the one, with the parts that ranking looks at.</summary>
public sealed record Candidate
{
    public required Guid Id { get; init; }

    public required SearchText Text { get; init; }

    public required Lifecycle Lifecycle { get; init; }

    public required TrackRecord Record { get; init; }

    /// <summary>Prior belief before any execution, 0-1.</summary>
    public required double Confidence { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSucceededAt { get; init; }

    /// <summary>The cosine similarity of its vector and the query's, -1 to 1; null if either has none.</summary>
    public double? CosineSimilarity { get; init; }
}
