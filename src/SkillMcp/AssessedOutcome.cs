namespace SkillMcp;

/// <summary>What an outcome is after its evidence was weighed.</summary>
/// <param name="Outcome">What counts: where the evidence contradicts the claim, the evidence wins.</param>
/// <param name="Level">How it is known.</param>
/// <param name="Contradicted">Whether the evidence says otherwise than the claim.</param>
public readonly record struct AssessedOutcome(Outcome Outcome, EvidenceLevel Level, bool Contradicted)
{
    /// <summary>Weighs a claim against its evidence.</summary>
    /// <param name="claimed">What the caller says.</param>
    /// <param name="evidence">What it hands over, where it does.</param>
    /// <param name="confirmed">Whether a person saw it: then nothing is left to weigh.</param>
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
