namespace SkillMcp.Requests;

/// <summary>A composite laid out from the current state of its components.</summary>
public sealed record Composition
{
    /// <summary>The procedure with the steps of all phases, each phase after a heading step <c>--- Phase: name ---</c>.</summary>
    public required Procedure Procedure { get; init; }

    public IReadOnlyList<Phase> Phases { get; init; } = [];

    /// <summary>Conflicts between the phases, such as a precondition that an earlier phase undoes; a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Components that are archived, quarantined or missing; a sentence each.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];
}
