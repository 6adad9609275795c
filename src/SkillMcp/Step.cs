using System.Text.RegularExpressions;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>
/// One action of a procedure: a command or an instruction, with <c>{placeholders}</c> for what varies.
/// The number of a step is not part of it: steps are numbered where they are shown.
/// </summary>
public readonly partial record struct Step
{
    /// <summary>The maximum length of a step, in characters.</summary>
    public const int MaxLength = 8_000;

    readonly string? text;

    Step(string text) => this.text = text;

    /// <summary>The action.</summary>
    public string Text => text ?? "";

    /// <summary>Reads a step; leading numbers such as "1.", "2)" or "Step 1:" are removed.</summary>
    /// <exception cref="SkillException">Nothing is left, or the text is longer than <see cref="MaxLength"/>.</exception>
    public static Step Parse(string text)
    {
        var bare = LeadingNumber().Replace(text.Trim(), "");
        return bare.Length switch
        {
            0 => throw new SkillException("A step is empty: each step is one command or action, such as 'kubectl get pods'."),
            > MaxLength => throw new SkillException(
                $"A step has {bare.Length:N0} characters and may have {MaxLength:N0}: name a script or a file instead of quoting it."),
            _ => new Step(bare),
        };
    }

    /// <summary>The heading above the steps of one phase of a composite.</summary>
    public static Step Heading(string phase) => new($"--- Phase: {phase} ---");

    /// <summary>Whether this is the heading of a phase and not an action.</summary>
    public bool IsHeading => IsHeadingText(Text);

    internal static bool IsHeadingText(string text) =>
        text.StartsWith("--- Phase: ", StringComparison.Ordinal) && text.EndsWith(" ---", StringComparison.Ordinal);

    /// <summary>The names of the placeholders in this step, in order, each once.</summary>
    public IEnumerable<string> Placeholders => Placeholder.NamesIn(Text);

    /// <summary>This step with values in place of its placeholders; the result is not parsed or limited again.</summary>
    public Step Filled(IReadOnlyDictionary<string, string> values) => new(Placeholder.Fill(Text, values));

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Visits the texts of steps, in order.</summary>
    internal static IReadOnlyList<Step> VisitTexts(IReadOnlyList<Step> steps, TextVisitor visitor) =>
        visitor.Items(steps, (step, number) => step.With(visitor.Numbered(TextField.Step, number, step.Text)));

    Step With(string rewritten) => rewritten == Text ? this : Parse(rewritten);

    [GeneratedRegex(
        @"^(?:(?:step\s+\d{1,3}(?:\.\d{1,2})*\s*[:.)-]|\d{1,3}[.)](?=\s|$))\s*)+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadingNumber();
}
