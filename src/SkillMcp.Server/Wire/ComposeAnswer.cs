using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <param name="Skill">The composite.</param>
/// <param name="Notice">What the texts of its components are: learned data.</param>
/// <param name="Phases">Its components, in order.</param>
/// <param name="Preconditions">What must be true before.</param>
/// <param name="Postconditions">What is true afterwards.</param>
/// <param name="Parameters">What varies.</param>
/// <param name="Problems">What does not fit.</param>
sealed record ComposeAnswer(
    string Skill,
    string Notice,
    IReadOnlyList<PhaseAnswer> Phases,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Preconditions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Postconditions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DescribedParameter>? Parameters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Problems)
{
    public static ComposeAnswer Of(Composed composed)
    {
        var (composition, procedure) = (composed.Composition, composed.Composition.Procedure);
        return new ComposeAnswer(
            composed.Skill.Name.Value,
            StoredText.Notice,
            [.. composition.Phases.Select(p => new PhaseAnswer(p.Name, p.Skill.Value, p.Steps))],
            LeftOut.IfEmpty(procedure.Preconditions),
            LeftOut.IfEmpty(procedure.Postconditions),
            LeftOut.IfEmpty(DescribedParameter.AllOf(procedure)),
            LeftOut.IfEmpty([.. composition.Problems, .. composition.Degraded]));
    }
}
