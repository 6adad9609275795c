namespace SkillMcp.Retrieval;

/// <summary>What tells how sure one may be of a candidate.</summary>
static class Calibration
{
    /// <summary>What is computed of a standing, by name.</summary>
    public static IReadOnlyList<(string Name, Func<Standing, double> Value)> All { get; } =
    [
        ("always", _ => 1),
        ("score", standing => standing.Score),
        ("lead", standing => Math.Clamp(standing.Lead, -5, 5)),
        Feature("bm25_of_bound"),
        Feature("log_bm25"),
        Feature("coverage"),
        Feature("coverage_by_title"),
        Feature("nearest_task"),
        Feature("nearest_three_tasks"),
        Feature("matched_words"),
        ("asked_words", standing => Math.Log(1 + standing.Query.ContentIndexes.Length)),
        ("known_share", standing => standing.Query.KnownWeightShare),
    ];

    /// <summary>All of them, in order.</summary>
    public static double[] Of(Standing standing) => [.. All.Select(sign => sign.Value(standing))];

    static (string, Func<Standing, double>) Feature(string name)
    {
        var at = RelevanceFeatures.IndexOf(name);
        return (name, standing => standing.Features[at]);
    }
}

/// <summary>A candidate among the others.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Features">What speaks for it and against it.</param>
/// <param name="Score">How well it fits.</param>
/// <param name="Lead">By how much it is ahead of the best other; negative where it is behind.</param>
readonly record struct Standing(AnalyzedQuery Query, double[] Features, double Score, double Lead);
