using System.Text;

namespace SkillMcp.Formation;

/// <summary>The parameters for the differences between two runs: one for each pair of values, and the same one for the same pair.</summary>
sealed class PairedParameters(Procedure known, Procedure run)
{
    readonly Dictionary<string, Parameter> ofKnown = ByName(known);
    readonly Dictionary<string, Parameter> ofRun = ByName(run);
    readonly Dictionary<(string Known, string Run), string> names = [];
    readonly HashSet<(string Known, string Run)> pairsOfNames = [];
    readonly Dictionary<string, Parameter> added = new(StringComparer.Ordinal);

    /// <summary>The example of the known procedure's placeholder that a text is; null if it is not a placeholder.</summary>
    public string? ExampleInKnown(string text) => ExampleOf(text, ofKnown);

    /// <summary>The example of the run's placeholder that a text is; null if it is not a placeholder.</summary>
    public string? ExampleInRun(string text) => ExampleOf(text, ofRun);

    /// <summary>Whether there is a parameter for a difference.</summary>
    public bool Has(Difference difference) => names.ContainsKey(PairOf(difference));

    /// <summary>Adds a parameter for a difference, if it is keyed and there is none for its pair of values.</summary>
    public void Add(Difference difference)
    {
        if (difference.IsName)
        {
            pairsOfNames.Add(PairOf(difference));
        }
        if (difference.IsKeyed && !Has(difference))
        {
            names.Add(PairOf(difference), NameFor(difference));
        }
    }

    /// <summary>
    /// The known procedure with a placeholder for each difference; null if filling the examples in would not give it back.
    /// </summary>
    public LeastGeneralGeneralization? Generalize(IEnumerable<(Step Step, List<Difference> Differences)> steps)
    {
        var written = new List<Step>();
        foreach (var (step, differences) in steps)
        {
            if (Rewritten(step, differences) is not { } rewritten)
            {
                return null;
            }
            written.Add(rewritten);
        }
        var general = known with { Steps = written, Parameters = [.. added.Values, .. known.Parameters] };
        var values = names.Keys.Select(pair => new ValuePair(pair.Known, pair.Run, pairsOfNames.Contains(pair)));
        return new LeastGeneralGeneralization(general.WithParametersOfSteps(), [.. values]);
    }

    static Dictionary<string, Parameter> ByName(Procedure procedure) =>
        procedure.Parameters.DistinctBy(parameter => parameter.Name).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);

    static string? ExampleOf(string text, Dictionary<string, Parameter> parameters) =>
        text is ['{', _, .., '}'] && parameters.TryGetValue(text[1..^1], out var parameter) ? parameter.Example : null;

    (string Known, string Run) PairOf(Difference difference) =>
        (ExampleInKnown(difference.Text) ?? difference.Text, ExampleInRun(difference.Other) ?? difference.Other);

    string NameFor(Difference difference)
    {
        var (value, other) = PairOf(difference);
        if (ExampleInKnown(difference.Text) is not null)
        {
            var own = difference.Text[1..^1];
            added.TryAdd(own, ofKnown[own].SeenWith(other));
            return own;
        }
        var name = ExampleInRun(difference.Other) is not null ? difference.Other[1..^1] : difference.Key;
        var numbered = FreeName.Of(
            name, number => $"{name}_{number}", taken => ofKnown.ContainsKey(taken) || added.ContainsKey(taken));
        added.Add(numbered, new Parameter { Name = numbered, Example = value }.SeenWith(other));
        return numbered;
    }

    /// <summary>The known step with a placeholder for each difference; null if filling it would not give the step back.</summary>
    Step? Rewritten(Step step, List<Difference> differences)
    {
        var text = new StringBuilder();
        var end = 0;
        foreach (var difference in differences.Where(difference => ExampleInKnown(difference.Text) is null))
        {
            text.Append(step.Text, end, difference.Start - end).Append('{').Append(names[PairOf(difference)]).Append('}');
            end = difference.Start + difference.Text.Length;
        }
        text.Append(step.Text, end, step.Text.Length - end);
        var written = text.ToString();
        var examples = added.Values.Where(parameter => !ofKnown.ContainsKey(parameter.Name))
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Example, StringComparer.Ordinal);
        return Generalizer.GivesBack(step, written, examples) ? Step.Parse(written) : null;
    }
}
