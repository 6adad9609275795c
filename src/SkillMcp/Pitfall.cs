using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>Something that went wrong before, and what to do about it.</summary>
public sealed record Pitfall
{
    /// <summary>The most characters of a pitfall: a warning, not a log.</summary>
    public const int MaxLength = 400;

    public required string Text { get; init; }

    /// <summary>The step that it belongs to, from 1; 0 for the skill as a whole.</summary>
    public int Step { get; init; }

    /// <summary>How many executions ran into it.</summary>
    public int Seen { get; init; } = 1;

    /// <param name="visitor">What reads or rewrites the text.</param>
    /// <param name="number">Which of several this is, from 1.</param>
    internal Pitfall VisitTexts(TextVisitor visitor, int number) => this with { Text = visitor.Numbered(TextField.Pitfall, number, Text) };

    /// <summary>
    /// This pitfall among other steps than those that it was met in: at the step that says the same as its own did;
    /// null where none does, for then it is moot. Of several it is the same one, counted from the end that is nearer.
    /// </summary>
    /// <param name="was">The steps that it was met in.</param>
    /// <param name="now">The steps of today.</param>
    public Pitfall? Carried(IReadOnlyList<Step> was, IReadOnlyList<Step> now)
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
        var (before, after) = (Among(was.Take(Step - 1)).Count, Among(was.Skip(Step)).Count);
        var same = Among(now);
        return same.Count == 0 ? null : this with { Step = same[before <= after ? Math.Min(before, same.Count - 1) : Math.Max(same.Count - 1 - after, 0)] };

        List<int> Among(IEnumerable<Step> steps) => [.. NormalizedStep.Of(steps).Index().Where(step => own.IsSameAs(step.Item)).Select(step => step.Index + 1)];
    }

    /// <summary>The most pitfalls that a skill is handed out with, those first that most executions ran into.</summary>
    public const int MaxShown = 10;

    /// <summary>The pitfalls that the current steps still have; one that was met in several versions is one.</summary>
    /// <param name="now">The current steps.</param>
    /// <param name="met">What was met, each with the steps of the version that it was met in; null for the current ones.</param>
    public static IReadOnlyList<Pitfall> Among(IReadOnlyList<Step> now, IEnumerable<(Pitfall Pitfall, IReadOnlyList<Step>? Was)> met) =>
    [
        .. met.Select(one => one.Was is null ? one.Pitfall : one.Pitfall.Carried(one.Was, now)).OfType<Pitfall>()
            .GroupBy(pitfall => (pitfall.Step, pitfall.Fingerprint))
            .Select(same => same.First() with { Seen = same.Sum(pitfall => pitfall.Seen) })
            .OrderByDescending(pitfall => pitfall.Seen)
            .Take(MaxShown),
    ];

    /// <summary>The words that make two reports the same pitfall, whatever their order, case and punctuation.</summary>
    public string Fingerprint => string.Join(' ', Words.Of(Text).Order(StringComparer.Ordinal).Distinct());
}
