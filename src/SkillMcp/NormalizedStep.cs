namespace SkillMcp;

/// <summary>
/// A step in the form in which it is compared: with single spaces, split at its placeholders, and with its stems.
/// Prose is compared without its case; a command (with a flag, a path or an assignment) is compared with its case.
/// </summary>
sealed class NormalizedStep
{
    readonly string text;
    readonly string[] pieces;
    readonly bool isCommand;

    NormalizedStep(string text, string[] pieces, bool isCommand, IReadOnlyList<string> words) =>
        (this.text, this.pieces, this.isCommand, Words) = (text, pieces, isCommand, words);

    /// <summary>The stems of the step, as <see cref="Text.Words.Of"/> gives them.</summary>
    public IReadOnlyList<string> Words { get; }

    public static NormalizedStep Of(Step step) => Of(step.Text);

    public static NormalizedStep Of(string written)
    {
        var words = Whitespace.Split(written);
        var isCommand = Array.Exists(words, word => word[0] == '-' || word.AsSpan().ContainsAny("/=$`|"));
        var text = string.Join(' ', words);
        var (pieces, end) = (new List<string>(), 0);
        foreach (var (name, start) in Placeholder.In(text))
        {
            pieces.Add(text[end..start]);
            end = start + Placeholder.Of(name).Length;
        }
        return new NormalizedStep(text, [.. pieces, text[end..]], isCommand, Text.Words.Of(written));
    }

    public static List<NormalizedStep> Of(IEnumerable<Step> steps) => [.. steps.Select(Of)];

    /// <summary>
    /// Whether two steps are equal except for spacing (and, in prose, case), or one is the other with its placeholders filled.
    /// </summary>
    public bool IsSameAs(NormalizedStep other)
    {
        // A value with a slash does not make a sentence a command.
        var comparison = isCommand && other.isCommand ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return Matches(other.text, comparison) || other.Matches(text, comparison);
    }

    /// <summary>
    /// Whether a text is this step with a value in place of each placeholder. The pieces between the placeholders are searched
    /// from left to right, each at its first match and the last one at the end, so the time is linear even for a hostile template.
    /// An unquoted flag, or an operator that joins two commands, is not a value.
    /// </summary>
    bool Matches(string subject, StringComparison comparison)
    {
        if (pieces.Length == 1)
        {
            return text.Equals(subject, comparison);
        }
        if (!subject.StartsWith(pieces[0], comparison))
        {
            return false;
        }
        var at = pieces[0].Length;
        var filled = new List<(int Start, int End)>();
        foreach (var piece in pieces[1..^1])
        {
            // A value has at least one character.
            var found = at + 1 <= subject.Length ? subject.IndexOf(piece, at + 1, comparison) : -1;
            if (found < 0)
            {
                return false;
            }
            filled.Add((at, found));
            at = found + piece.Length;
        }
        filled.Add((at, subject.Length - pieces[^1].Length));
        return filled[^1].End > at && subject.EndsWith(pieces[^1], comparison) && AreValues(subject, filled);
    }

    static bool AreValues(string subject, List<(int Start, int End)> filled)
    {
        var next = 0;
        foreach (var token in StepToken.Of(subject))
        {
            while (next < filled.Count && filled[next].End <= token.Start)
            {
                next++;
            }
            var beginsInValue = next < filled.Count && filled[next].Start <= token.Start;
            if (beginsInValue && IsSyntax(token))
            {
                return false;
            }
        }
        return true;
    }

    static bool IsSyntax(StepToken token) => !token.IsQuoted && (token.IsFlag && !token.IsSignedNumber || token.Joins);
}
