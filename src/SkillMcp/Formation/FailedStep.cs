using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Finds the step that a report of a failure speaks of: by its number, by its whole text, by what was checked, or by a name of it that no
/// other step has, where the report names it as what failed. A wrong step is worse than none: if two could be meant, none is.
/// </summary>
static partial class FailedStep
{
    // A shorter step may occur in a sentence without being quoted.
    const int MinQuotedLength = 8;

    // A report says first what failed; then a log may follow.
    const int MaxRead = 2_000;

    /// <summary>The step, from 1; 0 where none is found.</summary>
    /// <param name="report">What is said of the execution.</param>
    /// <param name="evidence">What was observed; null if nothing was.</param>
    /// <param name="followed">The steps that were followed.</param>
    public static int In(string report, Evidence? evidence, IReadOnlyList<Step> followed)
    {
        var quoted = QuotedIn(report, evidence, followed);
        if (quoted > 0 && !IsRemedy(report, followed[quoted - 1].Text))
        {
            return quoted;
        }
        var numbers = Number().Matches(report).Select(match => int.Parse(match.Groups[1].ValueSpan)).Distinct().ToList();
        if (numbers.Count > 0)
        {
            return numbers is [var number] && number > 0 && number <= followed.Count ? number : 0;
        }
        var words = BlamingWords.Of(Truncate.To(report, MaxRead));
        var meant = StepName.Of(followed, words.Blame).Select(name => name.Step).Distinct().Take(2).ToList();
        return meant is [var only] ? only : 0;
    }

    /// <summary>The first step that a report quotes, or whose command was checked; 0 where there is none.</summary>
    public static int QuotedIn(string text, Evidence? evidence, IReadOnlyList<Step> followed)
    {
        for (var at = 0; at < followed.Count; at++)
        {
            var step = followed[at].Text;
            var isMeant = text.Contains(step, StringComparison.OrdinalIgnoreCase) || evidence?.Check.Trim() == step;
            if (step.Length >= MinQuotedLength && isMeant)
            {
                return at + 1;
            }
        }
        return 0;
    }

    /// <summary>
    /// The only step that a text which mends a failure has not kept, from 1; 0 if it changed several, or only added some.
    /// </summary>
    /// <param name="failed">The steps that failed.</param>
    /// <param name="mended">The steps that went well instead.</param>
    public static int MendedIn(IReadOnlyList<Step> failed, IReadOnlyList<Step> mended)
    {
        var (before, after) = (NormalizedStep.Of(failed), NormalizedStep.Of(mended));
        var first = before.Zip(after).TakeWhile(pair => pair.First.IsSameAs(pair.Second)).Count();
        var rest = before.Skip(first).Reverse().Zip(after.Skip(first).Reverse());
        var last = rest.TakeWhile(pair => pair.First.IsSameAs(pair.Second)).Count();
        return before.Count - first - last == 1 ? first + 1 : 0;
    }

    static bool IsRemedy(string report, string step)
    {
        var at = report.IndexOf(step, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && Remedy().IsMatch(report[..at]);
    }

    [GeneratedRegex(@"\b(?:run|re-?run|after|use|try|repeat|redo)\s+\W?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remedy();

    [GeneratedRegex(
        @"\b(?:step|schritt|étape|paso)\s*(?:no\.?|nr\.?|#)?\s*(\d{1,3})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
