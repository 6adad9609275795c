namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>The hits for a request, the best first, before any is cut off, and whether an answer was given.</summary>
sealed record QueryResult(QueryRow Query, IReadOnlyList<Hit> Hits, bool IsAnswered)
{
    /// <summary>The skills of the answer, whole or in a line; empty for a method that only ranks.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>The one that was handed over whole; null if none was.</summary>
    public string? Whole { get; init; }

    /// <summary>The rank of the first right hit, from 1; 0 if there is none.</summary>
    public int FirstRight =>
        Hits.Select((hit, at) => (hit, at)).FirstOrDefault(one => Query.Relevant.Contains(one.hit.Id), (null!, -1)).at + 1;

    public double Score => Hits is [var best, ..] ? best.Score : -1;
}
