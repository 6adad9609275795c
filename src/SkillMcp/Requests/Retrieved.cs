namespace SkillMcp.Requests;

/// <summary>The answer to a <see cref="RetrieveRequest"/>.</summary>
public sealed record Retrieved
{
    public required string Task { get; init; }

    /// <summary>To be given with the report; null where nothing was found.</summary>
    public Guid? RetrievalId { get; init; }

    /// <summary>What to do with this answer, in a sentence or two.</summary>
    public required string Advice { get; init; }

    /// <summary>The best first.</summary>
    public IReadOnlyList<Match> Matches { get; init; } = [];
}
