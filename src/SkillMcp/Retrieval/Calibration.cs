namespace SkillMcp.Retrieval;

/// <summary>What tells how sure one may be of a candidate.</summary>
static class Calibration
{
    /// <summary>What is computed of a standing, by name.</summary>
    public static IReadOnlyList<(string Name, Func<CalibrationInput, double> Value)> All { get; } =
    [
        ("always", _ => 1),
        ("score", input => input.Score),
        ("lead", input => Math.Clamp(input.Lead, -5, 5)),
        Feature("bm25_of_bound"),
        Feature("log_bm25"),
        Feature("coverage"),
        Feature("coverage_by_title"),
        Feature("nearest_task"),
        Feature("nearest_three_tasks"),
        Feature("matched_words"),
        ("asked_words", input => Math.Log(1 + input.Query.ContentIndexes.Length)),
        ("known_share", input => input.Query.KnownWeightShare),
    ];

    /// <summary>All of them, in order.</summary>
    public static double[] Of(CalibrationInput input) => [.. All.Select(one => one.Value(input))];

    static (string, Func<CalibrationInput, double>) Feature(string name)
    {
        var at = RelevanceFeatures.IndexOf(name);
        return (name, input => input.Features[at]);
    }
}
