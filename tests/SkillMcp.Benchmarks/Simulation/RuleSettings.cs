using SkillMcp.Ways;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>Settings of the rules that are compared.</summary>
/// <param name="Name">What differs from the default.</param>
/// <param name="Model">How a change is expected.</param>
/// <param name="Weights">How much outcomes weigh.</param>
sealed record RuleSettings(string Name, ChangeModel Model, EvidenceWeights Weights)
{
    public static RuleSettings Default { get; } = new("default", ChangeModel.Default, EvidenceWeights.Default);

    public static IReadOnlyList<RuleSettings> Compared { get; } =
    [
        Default,
        With(1.0 / 50, ChangeModel.Default.AfterChange),
        With(1.0 / 100, ChangeModel.Default.AfterChange),
        With(1.0 / 300, ChangeModel.Default.AfterChange),
        With(ChangeModel.Default.Hazard, new BetaPrior(1, 1)),
        With(ChangeModel.Default.Hazard, new BetaPrior(0.5, 0.5)),
        With(ChangeModel.Default.Hazard, new BetaPrior(0.3, 1)),
        With(ChangeModel.Default.Hazard, new BetaPrior(0.25, 0.75)),
        With("self-reported ¾", new EvidenceWeights { SelfReported = 0.75 }),
        With("self-reported ½", new EvidenceWeights { SelfReported = 0.5 }),
        With("evidenced ½, self-reported ¼", new EvidenceWeights { Evidenced = 0.5, SelfReported = 0.25 }),
    ];

    static RuleSettings With(double hazard, BetaPrior afterChange) => Default with
    {
        Name = $"hazard 1/{1 / hazard:0}, after a change Beta({afterChange.Successes}, {afterChange.Failures})",
        Model = new ChangeModel { Hazard = hazard, AfterChange = afterChange },
    };

    static RuleSettings With(string name, EvidenceWeights weights) => Default with { Name = name, Weights = weights };
}
