namespace SkillMcp.Formation;

/// <summary>The most specific procedure of which two runs are both instances.</summary>
/// <param name="General">That procedure: the text of the known one, with a parameter wherever the two differ.</param>
/// <param name="Values">The values of each new parameter in the two.</param>
sealed record LeastGeneralGeneralization(Procedure General, IReadOnlyList<ValuePair> Values)
{
    /// <summary>The value of each parameter in the run, by its name.</summary>
    public IReadOnlyDictionary<string, string> Bindings { get; init; } = new Dictionary<string, string>();

    public IEnumerable<string> ValuesOfKnown => Values.Select(values => values.Known);

    public IEnumerable<string> ValuesOfRun => Values.Select(values => values.Run);

    public IEnumerable<string> ValuesOfBoth => ValuesOfKnown.Concat(ValuesOfRun);

    /// <summary>
    /// This generalization with only those values that name or count something.
    /// Any other value may be the action itself, so what a task says about it counts.
    /// </summary>
    public LeastGeneralGeneralization OnlyNames => this with { Values = [.. Values.Where(values => values.AreNames)] };

    /// <summary>This generalization with "customer" for "customer_2" where no other parameter is called so any longer.</summary>
    internal LeastGeneralGeneralization WithoutNeedlessNumbers()
    {
        var taken = General.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in General.Parameters.Where(parameter => !parameter.IsDescribed).Select(parameter => parameter.Name))
        {
            var plain = ValueNames.WithoutNumber(name);
            if (plain != name && taken.Add(plain))
            {
                renamed.Add(name, plain);
            }
        }
        if (renamed.Count == 0)
        {
            return this;
        }
        string Renamed(string name) => renamed.GetValueOrDefault(name, name);
        var general = General.Filled(renamed.ToDictionary(pair => pair.Key, pair => $"{{{pair.Value}}}"));
        return this with
        {
            General = general with
            {
                Parameters = [.. general.Parameters.Select(parameter => parameter with { Name = Renamed(parameter.Name) })],
            },
            Bindings = Bindings.Where(bound => !renamed.ContainsValue(bound.Key))
                .ToDictionary(bound => Renamed(bound.Key), bound => bound.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>A step that only the run has, with these parameters in place of its values.</summary>
    internal Step InTermsOf(Step step)
    {
        var text = step.Text;
        foreach (var (name, value) in Bindings.Where(bound => bound.Value.Length > 1).OrderByDescending(bound => bound.Value.Length))
        {
            foreach (var at in ValueOccurrences.Of(value, text).Reverse())
            {
                text = $"{text[..at]}{{{name}}}{text[(at + value.Length)..]}";
            }
        }
        return Generalizer.GivesBack(step, text, Bindings) ? Step.Parse(text) : step;
    }
}
