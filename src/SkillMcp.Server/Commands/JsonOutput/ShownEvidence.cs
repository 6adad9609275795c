namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>The evidence of a version in <c>show --versions --json</c>.</summary>
sealed record ShownEvidence(string Kind, string Observed, string Expected, string Check)
{
    public static ShownEvidence? Of(Evidence? evidence) =>
        evidence is null ? null : new(EnumName.Of(evidence.Kind), evidence.Observed, evidence.Expected, evidence.Check);
}
