using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

sealed record DescribedParameter(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Example)
{
    public static IReadOnlyList<DescribedParameter> AllOf(Procedure? procedure) =>
    [
        .. (procedure?.Parameters ?? []).Select(parameter => new DescribedParameter(
            parameter.Name, LeftOut.IfEmpty(parameter.Description), LeftOut.IfEmpty(parameter.Example))),
    ];
}
