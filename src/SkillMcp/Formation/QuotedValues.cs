using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Aligned sentences in which a quoted text that differs in most of its words is one value: the title "Why forecasts fail" beside
/// "Ways to fail".
/// </summary>
static partial class QuotedValues
{
    /// <summary>The steps with one difference for each such text.</summary>
    public static List<AlignedStep> Joined(List<AlignedStep> aligned)
    {
        var joins = aligned.ConvertAll(step => JoinsIn(step).ToList());
        var apart = aligned.Zip(joins).SelectMany(pair => pair.First.Gaps.Where(gap => !pair.Second.Exists(join => Holds(join, gap))))
            .Select(gap => (gap.Text, gap.Other))
            .ToHashSet();
        return [.. aligned.Zip(joins, (step, ofStep) => WithJoins(step, ofStep.FindAll(join => !HasPartOfItsOwn(step, join))))];

        // "Acme" and "40 EUR" in "Acme signed, 40 EUR" are values by themselves where another step has one of them alone.
        bool HasPartOfItsOwn(AlignedStep step, StepGap join) =>
            step.Gaps.Any(gap => Holds(join, gap) && apart.Contains((gap.Text, gap.Other)));
    }

    static AlignedStep WithJoins(AlignedStep step, List<StepGap> joins) => joins.Count == 0 ? step : step with
    {
        Gaps = [.. step.Gaps.Where(gap => !joins.Exists(join => Holds(join, gap))).Concat(joins).OrderBy(gap => gap.Start)],
    };

    /// <summary>The quoted texts of a sentence of which more than half of the words differ, and none is a parameter yet.</summary>
    static IEnumerable<StepGap> JoinsIn(AlignedStep step)
    {
        if (step.Known.IsCommand)
        {
            yield break;
        }
        var ofRun = Quoted().Matches(step.Run.Step.Text);
        foreach (System.Text.RegularExpressions.Match known in Quoted().Matches(step.Known.Step.Text))
        {
            var text = known.Groups["text"];
            var gaps = step.Gaps.Where(gap => gap.Start >= text.Index && gap.Start + gap.Text.Length <= text.Index + text.Length).ToList();
            var other = gaps.Count == 0 ? null : ofRun.Select(found => found.Groups["text"]).FirstOrDefault(found =>
                gaps.TrueForAll(gap => gap.RunStart >= found.Index && gap.RunStart + gap.Other.Length <= found.Index + found.Length));
            var hasParameter = step.Placeholders.Any(span => span.Start < text.Index + text.Length && text.Index < span.End);
            if (other is null || hasParameter)
            {
                continue;
            }
            var join = new StepGap(text.Index, text.Value, other.Index, other.Value);
            var isMost = 2 * gaps.Sum(gap => WordsIn(gap.Text)) > WordsIn(join.Text)
                && 2 * gaps.Sum(gap => WordsIn(gap.Other)) > WordsIn(join.Other);
            if (isMost && (gaps.Count > 1 || gaps[0] != join))
            {
                yield return join;
            }
        }
    }

    static bool Holds(StepGap join, StepGap gap) => gap.Start >= join.Start && gap.Start + gap.Text.Length <= join.Start + join.Text.Length;

    static int WordsIn(string text) => Whitespace.Split(text).Length;

    [GeneratedRegex("""(?<![\p{L}\p{Nd}])(?:"(?<text>[^"]{1,80})"|“(?<text>[^”]{1,80})”)""")]
    private static partial Regex Quoted();
}
