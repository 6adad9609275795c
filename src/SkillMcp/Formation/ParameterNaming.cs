namespace SkillMcp.Formation;

/// <summary>The names of the parameters for the literals of a run: one name for each literal, and one literal for each name.</summary>
sealed class ParameterNaming
{
    // With more parameters, filling them all in costs more than writing the steps anew.
    const int MaxParameters = 20;

    readonly HashSet<string> taken;
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
            }
        }
    }

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
