namespace SkillMcp.Formation;

/// <summary>A known step beside the step of a run that does the same, both with their values in place.</summary>
/// <param name="Known">The known step with its examples filled in.</param>
/// <param name="Run">The step of the run.</param>
/// <param name="Filled">What fills the placeholders of the known step, in order.</param>
/// <param name="Gaps">Where the two differ elsewhere.</param>
sealed record AlignedStep(
    TokenizedStep Known, TokenizedStep Run, IReadOnlyList<FilledPlaceholder> Filled, IReadOnlyList<StepGap> Gaps)
{
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
        var spans = FilledPlaceholder.In(known.Text, examples);
        var filled = TokenizedStep.Of(known.Filled(examples));
        var other = TokenizedStep.Of(run);
        if (filled.IsCommand != other.IsCommand && filled.Step.Text != other.Step.Text)
        {
            return null;
        }
        var borders = spans.SelectMany(span => new[] { span.Start, span.End }).ToList();
        var alignment = StepAlignment.Of(filled.Step.Text, borders, run.Text, ignoreCase: !filled.IsCommand);
        if (alignment is null || !filled.IsCommand && alignment.Share < MinShareOfProse)
        {
            return null;
        }
        var bound = new List<FilledPlaceholder>();
        foreach (var span in spans)
        {
            if (alignment.CounterpartOf(span.Start, span.End) is not { } place || !other.IsValueIn(place.Start, place.End))
            {
                return null;
            }
            bound.Add(span with { InRun = run.Text[place.Start..place.End], StartInRun = place.Start });
        }
        var gaps = alignment.Gaps(at => spans.Exists(span => span.Start <= at && at < span.End))
            .Where(gap => !IsPlaceholder(gap.Other))
            .ToList();
        var isOther = gaps.Count > MaxGaps || gaps.Exists(gap => string.IsNullOrWhiteSpace(gap.Text) || string.IsNullOrWhiteSpace(gap.Other));
        return isOther ? null : new AlignedStep(filled, other, bound, gaps);
    }

    // A placeholder without an example in the run: what the known step has there is a value of it.
    static bool IsPlaceholder(string text) => text is ['{', _, .., '}'] && Placeholder.IsName(text[1..^1]);
}
