namespace SkillMcp.Requests;

/// <summary>The answer to a <see cref="Report"/>.</summary>
public sealed record Recorded
{
    /// <summary>The skill as it is now.</summary>
    public required Skill Skill { get; init; }

    /// <summary>Whether the report was counted as a new execution.</summary>
    public required bool Counted { get; init; }

    /// <summary>Consequences, such as "archived as unreliable"; a sentence each.</summary>
    public IReadOnlyList<string> Consequences { get; init; } = [];
}
