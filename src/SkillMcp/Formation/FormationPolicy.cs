using System.Collections.Frozen;

namespace SkillMcp.Formation;

/// <summary>
/// Decides whether a run is worth remembering, by the rules of the project's original idea in their original order.
/// Keywords are matched as whole words in any of their forms: "redeploying" is deploy, "latest" is not test.
/// </summary>
static class FormationPolicy
{
    static readonly FrozenSet<string> RecurrentCategories = FrozenSet.ToFrozenSet(
        ["deployment", "debugging", "setup", "configuration", "testing", "monitoring", "data-processing", "reporting"],
        StringComparer.Ordinal);

    static readonly FrozenSet<string> RecurringKeywords = new[]
    {
        "deploy", "debug", "setup", "configure", "install", "test", "monitor", "generate", "run", "build", "migrate",
        // Irregular forms, which a stemmer does not know.
        "built", "ran",
    }.Select(Stemmer.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The decision on a run, always with its reason.</summary>
    /// <param name="run">The run as it is reported.</param>
    /// <param name="minSteps">The minimum number of steps.</param>
    /// <param name="isKnown">Whether a skill for it is known already: then the task recurs, whatever its words.</param>
    public static FormationDecision Decide(Trajectory run, int minSteps, bool isKnown) => run switch
    {
        { Success: false } => new(false, "task_failed"),
        _ when run.Steps.Count < minSteps => new(false, $"too_simple_{run.Steps.Count}_steps"),
        _ when RecurrentCategories.Contains(run.Category) => new(true, $"recurrent_category_{run.Category}"),
        _ when Recurs(run.Task) => new(true, "recurring_keyword_match"),
        _ when isKnown => new(true, "similar_skill_exists"),
        { Name.Length: > 0 } => new(true, "named_by_caller"),
        _ => new(false, "one_time_task"),
    };

    static bool Recurs(string task)
    {
        var before = "";
        foreach (var word in Words.Split(task))
        {
            if (IsKeyword(word) || IsKeyword(before + word) || IsRepeatedKeyword(word))
            {
                return true;
            }
            before = word;
        }
        return false;
    }

    static bool IsRepeatedKeyword(string word) => word.StartsWith("re", StringComparison.Ordinal) && IsKeyword(word[2..]);

    static bool IsKeyword(string word) => RecurringKeywords.Contains(Stemmer.Stem(word));
}
