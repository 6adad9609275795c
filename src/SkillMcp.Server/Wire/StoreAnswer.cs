namespace SkillMcp.Server.Wire;

sealed record StoreAnswer(
    string Decision,
    string Reason,
    bool Remembered,
    string Skill,
    int Version,
    double Similarity,
    IReadOnlyList<DescribedParameter> Parameters,
    IReadOnlyList<SimilarAnswer> Similar,
    IReadOnlyList<string> Unbound,
    IReadOnlyList<string> StillLiteral)
{
    public static StoreAnswer Of(Learned learned) => new(
        EnumName.Of(learned.Decision), learned.Reason, learned.Remembered, learned.Skill?.Name.Value ?? "", learned.Version,
        learned.Similarity,
        DescribedParameter.AllOf(learned.Skill?.Procedure),
        [.. learned.Similar.Select(s => new SimilarAnswer(s.Name.Value, s.Similarity))],
        [.. learned.Unbound.Select(parameter => parameter.Name)],
        learned.StillLiteral);
}
