namespace SkillMcp.Ways;

/// <summary>How the share of a way's executions that work is expected to change.</summary>
sealed record ChangeModel
{
    public static ChangeModel Default { get; } = new();

    /// <summary>
    /// How likely it is to change from one execution to the next, 0 to below 1. From 1/100 on more than 2 % of the skills that work half of
    /// the time are archived within 200 executions; at 1/300 twelve failures after one success no longer archive.
    /// </summary>
    public double Hazard { get; init; } = 1.0 / 200;

    /// <summary>
    /// What is believed of it after a change: what breaks fails nearly always. With Beta(1, 1) a break is seen five executions later.
    /// </summary>
    public BetaPrior AfterChange { get; init; } = new(0.2, 0.6);
}
