using System.Collections.Frozen;

namespace SkillMcp.Formation;

/// <summary>
/// Whether a run is worth remembering. The seed's rules in the seed's order, on whole words and their forms:
/// "redeploying" is deploy, "latest" is not test.
/// </summary>
public static class FormationPolicy
{
    static readonly FrozenSet<string> RecurrentCategories = FrozenSet.ToFrozenSet(
        ["deployment", "debugging", "setup", "configuration", "testing", "monitoring", "data-processing", "reporting"], StringComparer.Ordinal);

    static readonly FrozenSet<string> RecurringKeywords = new[]
    {
        "deploy", "debug", "setup", "configure", "install", "test", "monitor", "generate", "run", "build", "migrate",
        // The forms that a stemmer does not know.
        "built", "ran",
    }.Select(Stemmer.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The verdict on a run, always with its reason.</summary>
    /// <param name="run">The run as it is told.</param>
    /// <param name="minSteps">The fewest steps worth remembering.</param>
    /// <param name="isKnown">Whether a skill says the same already: then it recurs, whatever its words.</param>
    public static FormationDecision Judge(Trajectory run, int minSteps, bool isKnown) => run switch
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
            if (IsKeyword(word) || IsKeyword(before + word) || word.StartsWith("re", StringComparison.Ordinal) && IsKeyword(word[2..]))
            {
                return true;
            }
            before = word;
        }
        return false;
    }

    static bool IsKeyword(string word) => RecurringKeywords.Contains(Stemmer.Stem(word));
}

/// <summary>Whether to remember a run, and the policy's word for why.</summary>
public readonly record struct FormationDecision(bool Remember, string Reason);
