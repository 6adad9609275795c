namespace SkillMcp.Formation;

/// <summary>A known step beside the step of a run that does the same, both with their values in place.</summary>
/// <param name="Known">The known step with its examples filled in.</param>
/// <param name="Run">The step of the run.</param>
/// <param name="Filled">What fills the placeholders of the known step, in order.</param>
/// <param name="Gaps">Where the two differ elsewhere.</param>
sealed record AlignedStep(
    TokenizedStep Known, TokenizedStep Run, IReadOnlyList<FilledPlaceholder> Filled, IReadOnlyList<StepGap> Gaps)
{
    /// <summary>All placeholders of the known step: those that are not filled here are a part of what differs.</summary>
    public IReadOnlyList<FilledPlaceholder> Placeholders { get; init; } = [];

    // Steps with more differences do something else.
    const int MaxGaps = 32;

    // A sentence of which less is equal says something else.
    const double MinShareOfProse = 0.5;

    /// <summary>Aligns a known step with one of a run; null if it is another step.</summary>
    /// <param name="known">The known step, with placeholders.</param>
    /// <param name="examples">The examples of its placeholders.</param>
    /// <param name="run">The step of the run, with its values.</param>
    public static AlignedStep? Of(Step known, IReadOnlyDictionary<string, string> examples, Step run)
    {
        var all = FilledPlaceholder.In(known.Text, examples);
        var spans = all.ToList();
        var filled = TokenizedStep.Of(known.Filled(examples));
        var other = TokenizedStep.Of(run);
        if (filled.IsCommand != other.IsCommand && filled.Step.Text != other.Step.Text)
        {
            return null;
        }
        // What stands in a placeholder may have grown beyond it: "{group} group" beside "jury". Then it is aligned without that one.
        while (true)
        {
            var borders = spans.SelectMany(span => new[] { span.Start, span.End }).ToList();
            var alignment = StepAlignment.Of(filled.Step.Text, borders, run.Text, ignoreCase: !filled.IsCommand);
            if (alignment is null || !filled.IsCommand && alignment.Share < MinShareOfProse)
            {
                return null;
            }
            var gaps = alignment.Gaps(at => spans.Exists(span => span.Start <= at && at < span.End))
                .Where(gap => !IsPlaceholder(gap.Other) && !spans.Exists(span => IsWithin(gap, span, alignment)))
                .ToList();
            var outgrown = spans.RemoveAll(span => alignment.CounterpartOf(span.Start, span.End) is null
                || gaps.Exists(gap => Overlap(gap, span)
                    || IsBeside(gap, span) && (IsEmpty(gap) || AreOneName(gap, span, filled.Step.Text))));
            if (outgrown > 0)
            {
                continue;
            }
            if (gaps.Count > MaxGaps || gaps.Exists(IsEmpty))
            {
                return null;
            }
            var aligned = all.Where(span => spans.Contains(span) || IsUnchanged(span, alignment, gaps)).ToList();
            return Bound(filled, other, all, aligned, alignment, gaps);
        }
    }

    /// <summary>Whether both call the same programs with the same subcommands and flags.</summary>
    public bool IsOfSameActions => Gaps.All(gap =>
        Known.MayBeValue(gap.Start, gap.Text) && Run.MayBeValue(gap.RunStart, gap.Other));

    public bool HasSameFlags => Gaps.All(gap => Known.RoleOf(gap.Start, gap.Text.Length) != StepRole.FlagName);

    static AlignedStep? Bound(
        TokenizedStep known,
        TokenizedStep run,
        List<FilledPlaceholder> all,
        List<FilledPlaceholder> spans,
        StepAlignment alignment,
        List<StepGap> gaps)
    {
        var bound = new List<FilledPlaceholder>();
        foreach (var span in spans)
        {
            var (start, end) = alignment.CounterpartOf(span.Start, span.End)!.Value;
            if (!run.IsValueIn(start, end))
            {
                return null;
            }
            bound.Add(span with { InRun = run.Step.Text[start..end] });
        }
        return new AlignedStep(known, run, bound, gaps) { Placeholders = all };
    }

    /// <summary>Whether a difference is one between the two values of a placeholder.</summary>
    static bool IsWithin(StepGap gap, FilledPlaceholder span, StepAlignment alignment) =>
        gap.Start >= span.Start && gap.Start + gap.Text.Length <= span.End
        && alignment.CounterpartOf(span.Start, span.End) is { } place
        && gap.RunStart >= place.Start && gap.RunStart + gap.Other.Length <= place.End;

    static bool IsEmpty(StepGap gap) => string.IsNullOrWhiteSpace(gap.Text) || string.IsNullOrWhiteSpace(gap.Other);

    /// <summary>Whether the run has the same value in the place of a placeholder.</summary>
    static bool IsUnchanged(FilledPlaceholder span, StepAlignment alignment, List<StepGap> gaps) =>
        alignment.CounterpartOf(span.Start, span.End) is not null && !gaps.Exists(gap => Overlap(gap, span));

    static bool Overlap(StepGap gap, FilledPlaceholder span) => gap.Start < span.End && span.Start < gap.Start + gap.Text.Length;

    static bool IsBeside(StepGap gap, FilledPlaceholder span) =>
        gap.Start <= span.End + 1 && gap.Start + gap.Text.Length >= span.Start - 1;

    /// <summary>Whether a difference and a placeholder beside it are the two halves of a name: "Xu" before "Wei".</summary>
    static bool AreOneName(StepGap gap, FilledPlaceholder span, string text)
    {
        var areNames = char.IsUpper(gap.Text[0]) && char.IsUpper(gap.Other[0]) && char.IsUpper(text[span.Start])
            && !text[span.Start..span.End].Contains(' ');
        var isBehind = gap.Start == span.End + 1 && text[span.End] == ' ';
        var isBefore = gap.Start + gap.Text.Length + 1 == span.Start && text[span.Start - 1] == ' ';
        return areNames && (isBehind || isBefore);
    }

    // A placeholder without an example in the run: what the known step has there is a value of it.
    static bool IsPlaceholder(string text) => text is ['{', _, .., '}'] && Placeholder.IsName(text[1..^1]);
}
