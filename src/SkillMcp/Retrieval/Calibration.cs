namespace SkillMcp.Retrieval;

/// <summary>What tells how sure one may be of a candidate, beyond its place among the others.</summary>
static class Calibration
{
    /// <summary>By name, what is computed of a candidate's score, its lead over the best other, and its features.</summary>
    public static IReadOnlyList<(string Name, Func<Standing, double> Value)> All { get; } =
    [
        ("bias", _ => 1),
        ("score", standing => standing.Score),
        ("lead", standing => standing.Lead),
        ("asked_words", standing => Math.Log(1 + standing.Reading.Question.Task.Words.Count)),
        ("known_share", standing => standing.Reading.Question.KnownWeight / Math.Max(standing.Reading.Question.TotalWeight, 1e-9)),
    ];

    public static double[] Of(Standing standing) => [.. All.Select(sign => sign.Value(standing))];
}

/// <summary>A candidate among the others.</summary>
/// <param name="Reading">What of the question it holds.</param>
/// <param name="Score">How well it fits.</param>
/// <param name="Lead">By how much it is ahead of the best other; negative where it is behind.</param>
readonly record struct Standing(Reading Reading, double Score, double Lead);
