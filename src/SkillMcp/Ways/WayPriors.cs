namespace SkillMcp.Ways;

/// <summary>What is believed of a way before it is executed.</summary>
static class WayPriors
{
    /// <summary>Of a text that replaces one that had just failed: whoever wrote it saw what was wrong.</summary>
    public static BetaPrior AfterFailure { get; } = new(6, 1);

    /// <summary>Of any other text of a skill.</summary>
    /// <param name="confidence">The prior belief in the skill, 0-1.</param>
    public static BetaPrior Of(double confidence) => BetaPrior.Of(confidence);

    /// <summary>Of a way with executions of which only the counts are known, as of a skill that came with a record.</summary>
    /// <param name="isAfterFailure">Whether it began right after another way had failed.</param>
    /// <param name="confidence">The prior belief in the skill, 0-1.</param>
    /// <param name="counts">The executions of which only the counts are known.</param>
    public static BetaPrior Of(bool isAfterFailure, double confidence, ExecutionCounts counts)
    {
        var prior = isAfterFailure ? AfterFailure : Of(confidence);
        return new BetaPrior(
            prior.Successes + Math.Max(0, counts.Successes + counts.Partials / 2.0),
            prior.Failures + Math.Max(0, counts.Failures + counts.Partials / 2.0));
    }
}
