namespace SkillMcp.Retrieval;

/// <summary>
/// The inputs of the logistic functions that turn the score of a candidate into a probability:
/// the score itself, its lead over the other candidates, and how much of the request was matched and was known at all.
/// </summary>
static class Calibration
{
    // Beyond this a larger lead makes a candidate no likelier.
    const double MaxLead = 5;

    /// <summary>The inputs by the name of their weight, and the evidence that each needs.</summary>
    public static IReadOnlyList<(string Name, EvidenceKinds Needs, Func<CalibrationInput, double> Value)> All { get; } =
    [
        ("always", EvidenceKinds.Task, _ => 1),
        ("score", EvidenceKinds.Task, input => input.Score),
        ("lead", EvidenceKinds.Task, input => Math.Clamp(input.Lead, -MaxLead, MaxLead)),
        Feature("bm25_of_bound"),
        Feature("log_bm25"),
        Feature("coverage"),
        Feature("coverage_by_title"),
        Feature("nearest_task"),
        Feature("nearest_three_tasks"),
        Feature("matched_words"),
        Feature("is_used"),
        ("asked_words", EvidenceKinds.Task, input => Math.Log(1 + input.AskedWords)),
        ("known_share", EvidenceKinds.Task, input => input.KnownShare),
        Feature("also_bm25_of_bound"),
        Feature("also_coverage_by_title"),
        Feature("also_matched_words_in_title"),
        Feature("also_nearest_task"),
        Feature("meaning"),
        Feature("meaning_of_nearest_task"),
        Feature("meaning_of_three_tasks"),
        Feature("also_meaning"),
        Feature("also_meaning_of_nearest_task"),
    ];

    /// <summary>All inputs, in the order of <see cref="All"/>.</summary>
    public static double[] Compute(CalibrationInput input) => [.. All.Select(one => one.Value(input))];

    static (string, EvidenceKinds, Func<CalibrationInput, double>) Feature(string name)
    {
        var index = RelevanceFeatures.IndexOf(name);
        return (name, RelevanceFeatures.All[index].Needs, input => input.Features[index]);
    }
}
