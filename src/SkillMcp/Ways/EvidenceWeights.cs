namespace SkillMcp.Ways;

/// <summary>
/// How much an outcome weighs in the posterior of a way, by how it is known. Success and failure weigh the same: otherwise a way that works
/// six times in ten would be believed to work less often only because its outcomes were reported without evidence.
/// </summary>
sealed record EvidenceWeights
{
    public static EvidenceWeights Default { get; } = new();

    public double Verified { get; init; } = 1;

    public double Evidenced { get; init; } = 1;

    /// <summary>
    /// The weight of a self-reported outcome, 0-1. With ½ beside an evidenced success, a break is seen after 14 executions instead of 8.
    /// </summary>
    public double SelfReported { get; init; } = 1;

    /// <summary>
    /// The weight of a self-reported outcome that names no retrieval, of a way with an evidenced or verified success, 0-1.
    /// </summary>
    public double Unbound { get; init; } = 0.5;

    /// <param name="level">How the outcome is known.</param>
    /// <param name="isBound">Whether the report names the retrieval that it followed.</param>
    /// <param name="isProved">Whether the way has an evidenced or verified success.</param>
    public double Of(EvidenceLevel level, bool isBound, bool isProved) => level switch
    {
        EvidenceLevel.Verified => Verified,
        EvidenceLevel.Evidenced => Evidenced,
        _ => isProved && !isBound ? Math.Min(SelfReported, Unbound) : SelfReported,
    };
}
