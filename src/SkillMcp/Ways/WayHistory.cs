namespace SkillMcp.Ways;

/// <summary>What is believed of a way after what was reported of it.</summary>
static class WayHistory
{
    /// <summary>The most executions that a posterior is derived from again: the newest ones, as those before them hardly count.</summary>
    public const int MaxReplayed = 1_000;

    /// <summary>The probability with which a way works more often than is believed of it.</summary>
    const double Doubt = 0.05;

    /// <summary>The posterior after all that was reported, from the prior on.</summary>
    /// <param name="prior">What is believed before any execution.</param>
    /// <param name="reports">The executions, oldest first.</param>
    public static ChangePointPosterior Replay(BetaPrior prior, IEnumerable<ReportedOutcome> reports)
    {
        var posterior = ChangePointPosterior.Of(prior);
        var isProved = false;
        foreach (var report in reports)
        {
            posterior = posterior.After(report.Weighted(isProved), ChangeModel.Default);
            isProved |= report.IsProof;
        }
        return posterior;
    }

    /// <summary>What ranking believes of a way, 0-1: it works at least as often with a probability of 95 %.</summary>
    public static double BeliefIn(ChangePointPosterior posterior) => posterior.Quantile(Doubt);
}
