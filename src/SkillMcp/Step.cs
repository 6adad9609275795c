using System.Text.RegularExpressions;

namespace SkillMcp;

/// <summary>
/// One action of a procedure: a command or an instruction, with <c>{placeholders}</c> for what varies.
/// It carries no number of its own: numbers are drawn when steps are shown.
/// </summary>
public readonly partial record struct Step
{
    /// <summary>The most characters that a step may have.</summary>
    public const int Longest = 8_000;

    readonly string? text;

    Step(string text) => this.text = text;

    public string Text => text ?? "";

    /// <summary>Reads a step; a leading "1.", "2)" or "Step 1:" is taken off.</summary>
    /// <exception cref="SkillException">Nothing is left, or the text is longer than <see cref="Longest"/>.</exception>
    public static Step Parse(string text)
    {
        var bare = LeadingNumber().Replace(text.Trim(), "");
        return bare.Length switch
        {
            0 => throw new SkillException("A step is empty: each step is one command or action, such as 'kubectl get pods'."),
            > Longest => throw new SkillException($"A step has {bare.Length:N0} characters and may have {Longest:N0}: name a script or a file instead of quoting it."),
            _ => new Step(bare),
        };
    }

    /// <summary>The line that stands before the steps of a composite's phase.</summary>
    public static Step Heading(string phase) => new($"--- Phase: {phase} ---");

    /// <summary>Whether this is the line before a phase, and no action.</summary>
    public bool IsHeading => Text.StartsWith("--- Phase: ", StringComparison.Ordinal) && Text.EndsWith(" ---", StringComparison.Ordinal);

    /// <summary>The names of the placeholders in this step, in order, each once.</summary>
    public IEnumerable<string> Placeholders => Placeholder.NamesIn(Text);

    /// <summary>This step with values in place of its placeholders: whatever they are, it stays one step.</summary>
    public Step Filled(IReadOnlyDictionary<string, string> values) => new(Placeholder.Fill(Text, values));

    public override string ToString() => Text;

    [GeneratedRegex(@"^(?:(?:step\s+\d{1,3}\s*[:.)-]|\d{1,3}[.)](?=\s|$))\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadingNumber();
}
