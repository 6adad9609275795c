namespace SkillMcp.Ways;

/// <summary>
/// How much an outcome weighs in the posterior of a way, by how it is known. Success and failure weigh the same: otherwise a way that works
/// six times in ten would be believed to work less often only because its outcomes were reported without evidence.
/// </summary>
public sealed record EvidenceWeights
{
    public static EvidenceWeights Default { get; } = new();

    public double Verified { get; init; } = 1;

    public double Evidenced { get; init; } = 1;

    /// <summary>The weight of a self-reported outcome of a way without any evidenced or verified success, 0-1.</summary>
    public double SelfReported { get; init; } = 1;

    /// <summary>The weight of a self-reported outcome of a way that has an evidenced or verified success, 0-1.</summary>
    public double SelfReportedBesideProof { get; init; } = 0.5;

    /// <param name="level">How the outcome is known.</param>
    /// <param name="isProved">Whether the way has an evidenced or verified success.</param>
    public double Of(EvidenceLevel level, bool isProved) => level switch
    {
        EvidenceLevel.Verified => Verified,
        EvidenceLevel.Evidenced => Evidenced,
        _ => isProved ? SelfReportedBesideProof : SelfReported,
    };
}
