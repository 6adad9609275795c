namespace SkillMcp.Formation;

/// <summary>The names of the parameters for the literals of a run: one name for each literal, and one literal for each name.</summary>
sealed class ParameterNaming
{
    // With more parameters, filling them all in costs more than writing the steps anew.
    const int MaxParameters = 20;

    // A single letter stands in nearly every text.
    const int MinDeclaredLength = 2;

    readonly HashSet<string> taken;
    readonly List<Parameter> declared = [];
    readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Starts with the parameters that the author described with an example: these keep their names.</summary>
    public ParameterNaming(Procedure procedure)
    {
        taken = [.. procedure.Parameters.Select(parameter => parameter.Name), .. procedure.Steps.SelectMany(step => step.Placeholders)];
        foreach (var given in procedure.Parameters.Where(given => given.Example.Length > 0 && Placeholder.IsName(given.Name)))
        {
            if (names.TryAdd(KeyOf(new Literal(0, given.Example, given.Name)), given.Name))
            {
                values.TryAdd(given.Name, given.Example);
                if (!procedure.Steps.Any(step => step.Placeholders.Contains(given.Name)))
                {
                    declared.Add(given);
                }
            }
        }
        // One example may hold another.
        declared.Sort((one, other) => other.Example.Length.CompareTo(one.Example.Length));
    }

    /// <summary>Where the examples that the author declared stand in a text, whatever is around them.</summary>
    public IEnumerable<Literal> DeclaredIn(string text)
    {
        var found = new List<Literal>();
        foreach (var parameter in declared.Where(parameter => parameter.Example.Length >= MinDeclaredLength))
        {
            var example = parameter.Example;
            for (var at = 0; (at = text.IndexOf(example, at, StringComparison.Ordinal)) >= 0; at += example.Length)
            {
                var literal = new Literal(at, example, parameter.Name);
                var mayBe = IsBoundary(text, literal.Start) && IsBoundary(text, literal.End) && !IsInBraces(text, literal);
                if (mayBe && !found.Exists(literal.Overlaps))
                {
                    found.Add(literal);
                }
            }
        }
        return found;
    }

    /// <summary>"${crm}", "@crm": braces would be of the shell or of git there, and no placeholder.</summary>
    static bool IsInBraces(string text, Literal literal) =>
        literal.Start > 0 && text[literal.Start - 1] is '{' or '$' or '%' or '@' or '#' or '\\'
        || literal.End < text.Length && text[literal.End] == '}';

    /// <summary>Whether no word goes on at a place; "v" may stand before a number.</summary>
    static bool IsBoundary(string text, int at) => at == 0 || at == text.Length
        || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at])
        || text[at - 1] == 'v' && char.IsAsciiDigit(text[at]) && (at == 1 || !char.IsLetterOrDigit(text[at - 2]));

    /// <summary>The value of each parameter in this run.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    public IEnumerable<Parameter> Parameters => values.Select(value => new Parameter { Name = value.Key, Example = value.Value });

    /// <summary>Names a literal, if it has no name yet; false where there are too many parameters already.</summary>
    public bool TryName(Literal literal)
    {
        if (names.ContainsKey(KeyOf(literal)))
        {
            return true;
        }
        if (values.Count == MaxParameters)
        {
            return false;
        }
        var name = FreeName.Of(literal.Name, number => $"{literal.Name}_{number}", taken.Contains);
        taken.Add(name);
        names.Add(KeyOf(literal), name);
        values.Add(name, literal.Text);
        return true;
    }

    public string NameOf(Literal literal) => names[KeyOf(literal)];

    /// <summary>The name of the literal with this text; null if there is none, or the text is too short or a number.</summary>
    public string? NameOfWord(string text) => IsWord(text) ? names.GetValueOrDefault(text) : null;

    // The same number may occur in several places with different meanings, so its name is part of its identity.
    static string KeyOf(Literal literal) => IsWord(literal.Text) ? literal.Text : $"{literal.Text}\0{literal.Name}";

    static bool IsWord(string text) => text.Length > 2 && text.Any(char.IsLetter);
}
