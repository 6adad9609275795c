namespace SkillMcp.Server.Wire;

sealed record ComposeAnswer(
    string Skill,
    IReadOnlyList<PhaseAnswer> Phases,
    IReadOnlyList<string> Preconditions,
    IReadOnlyList<string> Postconditions,
    IReadOnlyList<DescribedParameter> Parameters,
    IReadOnlyList<string> Problems)
{
    public static ComposeAnswer Of(Composed composed)
    {
        var composition = composed.Composition;
        return new ComposeAnswer(
            composed.Skill.Name.Value, [.. composition.Phases.Select(p => new PhaseAnswer(p.Name, p.Skill.Value, p.Steps))],
            composition.Procedure.Preconditions, composition.Procedure.Postconditions, DescribedParameter.AllOf(composition.Procedure),
            [.. composition.Problems, .. composition.Degraded]);
    }
}
