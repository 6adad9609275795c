namespace SkillMcp;

/// <summary>The outcome of an execution after the claim was checked against the evidence.</summary>
/// <param name="Outcome">The outcome that is counted. Exact evidence overrides the claim, and so does evidence of a failure.</param>
/// <param name="Level">How it is known.</param>
/// <param name="Contradicted">Whether the evidence overrode the claim.</param>
readonly record struct AssessedOutcome(Outcome Outcome, EvidenceLevel Level, bool Contradicted)
{
    /// <summary>Checks a claim against its evidence.</summary>
    /// <param name="claimed">The outcome that the caller reports.</param>
    /// <param name="evidence">The evidence that the caller gives; null for none.</param>
    /// <param name="confirmed">Whether a person confirms the claim, which then counts as verified, whatever the evidence.</param>
    public static AssessedOutcome Of(Outcome claimed, Evidence? evidence, bool confirmed) => (claimed, evidence?.Agrees) switch
    {
        _ when confirmed => new(claimed, EvidenceLevel.Verified, false),
        (Outcome.NotUsed, _) or (_, null) => new(claimed, EvidenceLevel.SelfReported, false),
        (Outcome.Success, false) => new(Outcome.Failure, EvidenceLevel.Evidenced, true),
        (Outcome.Failure, true) when evidence!.IsExact => new(Outcome.Success, EvidenceLevel.Evidenced, true),
        (Outcome.Failure, true) => new(claimed, EvidenceLevel.SelfReported, false),
        _ => new(claimed, EvidenceLevel.Evidenced, false),
    };
}
