namespace SkillMcp.Ways;

/// <summary>How the share of a way's executions that work is expected to change.</summary>
public sealed record ChangeModel
{
    public static ChangeModel Default { get; } = new();

    /// <summary>How likely it is to change from one execution to the next, 0 to below 1.</summary>
    public double Hazard { get; init; } = 1.0 / 100;

    /// <summary>What is believed of it after a change.</summary>
    public BetaPrior AfterChange { get; init; } = new(0.2, 0.6);
}
