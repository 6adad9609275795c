namespace SkillMcp.Benchmarks.Learning;

/// <summary>An active skill that was learned.</summary>
/// <param name="Skill">The skill, after the last run.</param>
/// <param name="Owner">The procedure of the first run that it holds.</param>
/// <param name="Runs">How many runs it holds.</param>
sealed record GrownSkill(Skill Skill, GrowthProcedure Owner, int Runs)
{
    /// <summary>Its steps, a line each, without the names of their placeholders, which may be words that are values too.</summary>
    public string Steps => string.Join('\n', Skill.Procedure.Steps.Select(step => WithoutPlaceholders(step.Text)));

    /// <summary>All that a reader sees of it, a line each, except its name and its parameters.</summary>
    public string Texts => string.Join('\n',
    [
        Steps,
        Description,
        .. Skill.Procedure.Preconditions.Concat(Skill.Procedure.Postconditions).Select(WithoutPlaceholders),
    ]);

    public IReadOnlyList<Parameter> Parameters => Skill.Procedure.Parameters;

    /// <summary>The parameters whose example is exactly a value of a slot.</summary>
    public IEnumerable<(Parameter Parameter, GrowthSlot Slot)> SlotsOfParameters =>
        from parameter in Parameters
        let slot = Owner.Slots.Values.FirstOrDefault(slot => slot.IsValue(parameter.Example))
        where slot is not null
        select (parameter, slot);

    public bool HasValueInName => Owner.Slots.Values.Any(slot => slot.IsIn(Skill.Name));

    public bool HasValueInDescription => Owner.Slots.Values.Any(slot => slot.IsIn(Description));

    /// <summary>Whether one value of a slot became a parameter, and another is still written somewhere.</summary>
    public bool HasHalf(GrowthSlot slot) =>
        Parameters.Any(parameter => slot.IsIn(parameter.Example)) && (slot.IsIn(Texts) || slot.IsIn(Skill.Name));

    /// <summary>Whether the value of a parameter differs between runs.</summary>
    public bool Varies(Parameter parameter) =>
        Owner.Slots.Values.Any(slot => slot.IsIn(parameter.Example) || slot.HasPart(parameter.Example));

    string Description => WithoutPlaceholders(Skill.Procedure.Description);

    string WithoutPlaceholders(string text) =>
        Parameters.Aggregate(text, (left, parameter) => left.Replace($"{{{parameter.Name}}}", "{}", StringComparison.Ordinal));
}
