namespace SkillMcp.Requests;

/// <summary>The answer to a <see cref="RefineRequest"/>.</summary>
public sealed record Refined
{
    /// <summary><see cref="Decision.Refined"/>, <see cref="Decision.Alternative"/>, <see cref="Decision.WouldLose"/> or <see cref="Decision.Quarantined"/>.</summary>
    public required Decision Decision { get; init; }

    public required Skill Skill { get; init; }

    /// <summary>The version that holds the new steps, or the current one where they went nowhere.</summary>
    public required int Version { get; init; }

    /// <summary>The steps that the change would drop.</summary>
    public IReadOnlyList<string> WouldLose { get; init; } = [];

    public required string Reason { get; init; }
}
