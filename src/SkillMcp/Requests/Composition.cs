namespace SkillMcp.Requests;

/// <summary>A composite laid out from the current state of its components.</summary>
public sealed record Composition
{
    /// <summary>The procedure with the steps of all phases, each phase after a heading step <c>--- Phase: name ---</c>.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>The phases in order, one for each component.</summary>
    public IReadOnlyList<Phase> Phases { get; init; } = [];

    /// <summary>The pitfalls and tips of all phases, and the composite's own, with the numbers of the steps as they are laid out.</summary>
    public IReadOnlyList<Pitfall> Pitfalls { get; init; } = [];

    /// <summary>Conflicts between the phases, such as a precondition that an earlier phase undoes; a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Components that are archived, quarantined or missing; a sentence each.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];
}
