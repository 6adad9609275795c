using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

sealed record StoreAnswer(
    string Decision,
    string Reason,
    bool Remembered,
    string Skill,
    int Version,
    double Similarity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DescribedParameter>? Parameters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SimilarAnswer>? Similar,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Unbound,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? StillLiteral,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? DraftedByModel)
{
    public static StoreAnswer Of(Learned learned) => new(
        EnumName.Of(learned.Decision), learned.Reason, learned.Remembered, learned.Skill?.Name.Value ?? "", learned.Version,
        learned.Similarity,
        LeftOut.IfEmpty(DescribedParameter.AllOf(learned.Skill?.Procedure)),
        LeftOut.IfEmpty([.. learned.Similar.Select(s => new SimilarAnswer(s.Name.Value, s.Similarity))]),
        LeftOut.IfEmpty([.. learned.Unbound.Select(parameter => parameter.Name)]),
        LeftOut.IfEmpty(learned.StillLiteral),
        LeftOut.IfEmpty([.. learned.DraftedByModel.Select(EnumName.Of)]));
}
