namespace SkillMcp.Ways;

/// <summary>What is believed of a way before it is executed.</summary>
public static class WayPriors
{
    /// <summary>Of a text that replaces one that had just failed: whoever wrote it saw what was wrong.</summary>
    public static BetaPrior AfterFailure { get; } = new(6, 1);

    /// <summary>Of any other text of a skill.</summary>
    /// <param name="confidence">The prior belief in the skill, 0-1.</param>
    public static BetaPrior Of(double confidence) => BetaPrior.Of(confidence);
}
