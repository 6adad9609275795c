namespace SkillMcp.Packaging;

/// <summary>What was handed over to show how an execution ended, within the line of its skill.</summary>
sealed record EvidenceLine(string Kind, string Observed, string Expected, string Check)
{
    public static EvidenceLine? Of(Evidence? evidence) =>
        evidence is null ? null : new(EnumName.Of(evidence.Kind), evidence.Observed, evidence.Expected, evidence.Check);
}
