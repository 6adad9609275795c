namespace SkillMcp.Formation;

/// <summary>What two procedures are compared by. Read once: a run is compared with twenty skills before it is stored.</summary>
public sealed class ComparisonFeatures
{
    readonly Lazy<bool> isOfCommands;

    ComparisonFeatures(Procedure procedure, IReadOnlyList<string> name, List<NormalizedStep> steps, string instantiatedSteps) =>
        (Procedure, Name, Words, Steps, InstantiatedSteps, isOfCommands) = (
            procedure, name, [.. SkillMcp.Words.Of(procedure.Description), .. procedure.Tags.SelectMany(SkillMcp.Words.Of)], steps, instantiatedSteps,
            new Lazy<bool>(() => 2 * procedure.Steps.Count(IsCommand) > procedure.Steps.Count));

    public Procedure Procedure { get; }

    /// <summary>The words of the title.</summary>
    internal IReadOnlyList<string> Name { get; }

    /// <summary>Those of the description and the tags.</summary>
    internal IReadOnlyList<string> Words { get; }

    internal List<NormalizedStep> Steps { get; }

    /// <summary>The steps as they were run, evenly spaced: with their examples in place of their placeholders.</summary>
    internal string InstantiatedSteps { get; }

    /// <summary>Whether the steps are mostly commands: what those do, they do, whatever it is called.</summary>
    internal bool IsOfCommands => isOfCommands.Value;

    public static ComparisonFeatures Of(Procedure procedure)
    {
        var instantiatedSteps = string.Join('\n', procedure.Filled(procedure.Examples).Steps.Select(step => Whitespace.Collapse(step.Text)));
        return new(procedure, SkillMcp.Words.Of(procedure.Title), NormalizedStep.Of(procedure.Steps), instantiatedSteps);
    }

    /// <summary>The same with a description that says nothing of these values: what varies tells no procedure from another.</summary>
    internal ComparisonFeatures Without(IEnumerable<string> values)
    {
        var words = values.SelectMany(SkillMcp.Words.Split).ToHashSet(StringComparer.Ordinal);
        var left = Whitespace.Split(Procedure.Description)
            .Where(word => SkillMcp.Words.Split(word).ToList() is not { Count: > 0 } its || !its.TrueForAll(words.Contains));
        return words.Count == 0 ? this : new(Procedure with { Description = string.Join(' ', left) }, Name, Steps, InstantiatedSteps);
    }

    // Some programs are called by an English word too ("test the login"): those tell by what follows them.
    internal static bool IsCommand(Step step)
    {
        var words = StepToken.Of(step.Text);
        return words.Exists(word => word.IsFlag || word.Text is "|" or "&&" or ">" || word.Text.AsSpan().ContainsAny("/$=`") && !word.IsQuoted)
            || words.Exists(word => word.Place == 0 && Drafter.IsProgram(word.Text)) && !words.Exists(word => SkillMcp.Words.IsFunctionWord(word.Text));
    }
}
