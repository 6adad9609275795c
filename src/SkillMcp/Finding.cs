namespace SkillMcp;

/// <summary>What an outcome is after its evidence was weighed.</summary>
/// <param name="Outcome">What counts: where the evidence contradicts the claim, the evidence wins.</param>
/// <param name="Grade">How it is known.</param>
/// <param name="Contradicted">Whether the evidence says otherwise than the claim.</param>
public readonly record struct Finding(Outcome Outcome, Grade Grade, bool Contradicted)
{
    /// <summary>Weighs a claim against its evidence.</summary>
    /// <param name="claimed">What the caller says.</param>
    /// <param name="evidence">What it hands over, where it does.</param>
    /// <param name="confirmed">Whether a person saw it: then nothing is left to weigh.</param>
    public static Finding Of(Outcome claimed, Evidence? evidence, bool confirmed) => (claimed, evidence?.Agrees) switch
    {
        _ when confirmed => new(claimed, Grade.Verified, false),
        (Outcome.NotUsed, _) or (_, null) => new(claimed, Grade.SelfReported, false),
        (Outcome.Success, false) => new(Outcome.Failure, Grade.Evidenced, true),
        (Outcome.Failure, true) when evidence!.IsExact => new(Outcome.Success, Grade.Evidenced, true),
        (Outcome.Failure, true) => new(claimed, Grade.SelfReported, false),
        _ => new(claimed, Grade.Evidenced, false),
    };
}
