namespace SkillMcp.Requests;

/// <summary>The answer to a <see cref="Report"/>.</summary>
public sealed record Recorded
{
    /// <summary>The skill as it is now.</summary>
    public required Skill Skill { get; init; }

    /// <summary>Whether the execution is new.</summary>
    public required bool Counted { get; init; }

    /// <summary>What followed, such as "archived as unreliable"; a sentence each.</summary>
    public IReadOnlyList<string> Followed { get; init; } = [];
}
