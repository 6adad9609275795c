namespace SkillMcp.Requests;

/// <summary>A composite laid out from its components as they are now.</summary>
public sealed record Composition
{
    /// <summary>The whole procedure: a step <c>--- Phase: name ---</c> before the steps of each phase.</summary>
    public required Procedure Procedure { get; init; }

    public IReadOnlyList<Phase> Phases { get; init; } = [];

    /// <summary>What does not fit, such as a precondition that an earlier phase undoes; a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Components that are archived, quarantined or gone; a sentence each.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];
}
