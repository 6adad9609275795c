namespace SkillMcp;

/// <summary>
/// A step as it is compared: in lower case, evenly spaced, and cut at its placeholders, with its words beside it.
/// </summary>
sealed class StepForm
{
    readonly string text;
    readonly string[] pieces;

    StepForm(string text, string[] pieces, IReadOnlyList<string> words) => (this.text, this.pieces, Words) = (text, pieces, words);

    public IReadOnlyList<string> Words { get; }

    public static StepForm Of(Step step) => Of(step.Text);

    public static StepForm Of(string written)
    {
        var text = string.Join(' ', written.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var blanks = Placeholder.NamesIn(text).ToDictionary(name => name, _ => "\0");
        return new StepForm(text, Placeholder.Fill(text, blanks).Split('\0'), SkillMcp.Words.Of(written));
    }

    public static List<StepForm> Of(IEnumerable<Step> steps) => [.. steps.Select(Of)];

    /// <summary>Whether two steps are equal but for case and spacing, or one is the other with its placeholders filled.</summary>
    public bool IsSameAs(StepForm other) => Covers(other.text) || other.Covers(text);

    /// <summary>
    /// Whether the subject is this step with something in place of each placeholder. The pieces between placeholders are looked for
    /// from left to right, each where it first fits, the last at the end: linear, and a hostile template cannot make it slow.
    /// </summary>
    bool Covers(string subject)
    {
        if (pieces.Length == 1)
        {
            return text == subject;
        }
        if (!subject.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }
        var at = pieces[0].Length;
        foreach (var piece in pieces[1..^1])
        {
            var found = at + 1 <= subject.Length ? subject.IndexOf(piece, at + 1, StringComparison.Ordinal) : -1;
            if (found < 0)
            {
                return false;
            }
            at = found + piece.Length;
        }
        return subject.Length - pieces[^1].Length > at && subject.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}
