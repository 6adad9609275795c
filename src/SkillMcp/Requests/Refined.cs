namespace SkillMcp.Requests;

/// <summary>The answer to a <see cref="RefineRequest"/>.</summary>
public sealed record Refined
{
    /// <summary>
    /// <see cref="Decision.Refined"/>, <see cref="Decision.Alternative"/>, <see cref="Decision.WouldLose"/> or
    /// <see cref="Decision.Quarantined"/>.
    /// </summary>
    public required Decision Decision { get; init; }

    /// <summary>The skill as it is now.</summary>
    public required Skill Skill { get; init; }

    /// <summary>The version that holds the new steps, or the current one if they were not stored.</summary>
    public required int Version { get; init; }

    /// <summary>The safeguards that the change would drop; empty unless that is why it was not stored.</summary>
    public IReadOnlyList<string> WouldLose { get; init; } = [];

    /// <summary>Why that was decided, in a sentence.</summary>
    public required string Reason { get; init; }
}
