namespace SkillMcp.Ways;

/// <summary>What a report says of a way.</summary>
/// <param name="Outcome">How the execution ended.</param>
/// <param name="Level">How that is known.</param>
/// <param name="IsBound">Whether the report names the retrieval that it followed.</param>
/// <param name="Weight">How much it weighs, 0-1; null if that was not decided when it was reported.</param>
readonly record struct ReportedOutcome(Outcome Outcome, EvidenceLevel Level, bool IsBound, double? Weight)
{
    public static ReportedOutcome Of(Execution execution) =>
        new(execution.Outcome, execution.EvidenceLevel, execution.IsBound, execution.Weight);

    /// <summary>What it adds to what is believed of the way.</summary>
    /// <param name="isProved">Whether the way has an evidenced or verified success.</param>
    public WeightedOutcome Weighted(bool isProved) =>
        WeightedOutcome.Of(Outcome, Math.Clamp(Weight ?? EvidenceWeights.Default.Of(Level, IsBound, isProved), 0, 1));

    public bool IsProof => Outcome == Outcome.Success && Level != EvidenceLevel.SelfReported;
}
