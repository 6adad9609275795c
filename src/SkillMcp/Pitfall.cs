using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>Something that went wrong before and what to do about it, or a tip: what a run that went well says to the next one.</summary>
public sealed partial record Pitfall
{
    /// <summary>The maximum length of the text, in characters: a warning, not a log.</summary>
    public const int MaxLength = 400;

    /// <summary>What went wrong or helped, in a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The step that it belongs to, from 1; 0 for the skill as a whole.</summary>
    public int Step { get; init; }

    /// <summary>How many executions ran into it, or gave the tip.</summary>
    public int Seen { get; init; } = 1;

    /// <summary>Whether it is a tip. What a failure says too is a pitfall.</summary>
    public bool IsTip { get; init; }

    /// <summary>How many successes went past its step since it was last seen; none for a tip.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Passed { get; init; }

    /// <summary>When it was last seen; null if that is not known.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>
    /// The number of successes after which a pitfall is not shown any more. It returns with its count when it is seen again.
    /// </summary>
    public const int MaxPassed = 20;

    /// <summary>Whether it is not shown any more.</summary>
    public bool IsGone => !IsTip && Passed >= MaxPassed;

    /// <param name="visitor">What reads or rewrites the text.</param>
    /// <param name="number">The number of the pitfall in its list, from 1.</param>
    internal Pitfall VisitTexts(TextVisitor visitor, int number) => this with { Text = visitor.Numbered(TextField.Pitfall, number, Text) };

    /// <summary>
    /// This pitfall with the number of the same step in other steps; null if none of them is the same.
    /// If several are the same, the one at the same position among them, counted from the nearer end of the steps.
    /// </summary>
    /// <param name="was">The steps of the version that it was reported for.</param>
    /// <param name="now">The current steps.</param>
    public Pitfall? MappedTo(IReadOnlyList<Step> was, IReadOnlyList<Step> now)
    {
        if (Step == 0)
        {
            return this;
        }
        if (Step > was.Count)
        {
            return null;
        }
        var own = NormalizedStep.Of(was[Step - 1]);
        var before = SameIn(was.Take(Step - 1)).Count;
        var after = SameIn(was.Skip(Step)).Count;
        var same = SameIn(now);
        if (same.Count == 0)
        {
            return null;
        }
        var last = same.Count - 1;
        var position = before <= after ? Math.Min(before, last) : Math.Max(last - after, 0);
        return this with { Step = same[position] };

        List<int> SameIn(IEnumerable<Step> steps) =>
            [.. NormalizedStep.Of(steps).Index().Where(step => own.IsSameAs(step.Item)).Select(step => step.Index + 1)];
    }

    /// <summary>The maximum number of pitfalls of a skill that are returned, the first in rank.</summary>
    public const int MaxShown = 10;

    /// <summary>The maximum number of tips of a skill that are returned, the first in rank.</summary>
    public const int MaxTipsShown = 5;

    // What took five runs to come back may have been mended, and so may what was not seen for a season.
    const double SuccessesToHalve = 5;
    const double DaysToHalve = 90;

    /// <summary>How many executions in a row may run into what passes by itself.</summary>
    internal const int MaxTransient = 2;

    static readonly TimeSpan SoonAfter = TimeSpan.FromHours(1);

    /// <summary>
    /// What is shown of the current steps, in rank: the pitfalls that are not gone, and then the tips, at most <see cref="MaxShown"/> and
    /// <see cref="MaxTipsShown"/>.
    /// </summary>
    /// <param name="now">The current steps.</param>
    /// <param name="met">The pitfalls, each with the steps of the version that it was reported for; null for the current version.</param>
    public static IReadOnlyList<Pitfall> ForSteps(IReadOnlyList<Step> now, IEnumerable<(Pitfall Pitfall, IReadOnlyList<Step>? Was)> met) =>
        Shown(AtSteps(now, met.Where(one => !one.Pitfall.IsGone)));

    /// <summary>All pitfalls and tips of the current steps. The same one reported for several versions is counted once.</summary>
    /// <param name="now">The current steps.</param>
    /// <param name="met">The pitfalls, each with the steps of the version that it was reported for; null for the current version.</param>
    public static IEnumerable<Pitfall> AtSteps(IReadOnlyList<Step> now, IEnumerable<(Pitfall Pitfall, IReadOnlyList<Step>? Was)> met) =>
        met.Select(one => one.Was is null ? one.Pitfall : one.Pitfall.MappedTo(one.Was, now)).OfType<Pitfall>()
            .GroupBy(pitfall => (pitfall.Step, pitfall.Fingerprint))
            .Select(same => Same([.. same]) with { Seen = same.Sum(pitfall => pitfall.Seen) });

    /// <summary>One pitfall for several reports of it, with the highest of their counts.</summary>
    internal static Pitfall Same(IReadOnlyList<Pitfall> reports) => reports is [var only] ? only : reports[0] with
    {
        Seen = reports.Max(pitfall => pitfall.Seen),
        IsTip = reports.All(pitfall => pitfall.IsTip),
        Passed = reports.Min(pitfall => pitfall.Passed),
        SeenAt = reports.Max(pitfall => pitfall.SeenAt),
    };

    /// <summary>
    /// Whether it says what to do, or names what is wrong: a flag, a path, a port. "The VPN dropped in the middle" does neither.
    /// </summary>
    public bool SaysWhatToDo => Remedy().IsMatch(Text);

    /// <summary>
    /// The pitfalls and then the tips that are shown, in rank. What says what to do comes first, and what was seen once and does not comes
    /// last. Within these, what was seen more often and more lately comes first: the number of times that it was seen is halved by every
    /// <see cref="SuccessesToHalve"/> successes past its step, and by every <see cref="DaysToHalve"/> days that it was last seen before the
    /// newest.
    /// </summary>
    internal static IReadOnlyList<Pitfall> Shown(IEnumerable<Pitfall> pitfalls)
    {
        List<Pitfall> known = [.. pitfalls];
        var newest = known.Max(pitfall => pitfall.SeenAt);
        var ranked = known
            .OrderBy(pitfall => pitfall.Kind)
            .ThenByDescending(pitfall => pitfall.Weight(newest))
            .ToLookup(pitfall => pitfall.IsTip);
        return [.. ranked[false].Take(MaxShown), .. ranked[true].Take(MaxTipsShown)];
    }

    /// <summary>How it is ranked before its weight is asked for, from 0.</summary>
    int Kind => (IsTip || SaysWhatToDo, Seen) switch
    {
        (true, _) => 0,
        (_, > 1) => 1,
        _ => 2,
    };

    double Weight(DateTimeOffset? newest)
    {
        var days = (newest - SeenAt)?.TotalDays ?? 0;
        return Seen * Math.Pow(0.5, Passed / SuccessesToHalve + days / DaysToHalve);
    }

    /// <summary>
    /// Whether a success shows that it passed by itself: it says nothing of what to do, it did not keep coming back, and the same task
    /// went well in the same way soon after.
    /// </summary>
    /// <param name="task">The task of the execution that last ran into it; empty if it is not known.</param>
    /// <param name="inARow">How many executions ran into it since the last success of the way.</param>
    /// <param name="success">The execution that went past its step.</param>
    internal bool IsTransientBy(string task, int inARow, Execution success)
    {
        var isSame = task.Length > 0 && task.Equals(success.Task, StringComparison.OrdinalIgnoreCase);
        var isSoon = SeenAt is { } seen && success.At >= seen && success.At - seen <= SoonAfter;
        return !SaysWhatToDo && inARow <= MaxTransient && isSame && isSoon;
    }

    [GeneratedRegex(
        @"\b(?:use|run|give|pass|set|add|install|log in|instead|first|must|needs?|requires?|has to|have to|should|missing|wrong|because"
        + @"|renamed|moved|is called|raise|increase|lower|before|after|enough|works|now|only|never|always|not \d+|port \d+"
        + @"|ask|grant|reopen|repair|helps|enable|allow|unlock|open (?:it|the))\b"
        + @"|(?<![\w-])--?[A-Za-z][\w-]+|(?<![\w/])[~.]?/[\w.-]+|\b[\w-]+:\d[\w.]*|\b\d+(?:[KMGT]i?B?|ms)\b|\b[\w-]+(?:\.[\w-]+)+\b"
        + @"|\b[a-z]+(?:-[a-z0-9]+)+\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remedy();

    /// <summary>The sorted stems of the text. Two reports with the same stems are the same pitfall.</summary>
    public string Fingerprint => string.Join(' ', Words.Of(Text).Order(StringComparer.Ordinal).Distinct());
}
