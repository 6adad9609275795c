namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>A version of a skill in <c>show --versions --json</c>.</summary>
sealed record ShownVersion(
    int Number,
    bool IsAlternative,
    string Reason,
    string Author,
    string Client,
    DateTimeOffset CreatedAt,
    ExecutionCounts Executions,
    double Belief,
    ShownEvidence? Evidence,
    IReadOnlyList<string> Steps)
{
    public static ShownVersion Of(SkillVersion version, Skill skill) => new(
        version.Number,
        version.IsAlternative,
        version.Reason,
        EnumName.Of(version.Provenance.Author),
        version.Provenance.Client,
        version.CreatedAt,
        version.Record.All,
        version.Record.Belief(skill.Confidence),
        ShownEvidence.Of(version.Evidence),
        [.. version.Procedure.Steps.Select(step => step.Text)]);
}
