using SkillMcp.Ways;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>A way whose true chance is known, and what the rules believe of it.</summary>
sealed class SimulatedWay(RuleSettings settings, BetaPrior prior, bool isBound = true)
{
    readonly List<Outcome> outcomes = [];
    bool isProved;

    public ChangePointPosterior Posterior { get; private set; } = ChangePointPosterior.Of(prior);

    /// <summary>How its executions ended, newest first.</summary>
    public IReadOnlyList<Outcome> Outcomes => outcomes;

    /// <summary>One more execution.</summary>
    public void Add(Outcome outcome, EvidenceLevel level)
    {
        outcomes.Insert(0, outcome);
        isProved |= outcome == Outcome.Success && level != EvidenceLevel.SelfReported;
        var weighted = WeightedOutcome.Of(outcome, settings.Weights.Of(level, isBound, isProved));
        Posterior = Posterior.After(weighted, settings.Model);
    }

    /// <summary>One more execution, which works with a chance and is reported with evidence with another.</summary>
    public Outcome Execute(double chance, double evidenced, Random random)
    {
        var outcome = random.NextDouble() < chance ? Outcome.Success : Outcome.Failure;
        Add(outcome, random.NextDouble() < evidenced ? EvidenceLevel.Evidenced : EvidenceLevel.SelfReported);
        return outcome;
    }

    public Way As(int version, WayStatus status) => new() { Version = version, Status = status, Posterior = Posterior };
}
