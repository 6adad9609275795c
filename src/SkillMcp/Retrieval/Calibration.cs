namespace SkillMcp.Retrieval;

/// <summary>
/// The inputs of the logistic function that turns a candidate's score into the probability that it is the right one:
/// the score itself, its lead over the other candidates, and how much of the query was matched and was known at all.
/// </summary>
static class Calibration
{
    // Beyond this a larger lead makes a candidate no likelier.
    const double MaxLead = 5;

    /// <summary>The inputs by the name of their weight.</summary>
    public static IReadOnlyList<(string Name, Func<CalibrationInput, double> Value)> All { get; } =
    [
        ("always", _ => 1),
        ("score", input => input.Score),
        ("lead", input => Math.Clamp(input.Lead, -MaxLead, MaxLead)),
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

    /// <summary>All inputs, in the order of <see cref="All"/>.</summary>
    public static double[] Compute(CalibrationInput input) => [.. All.Select(one => one.Value(input))];

    static (string, Func<CalibrationInput, double>) Feature(string name)
    {
        var index = RelevanceFeatures.IndexOf(name);
        return (name, input => input.Features[index]);
    }
}
