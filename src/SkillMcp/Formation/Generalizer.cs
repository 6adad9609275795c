using System.Text;

namespace SkillMcp.Formation;

/// <summary>
/// Turns one run into a procedure for the next: each literal becomes a placeholder, the same literal the same one in every step,
/// with its text as the example. Filling the examples in gives the run back, character for character.
/// </summary>
public static class Generalizer
{
    /// <summary>
    /// The procedure with its literals as parameters. A step that already has placeholders was generalized by its author, and stays.
    /// </summary>
    /// <param name="procedure">The procedure that a run shows.</param>
    /// <param name="secrets">The placeholders that replaced secrets, and were not written by an author.</param>
    public static Procedure Generalize(Procedure procedure, params IReadOnlyCollection<string> secrets)
    {
        var naming = new ParameterNaming(procedure);
        var steps = procedure.Steps.Select(step => WithDeclared(Tokenized(step), naming)).ToList();
        var changing = NumbersThatChange(steps);
        foreach (var step in steps)
        {
            step.Literals.RemoveAll(literal => literal.IsNumber && changing.Contains(literal.Name) || !naming.TryName(literal));
        }
        var written = steps.Select(step => Rewritten(step, naming)).ToList();
        var general = procedure with { Steps = written, Parameters = [.. procedure.Parameters, .. naming.Parameters] };
        general = general.WithParametersOfSteps();
        return general.IsOfSoundLength ? general : procedure;

        TokenizedStep Tokenized(Step step) =>
            step.Placeholders.Except(secrets).Any() ? new TokenizedStep(step, [], []) : TokenizedStep.Of(step);
    }

    /// <summary>
    /// A step with the examples that its author declared as literals, in quotes and in compounds too: the author's word counts more than
    /// what has the form of a literal. The name of a program is what is done, and never one.
    /// </summary>
    static TokenizedStep WithDeclared(TokenizedStep step, ParameterNaming naming)
    {
        if (step.Tokens.Count == 0)
        {
            return step;
        }
        var declared = naming.DeclaredIn(step.Step.Text)
            .Where(literal => !step.Tokens.Exists(token => token.Place == 0 && token.Start == literal.Start && token.Text == literal.Text))
            .ToList();
        return step with
        {
            Literals =
            [
                .. step.Literals.Where(literal => !declared.Exists(literal.Overlaps)),
                .. declared,
            ],
        };
    }

    /// <summary>Whether a text is a valid step, and the given step again when its placeholders are filled.</summary>
    internal static bool GivesBack(Step step, string written, IReadOnlyDictionary<string, string> values) =>
        written.Length <= Step.MaxLength && Placeholder.Fill(written, values) == step.Text && Step.Parse(written).Text == written;

    /// <summary>
    /// The names of numbers that change within the run, such as when scaling to 1 and then to 3: those are part of what is done.
    /// </summary>
    static HashSet<string> NumbersThatChange(List<TokenizedStep> steps) =>
    [
        .. from step in steps
           from literal in step.Literals
           where literal.IsNumber
           group literal.Text by literal.Name into texts
           where texts.Distinct().Skip(1).Any()
           select texts.Key
    ];

    /// <summary>
    /// Where the text of a literal occurs again: as a whole token, or as a segment of one. Never the name of a command. A word of the
    /// language may mean something else elsewhere, so it counts only behind a flag or beside an equals sign.
    /// </summary>
    static IEnumerable<Literal> Repeated(TokenizedStep step, ParameterNaming naming)
    {
        var isOfKnownProgram = step.Tokens.Exists(token => token.Place == 0 && KnownPrograms.Contains(token.Text));
        var firstArgument = isOfKnownProgram ? 2 : 1;
        for (var at = 0; at < step.Tokens.Count; at++)
        {
            var token = step.Tokens[at];
            if (!token.IsPlain || token.IsFlag || token.Place < firstArgument)
            {
                continue;
            }
            var isKeyed = token.Text.Contains('=', StringComparison.Ordinal)
                || at > 0 && step.Tokens[at - 1].Text.StartsWith("--", StringComparison.Ordinal);
            foreach (var segment in step.SegmentsOf(at))
            {
                var text = segment.Text.TrimEnd('.');
                if (naming.NameOfWord(text) is { } name
                    && (isKeyed || IsDistinctive(text))
                    && new Literal(segment.Start, text, name) is var literal
                    && !step.Literals.Exists(literal.Overlaps))
                {
                    yield return literal;
                }
            }
        }
    }

    /// <summary>Whether a text is not a word of the language: it has the form of a literal, or a digit or a hyphen.</summary>
    static bool IsDistinctive(string text) => text.Any(c => char.IsDigit(c) || c is '-') || LiteralDetection.IsLiteral(text);

    /// <summary>The step with placeholders for its literals; unchanged where filling them would not give the step back.</summary>
    static Step Rewritten(TokenizedStep step, ParameterNaming naming)
    {
        List<Literal> literals = [.. step.Literals, .. Repeated(step, naming)];
        if (literals.Count == 0)
        {
            return step.Step;
        }
        var original = step.Step.Text;
        var text = new StringBuilder();
        var end = 0;
        foreach (var literal in literals.OrderBy(literal => literal.Start))
        {
            text.Append(original, end, literal.Start - end).Append('{').Append(naming.NameOf(literal)).Append('}');
            end = literal.End;
        }
        text.Append(original, end, original.Length - end);
        var written = text.ToString();
        return GivesBack(step.Step, written, naming.Values) ? Step.Parse(written) : step.Step;
    }
}
