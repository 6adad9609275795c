namespace SkillMcp.Requests;

/// <summary>The answer to a <see cref="RetrieveRequest"/>.</summary>
public sealed record Retrieved
{
    /// <summary>The task as it was asked for, without secrets.</summary>
    public required string Task { get; init; }

    /// <summary>The id to give with a report on one of the skills; null if none was found.</summary>
    public Guid? RetrievalId { get; init; }

    /// <summary>What to do with this answer, in one or two sentences.</summary>
    public required string Advice { get; init; }

    /// <summary>The skills that fit, the best first.</summary>
    public IReadOnlyList<Match> Matches { get; init; } = [];

    /// <summary>Whether one of them is handed over whole; the others are then only alternatives to it.</summary>
    public bool HasWhole => Matches.Any(match => match.IsWhole);
}
