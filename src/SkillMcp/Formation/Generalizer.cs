using System.Text;

namespace SkillMcp.Formation;

/// <summary>
/// Turns one run into a procedure for the next: what clearly varies becomes a placeholder, the same literal the same one in every step,
/// and each keeps its literal as the example. Filling the examples in gives the run back, character for character.
/// </summary>
public static class Generalizer
{
    // A form with more blanks is filled in by nobody.
    const int MaxParameters = 20;

    /// <summary>The procedure with its run's literals as parameters; a step that has placeholders already is its author's, and stays.</summary>
    /// <param name="procedure">What a run shows.</param>
    /// <param name="secrets">The placeholders that no author wrote: they stand where a secret stood.</param>
    public static Procedure Generalize(Procedure procedure, params IReadOnlyCollection<string> secrets)
    {
        var names = new ParameterNaming(procedure);
        var steps = procedure.Steps.Select(step => StepLiterals.Of(step, isAuthors: step.Placeholders.Except(secrets).Any())).ToList();
        var changing = CountsThatChange(steps);
        foreach (var step in steps)
        {
            step.Found.RemoveAll(literal => literal.IsCount && changing.Contains(literal.Name) || !names.Give(literal));
        }
        var written = steps.Select(step => Rewritten(step.Step, [.. step.Found, .. Again(step, names)], names)).ToList();
        var general = (procedure with { Steps = written, Parameters = [.. procedure.Parameters, .. names.Parameters] }).WithParametersOfSteps();
        return general.IsOfSoundLength ? general : procedure;
    }

    /// <summary>The names of the counts that change within the run: those are part of what is done, down to 1, up to 3.</summary>
    static HashSet<string> CountsThatChange(List<StepLiterals> steps) =>
    [
        .. from step in steps
           from literal in step.Found
           where literal.IsCount
           group literal.Text by literal.Name into counts
           where counts.Distinct().Skip(1).Any()
           select counts.Key
    ];

    /// <summary>
    /// Where a literal stands once more: as a whole word, or as the part of one between its separators. Never as what a command is called;
    /// and a word of the language, which means another thing elsewhere, only behind a flag or beside an equals sign.
    /// </summary>
    static IEnumerable<Literal> Again(StepLiterals step, ParameterNaming names)
    {
        var isCommand = step.Words.Exists(word => word.Place == 0 && Drafter.IsProgram(word.Text));
        foreach (var (at, word) in step.Words.Index().Where(word => word.Item.IsPlain && !word.Item.IsFlag && word.Item.Place > (isCommand ? 1 : 0)))
        {
            var isKeyed = word.Text.Contains('=', StringComparison.Ordinal) || at > 0 && step.Words[at - 1].Text.StartsWith("--", StringComparison.Ordinal);
            foreach (var (start, part) in PartsOf(word))
            {
                if (names.OfWord(part) is { } name && (isKeyed || IsTelling(part)) && !step.Found.Exists(one => one.Start < start + part.Length && start < one.End))
                {
                    yield return new Literal(start, part, name);
                }
            }
        }
    }

    static IEnumerable<(int Start, string Part)> PartsOf(StepToken word)
    {
        for (var start = 0; start <= word.Text.Length;)
        {
            var end = word.Text.AsSpan(start).IndexOfAny("/=:@,") is >= 0 and var next ? start + next : word.Text.Length;
            yield return (word.Start + start, word.Text[start..end].TrimEnd('.'));
            start = end + 1;
        }
    }

    /// <summary>Whether a text is no word of the language: it has a form, or a digit or a hyphen.</summary>
    static bool IsTelling(string text) => text.Any(c => char.IsDigit(c) || c is '-') || LiteralDetection.IsLiteral(text);

    /// <summary>The step with placeholders for its literals; as it was where that could not be undone.</summary>
    static Step Rewritten(Step step, List<Literal> literals, ParameterNaming names)
    {
        if (literals.Count == 0)
        {
            return step;
        }
        var text = new StringBuilder();
        var end = 0;
        foreach (var literal in literals.OrderBy(literal => literal.Start))
        {
            text.Append(step.Text, end, literal.Start - end).Append('{').Append(names.Of(literal)).Append('}');
            end = literal.End;
        }
        text.Append(step.Text, end, step.Text.Length - end);
        var written = text.ToString();
        return written.Length <= Step.Longest && Placeholder.Fill(written, names.Values) == step.Text && Step.Parse(written).Text == written ? Step.Parse(written) : step;
    }

    /// <summary>A step with its words and what clearly varies in them; an author's has none.</summary>
    sealed record StepLiterals(Step Step, List<StepToken> Words, List<Literal> Found)
    {
        public static StepLiterals Of(Step step, bool isAuthors)
        {
            var words = isAuthors ? [] : StepToken.Of(step.Text);
            return new StepLiterals(step, words, [.. LiteralDetection.In(words)]);
        }
    }

    /// <summary>Which literal is called what: one name for each literal, and one literal for each name.</summary>
    sealed class ParameterNaming
    {
        readonly HashSet<string> taken;
        readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
        readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

        /// <summary>What the author described, with its value in this run, has its name already.</summary>
        public ParameterNaming(Procedure procedure)
        {
            taken = [.. procedure.Parameters.Select(parameter => parameter.Name), .. procedure.Steps.SelectMany(step => step.Placeholders)];
            foreach (var given in procedure.Parameters.Where(given => given.Example.Length > 0 && Placeholder.IsName(given.Name) && names.TryAdd(KeyOf(new Literal(0, given.Example, given.Name)), given.Name)))
            {
                values.TryAdd(given.Name, given.Example);
            }
        }

        public IReadOnlyDictionary<string, string> Values => values;

        public IEnumerable<Parameter> Parameters => values.Select(value => new Parameter { Name = value.Key, Example = value.Value });

        /// <summary>Gives a literal a name, if it has none and there is room for one more.</summary>
        public bool Give(Literal literal)
        {
            if (names.ContainsKey(KeyOf(literal)))
            {
                return true;
            }
            if (values.Count == MaxParameters)
            {
                return false;
            }
            var name = literal.Name;
            for (var number = 2; !taken.Add(name); number++)
            {
                name = $"{literal.Name}_{number}";
            }
            names.Add(KeyOf(literal), name);
            values.Add(name, literal.Text);
            return true;
        }

        public string Of(Literal literal) => names[KeyOf(literal)];

        /// <summary>The kind of literal that a word is, where it is one that has a name already.</summary>
        public string? OfWord(string word) => IsWord(word) && names.ContainsKey(word) ? names[word] : null;

        // A number stands in many places and means another thing in each.
        static string KeyOf(Literal literal) => IsWord(literal.Text) ? literal.Text : $"{literal.Text}\0{literal.Name}";

        static bool IsWord(string text) => text.Length > 2 && text.Any(char.IsLetter);
    }
}
