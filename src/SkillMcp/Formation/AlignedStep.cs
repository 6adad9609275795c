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

    const int MinWordsOfTemplate = 2;

    const int MaxWordsOfValue = 8;

    // A sentence of which less is equal says something else.
    const double MinShareOfProse = 0.5;

    /// <summary>Aligns a known step with one of a run; null if it is another step.</summary>
    /// <param name="known">The known step, with placeholders.</param>
    /// <param name="examples">The examples of its placeholders.</param>
    /// <param name="run">The step of the run, with its values.</param>
    public static AlignedStep? Of(Step known, IReadOnlyDictionary<string, string> examples, Step run) =>
        Of(known, examples, run, (_, _, _) => true);

    /// <summary>
    /// Aligns a known step with one of a run that calls the same programs with the same subcommands and flags; null if it is another one.
    /// </summary>
    /// <inheritdoc cref="Of(Step, IReadOnlyDictionary{string, string}, Step)"/>
    public static AlignedStep? OfSameActions(Step known, IReadOnlyDictionary<string, string> examples, Step run) =>
        Of(known, examples, run, MayCallSameProgram) is { IsOfSameActions: true } aligned ? aligned : null;

    static AlignedStep? Of(
        Step known,
        IReadOnlyDictionary<string, string> examples,
        Step run,
        Func<TokenizedStep, List<FilledPlaceholder>, TokenizedStep, bool> mayBeSame)
    {
        var all = FilledPlaceholder.In(known.Text, examples);
        var filled = TokenizedStep.Of(known.Filled(examples));
        var other = TokenizedStep.Of(run);
        if (filled.IsCommand != other.IsCommand && filled.Step.Text != other.Step.Text || !mayBeSame(filled, all, other))
        {
            return null;
        }
        return ByWords(filled, all, other) ?? ByTemplate(filled, all, other);
    }

    /// <summary>Whether the first programs of two steps may be the same. Most steps differ there, and aligning them is slow.</summary>
    static bool MayCallSameProgram(TokenizedStep filled, List<FilledPlaceholder> all, TokenizedStep other)
    {
        var program = filled.Tokens.Find(token => token.Place == 0);
        var ofRun = other.Tokens.Find(token => token.Place == 0);
        var isOther = filled.IsCommand && IsPlainProgram(program) && IsPlainProgram(ofRun) && program.Text != ofRun.Text;
        return !isOther || all.Exists(span => span.Start < program.Start + program.Text.Length && program.Start < span.End);
    }

    static bool IsPlainProgram(StepToken token) => token.Text is { Length: > 0 } text && !token.IsQuoted
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    static AlignedStep? ByWords(TokenizedStep filled, List<FilledPlaceholder> all, TokenizedStep other)
    {
        var spans = all.ToList();
        // What stands in a placeholder may have grown beyond it: "{group} group" beside "jury". Then it is aligned without that one.
        while (true)
        {
            var borders = spans.SelectMany(span => new[] { span.Start, span.End }).ToList();
            var alignment = StepAlignment.Of(filled.Step.Text, borders, other.Step.Text, ignoreCase: !filled.IsCommand);
            if (alignment is null)
            {
                return null;
            }
            var gaps = alignment.Gaps(at => spans.Exists(span => span.Start <= at && at < span.End), filled.IsInSentence)
                .Where(gap => !IsPlaceholder(gap.Other) && !spans.Exists(span => IsWithin(gap, span, alignment)))
                .ToList();
            var outgrown = spans.RemoveAll(span => alignment.CounterpartOf(span.Start, span.End) is null
                || gaps.Exists(gap => Overlap(gap, span)
                    || IsBeside(gap, span) && (IsEmpty(gap) || AreOneName(gap, span, filled.Step.Text))
                    || IsExtension(gap, span, filled.Step.Text)));
            if (outgrown > 0)
            {
                continue;
            }
            // A value of several words is one difference.
            var shared = alignment.SharedWords(at => spans.Exists(span => span.Start <= at && at < span.End));
            var changed = spans.Count(span => !IsEqual(span, alignment, filled.Step.Text, other.Step.Text));
            var isOtherProse = !filled.IsCommand && shared < MinShareOfProse * (shared + gaps.Count + changed);
            if (isOtherProse || gaps.Count > MaxGaps || gaps.Exists(IsEmpty))
            {
                return null;
            }
            var aligned = all.Where(span => spans.Contains(span) || IsUnchanged(span, alignment, gaps)).ToList();
            return Bound(filled, other, all, aligned, alignment, gaps);
        }
    }

    /// <summary>
    /// A known step whose placeholders can be filled so that it is the step of the run, however long the values are; null if that
    /// takes a value of too many words, or the step says nothing but values.
    /// </summary>
    static AlignedStep? ByTemplate(TokenizedStep filled, List<FilledPlaceholder> all, TokenizedStep other)
    {
        var (known, run) = (filled.Step.Text, other.Step.Text);
        var comparison = filled.IsCommand ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var bound = new List<FilledPlaceholder>();
        var (end, at) = (0, 0);
        foreach (var (index, span) in all.Index())
        {
            var before = known[end..span.Start];
            if (string.Compare(run, at, before, 0, before.Length, comparison) != 0)
            {
                return null;
            }
            at += before.Length;
            end = span.End;
            var isLast = index + 1 == all.Count;
            var behind = known[end..(isLast ? known.Length : all[index + 1].Start)];
            var stop = isLast ? run.Length - behind.Length
                : at < run.Length ? run.IndexOf(behind, at + 1, comparison)
                : -1;
            if (stop <= at || !IsValue(other, at, stop))
            {
                return null;
            }
            bound.Add(span with { InRun = run[at..stop] });
            at = stop;
        }
        var literal = all.AsEnumerable().Reverse().Aggregate(known, (text, span) => text.Remove(span.Start, span.End - span.Start));
        var isWhole = at + known.Length - end == run.Length && run.EndsWith(known[end..], comparison);
        return bound.Count > 0 && isWhole && Whitespace.Split(literal).Count(word => word.Any(char.IsLetter)) >= MinWordsOfTemplate
            ? new AlignedStep(filled, other, bound, []) { Placeholders = all }
            : null;
    }

    static bool IsEqual(FilledPlaceholder span, StepAlignment alignment, string known, string run) =>
        alignment.CounterpartOf(span.Start, span.End) is var (start, end)
        && known.AsSpan(span.Start..span.End).SequenceEqual(run.AsSpan(start..end));

    static bool IsValue(TokenizedStep step, int start, int end)
    {
        var value = step.Step.Text[start..end];
        return value.Trim().Length == value.Length && Whitespace.Split(value).Length <= MaxWordsOfValue && step.IsValueIn(start, end);
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

    /// <summary>Whether a difference is the extension of the file whose stem is a placeholder: then the whole name varies.</summary>
    static bool IsExtension(StepGap gap, FilledPlaceholder span, string text) =>
        gap.Start == span.End + 1 && text[span.End] == '.'
        && ValueForm.Of($"a.{gap.Text}") == "file" && ValueForm.Of($"a.{gap.Other}") == "file";

    // A placeholder without an example in the run: what the known step has there is a value of it.
    static bool IsPlaceholder(string text) => text is ['{', _, .., '}'] && Placeholder.IsName(text[1..^1]);
}
