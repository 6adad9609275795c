using System.Text.RegularExpressions;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>Something that went wrong before and what to do about it, or a tip: what a run that went well says to the next one.</summary>
public sealed partial record Pitfall
{
    /// <summary>The maximum length of the text, in characters: a warning, not a log.</summary>
    public const int MaxLength = 400;

    public required string Text { get; init; }

    /// <summary>The step that it belongs to, from 1; 0 for the skill as a whole.</summary>
    public int Step { get; init; }

    /// <summary>How many executions ran into it, or gave the tip.</summary>
    public int Seen { get; init; } = 1;

    /// <summary>Whether it is a tip. What a failure says too is a pitfall.</summary>
    public bool IsTip { get; init; }

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

    /// <summary>
    /// The maximum number of pitfalls of a skill that are returned: those that say what to do come first, and of these the most frequent.
    /// </summary>
    public const int MaxShown = 10;

    /// <summary>The maximum number of tips of a skill that are returned; the most frequent ones come first.</summary>
    public const int MaxTipsShown = 5;

    /// <summary>
    /// The pitfalls of the current steps and then the tips, the most frequent of each first and at most <see cref="MaxShown"/> and
    /// <see cref="MaxTipsShown"/>. The same one reported for several versions is counted once.
    /// </summary>
    /// <param name="now">The current steps.</param>
    /// <param name="met">The pitfalls, each with the steps of the version that it was reported for; null for the current version.</param>
    public static IReadOnlyList<Pitfall> ForSteps(IReadOnlyList<Step> now, IEnumerable<(Pitfall Pitfall, IReadOnlyList<Step>? Was)> met) =>
        MostFrequent(met
            .Select(one => one.Was is null ? one.Pitfall : one.Pitfall.MappedTo(one.Was, now)).OfType<Pitfall>()
            .GroupBy(pitfall => (pitfall.Step, pitfall.Fingerprint))
            .Select(same => same.First() with
            {
                Seen = same.Sum(pitfall => pitfall.Seen),
                IsTip = same.All(pitfall => pitfall.IsTip),
            }));

    /// <summary>
    /// Whether it says what to do, or names what is wrong: a flag, a path, a port. "The VPN dropped in the middle" does neither.
    /// </summary>
    public bool SaysWhatToDo => Remedy().IsMatch(Text);

    /// <summary>The most frequent pitfalls, those that say what to do first, and then the most frequent tips.</summary>
    internal static IReadOnlyList<Pitfall> MostFrequent(IEnumerable<Pitfall> pitfalls)
    {
        var sorted = pitfalls.OrderByDescending(pitfall => !pitfall.IsTip && pitfall.SaysWhatToDo)
            .ThenByDescending(pitfall => pitfall.Seen)
            .ToLookup(pitfall => pitfall.IsTip);
        return [.. sorted[false].Take(MaxShown), .. sorted[true].Take(MaxTipsShown)];
    }

    [GeneratedRegex(
        @"\b(?:use|run|give|pass|set|add|install|log in|instead|first|must|needs?|requires?|has to|have to|should|missing|wrong|because"
        + @"|renamed|moved|is called|raise|increase|lower|before|after|enough|works|now|only|never|always|not \d+|port \d+)\b"
        + @"|(?<![\w-])--?[A-Za-z][\w-]+|(?<![\w/])[~.]?/[\w.-]+|\b[\w-]+:\d[\w.]*|\b\d+(?:[KMGT]i?B?|ms)\b|\b[\w-]+(?:\.[\w-]+)+\b"
        + @"|\b[a-z]+(?:-[a-z0-9]+)+\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remedy();

    /// <summary>The sorted stems of the text. Two reports with the same stems are the same pitfall.</summary>
    public string Fingerprint => string.Join(' ', Words.Of(Text).Order(StringComparer.Ordinal).Distinct());
}
