namespace SkillMcp.Server.Wire;

sealed record DescribedParameter(string Name, string Description, string Example)
{
    public static IReadOnlyList<DescribedParameter> AllOf(Procedure? procedure) =>
        [.. (procedure?.Parameters ?? []).Select(p => new DescribedParameter(p.Name, p.Description, p.Example))];
}
