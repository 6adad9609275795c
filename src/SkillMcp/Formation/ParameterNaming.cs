namespace SkillMcp.Formation;

/// <summary>
/// The values of a run and the names of their parameters: one name for each value, and one value for each name.
/// A text is one value wherever it stands; a number may mean something else elsewhere, so its name is part of what it is.
/// </summary>
sealed class ParameterNaming
{
    // With more parameters, filling them all in costs more than writing the steps anew.
    const int MaxParameters = 20;

    // A single letter stands in nearly every text.
    const int MinLength = 2;

    // More than can become parameters; each is looked for in every step.
    const int MaxValues = 64;

    readonly HashSet<string> taken;
    readonly Dictionary<string, RunValue> values = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    readonly Dictionary<string, Parameter> parameters = new(StringComparer.Ordinal);

    /// <summary>Starts with the parameters that the author described with an example: these keep their names.</summary>
    public ParameterNaming(Procedure procedure)
    {
        var written = procedure.Steps.SelectMany(step => step.Placeholders).ToHashSet(StringComparer.Ordinal);
        taken = [.. procedure.Parameters.Select(parameter => parameter.Name), .. written];
        foreach (var given in procedure.Parameters.Where(given => given.Example.Length > 0 && Placeholder.IsName(given.Name)))
        {
            if (!names.TryAdd(given.Example, given.Name))
            {
                continue;
            }
            parameters.TryAdd(given.Name, given);
            // One that its author wrote into the steps is where its author wants it.
            if (!written.Contains(given.Name) && given.Example.Length >= MinLength)
            {
                values.Add(given.Example, new RunValue(given.Example, given.Name, NameRank.Declared, IsStrong: true));
            }
        }
    }

    /// <summary>The values that are texts, the longest first: one may hold another.</summary>
    public IReadOnlyList<RunValue> Values => [.. values.Values.OrderByDescending(value => value.Text.Length)];

    /// <summary>The example of each parameter.</summary>
    public IReadOnlyDictionary<string, string> Examples =>
        parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.Example, StringComparer.Ordinal);

    public IEnumerable<Parameter> Parameters => parameters.Values;

    /// <summary>Whether a text is one value wherever it stands: it has a letter, or more than three digits, or a point.</summary>
    public static bool IsText(string text) =>
        text.Length >= MinLength && text.Any(char.IsLetter) && !LiteralDetection.IsNumber(text)
        || text.Length >= 4
        || text.Length >= 3 && text.Contains('.');

    public void Add(RunValue value)
    {
        if (values.TryGetValue(value.Text, out var known))
        {
            values[value.Text] = known.Or(value);
        }
        else if (values.Count < MaxValues)
        {
            values.Add(value.Text, value);
        }
    }

    /// <summary>The same values, of which none has become a parameter yet.</summary>
    public ParameterNaming Again(Procedure procedure)
    {
        var again = new ParameterNaming(procedure);
        again.values.Clear();
        foreach (var value in values.Values)
        {
            again.values.Add(value.Text, value);
        }
        return again;
    }

    /// <summary>Whether there is room for a text, or it is a value already.</summary>
    public bool MayHold(string text) => values.Count < MaxValues || values.ContainsKey(text);

    public void Rename(RunValue value, string name) => values[value.Text] = value with { Name = name };

    public void Remove(string text) => values.Remove(text);

    public bool Has(string text) => values.ContainsKey(text);

    /// <summary>The parameter for a value at a place; null where there are too many parameters already.</summary>
    public string? NameOf(Literal literal)
    {
        var isText = values.ContainsKey(literal.Text);
        var key = isText || names.ContainsKey(literal.Text) ? literal.Text : $"{literal.Text}\0{literal.Name}";
        if (names.TryGetValue(key, out var known))
        {
            return known;
        }
        if (parameters.Count == MaxParameters)
        {
            return null;
        }
        var wanted = isText ? values[literal.Text].Name : literal.Name;
        var name = FreeName.Of(wanted, number => $"{wanted}_{number}", taken.Contains);
        taken.Add(name);
        names.Add(key, name);
        parameters.Add(name, new Parameter { Name = name, Example = literal.Text, Default = literal.IsSetting ? literal.Text : null });
        return name;
    }
}
