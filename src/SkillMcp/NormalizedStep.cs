namespace SkillMcp;

/// <summary>
/// A step as it is compared: evenly spaced, and cut at its placeholders, with its words beside it. Prose is compared in lower case;
/// where there is a flag, a path or an assignment, case tells one command from another.
/// </summary>
sealed class NormalizedStep
{
    readonly string text;
    readonly string[] pieces;

    NormalizedStep(string text, string[] pieces, IReadOnlyList<string> words) => (this.text, this.pieces, Words) = (text, pieces, words);

    public IReadOnlyList<string> Words { get; }

    public static NormalizedStep Of(Step step) => Of(step.Text);

    public static NormalizedStep Of(string written)
    {
        var isCommand = Array.Exists(Whitespace.Split(written), word => word[0] == '-' || word.AsSpan().ContainsAny("/=$`|"));
        var text = isCommand ? Whitespace.Collapse(written) : Whitespace.Collapse(written).ToLowerInvariant();
        var blanks = Placeholder.NamesIn(text).ToDictionary(name => name, _ => "\0");
        return new NormalizedStep(text, Placeholder.Fill(text, blanks).Split('\0'), SkillMcp.Words.Of(written));
    }

    public static List<NormalizedStep> Of(IEnumerable<Step> steps) => [.. steps.Select(Of)];

    /// <summary>Whether two steps are equal but for spacing (and, in prose, case), or one is the other with its placeholders filled.</summary>
    public bool IsSameAs(NormalizedStep other) => Covers(other.text) || other.Covers(text);

    /// <summary>
    /// Whether the subject is this step with something in place of each placeholder. The pieces between placeholders are looked for
    /// from left to right, each where it first fits, the last at the end: linear, and a hostile template cannot make it slow.
    /// A placeholder stands for a value: never for a flag, nor for what joins another command, unless it is quoted.
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
        var filled = new List<(int Start, int End)>();
        foreach (var piece in pieces[1..^1])
        {
            var found = at + 1 <= subject.Length ? subject.IndexOf(piece, at + 1, StringComparison.Ordinal) : -1;
            if (found < 0)
            {
                return false;
            }
            filled.Add((at, found));
            at = found + piece.Length;
        }
        filled.Add((at, subject.Length - pieces[^1].Length));
        return filled[^1].End > at && subject.EndsWith(pieces[^1], StringComparison.Ordinal) && AreValues(subject, filled);
    }

    static bool AreValues(string subject, List<(int Start, int End)> filled)
    {
        var next = 0;
        foreach (var word in StepToken.Of(subject))
        {
            while (next < filled.Count && filled[next].End <= word.Start)
            {
                next++;
            }
            if (next < filled.Count && filled[next].Start <= word.Start && !word.IsQuoted && (word.IsFlag && !word.IsSignedNumber || word.Joins))
            {
                return false;
            }
        }
        return true;
    }
}
