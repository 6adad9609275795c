using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// The steps that a procedure must not lose unnoticed: checks, backups, waits, confirmations and rollbacks.
/// A run that succeeds without them makes them look superfluous.
/// </summary>
static partial class Safeguards
{
    // Two steps of the same kind with this similarity are counterparts.
    const double MinSimilarity = 0.3;

    static readonly FrozenDictionary<string, string> KindByStem = StemsOf(
        ("check", "verify check validate test inspect ensure assert monitor lint audit healthcheck health dry-run dryrun diff plan status"),
        ("backup", "backup snapshot dump pg_dump mysqldump mongodump bak stash"),
        ("wait", "wait sleep pause drain maintenance quiesce"),
        ("confirmation", "confirm approve approval review ask"),
        ("rollback", "rollback undo revert downgrade restore abort"));

    /// <summary>The safeguards of the old steps without a counterpart among the new ones, in order, each with its kind.</summary>
    public static IReadOnlyList<string> LostBetween(IReadOnlyList<Step> before, IReadOnlyList<Step> after)
    {
        var left = after.ToList();
        var lost = new List<string>();
        foreach (var (step, kinds) in WithoutUnchanged(before, left))
        {
            var counterpart = left.FindIndex(other =>
                kinds.Overlaps(KindsOf(other)) && Similarity.BetweenSteps([step], [other]) >= MinSimilarity);
            if (counterpart < 0)
            {
                lost.Add($"{string.Join(" and ", kinds)}: {step.Text}");
            }
            else
            {
                // Each new step replaces one old step, so that three checks do not become one unnoticed.
                left.RemoveAt(counterpart);
            }
        }
        return lost;
    }

    /// <summary>Whether a step checks something.</summary>
    public static bool IsCheck(Step step) => KindsOf(step).Contains("check");

    /// <summary>Whether a step takes back what was done.</summary>
    public static bool IsRollback(Step step) => KindsOf(step).Contains("rollback");

    /// <summary>
    /// The safeguards that do not stay as they are, each with its kinds. What stays is taken out first: it is no counterpart of another.
    /// </summary>
    static List<(Step Step, HashSet<string> Kinds)> WithoutUnchanged(IReadOnlyList<Step> before, List<Step> left)
    {
        var changed = new List<(Step Step, HashSet<string> Kinds)>();
        foreach (var step in before)
        {
            var same = left.FindIndex(other => Similarity.SameStep(step, other));
            if (same >= 0)
            {
                left.RemoveAt(same);
            }
            else if (KindsOf(step) is { Count: > 0 } kinds)
            {
                changed.Add((step, kinds));
            }
        }
        return changed;
    }

    static HashSet<string> KindsOf(Step step)
    {
        // "Skip the backup" and "delete the old backup" guard nothing.
        if (Forgoing().IsMatch(step.Text))
        {
            return [];
        }
        var stems = Words.Of(step.Text);
        var kinds = stems.Where(KindByStem.ContainsKey).Select(stem => KindByStem[stem]).ToHashSet(StringComparer.Ordinal);
        // "roll back" is rollback in two words.
        if (stems.Contains("roll") && stems.Contains("back"))
        {
            kinds.Add("rollback");
        }
        if (Copy().IsMatch(step.Text))
        {
            kinds.Add("backup");
        }
        if (Assurance().IsMatch(step.Text))
        {
            kinds.Add("check");
        }
        return kinds;
    }

    [GeneratedRegex(
        @"^\W*(?:skip|ignore|assume|omit|leave out|do not|don't|never|make no|take no|no|without)\b"
        + @"|^\W*(?:delete|remove|rm|drop|purge|clean)\b[^|&;]*\b(?:backups?|snapshots?|dumps?|bak)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Forgoing();

    /// <summary>A copy from which what is changed can be restored, whatever it is called.</summary>
    [GeneratedRegex(
        @"\bback(?:s|ed|ing)?\s+(?:\S+\s+){0,3}?up\b|\b(?:save|keep|make|take)\b[^.;]{0,20}\bcop(?:y|ies)\b"
        + @"|\.(?:bak|orig|old)\b|[-_](?:before|backup|old)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Copy();

    [GeneratedRegex(
        @"\b(?:make|be) sure\b|\bstop\b[^.;]{0,20}\bwrit(?:es|ing|ers?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assurance();

    static FrozenDictionary<string, string> StemsOf(params (string Kind, string Words)[] rows) =>
    (
        from row in rows
        from word in row.Words.Split(' ')
        // A compound is meant whole: "run" alone checks nothing.
        select (Stem: Words.Of(word).MaxBy(stem => stem.Length)!, row.Kind)
    ).DistinctBy(row => row.Stem).ToFrozenDictionary(row => row.Stem, row => row.Kind, StringComparer.Ordinal);
}
