using System.Collections.Frozen;

namespace SkillMcp.Formation;

/// <summary>
/// The steps that a procedure must not lose without a word: checks, backups, waits, confirmations and rollbacks.
/// They look like waste to whoever succeeds without them.
/// </summary>
public static class Safeguards
{
    static readonly FrozenDictionary<string, string> KindOf = new (string Kind, string Words)[]
    {
        ("check", "verify check validate test inspect ensure assert monitor lint audit healthcheck health dry-run dryrun diff plan status"),
        ("backup", "backup snapshot dump pg_dump mysqldump mongodump"),
        ("wait", "wait sleep pause drain"),
        ("confirmation", "confirm approve approval review ask"),
        ("rollback", "rollback undo revert downgrade restore abort"),
    }.SelectMany(row => row.Words.Split(' ').SelectMany(Words.Of).Select(word => (word, row.Kind))).DistinctBy(row => row.word).ToFrozenDictionary(row => row.word, row => row.Kind, StringComparer.Ordinal);

    /// <summary>The safeguards of the old steps that have no counterpart among the new ones, in order.</summary>
    public static IReadOnlyList<string> LostBetween(IReadOnlyList<Step> before, IReadOnlyList<Step> after)
    {
        var left = after.ToList();
        var lost = new List<string>();
        foreach (var step in before)
        {
            if (KindsOf(step) is not { Count: > 0 } kinds)
            {
                continue;
            }
            // One new step stands in for one old one: three checks do not become one unnoticed.
            var counterpart = left.FindIndex(other => Similarity.SameStep(step, other));
            counterpart = counterpart >= 0 ? counterpart : left.FindIndex(other => kinds.Overlaps(KindsOf(other)) && Similarity.BetweenSteps([step], [other]) >= 0.3);
            if (counterpart < 0)
            {
                lost.Add($"{string.Join(" and ", kinds)}: {step.Text}");
            }
            else
            {
                left.RemoveAt(counterpart);
            }
        }
        return lost;
    }

    static HashSet<string> KindsOf(Step step)
    {
        var words = Words.Of(step.Text);
        var kinds = words.Where(KindOf.ContainsKey).Select(word => KindOf[word]).ToHashSet(StringComparer.Ordinal);
        // "roll back" and "back up" are two words for one.
        if (words.Contains("roll") && words.Contains("back"))
        {
            kinds.Add("rollback");
        }
        return kinds;
    }
}
