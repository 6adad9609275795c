namespace SkillMcp.Sessions;

/// <summary>Something that happened in a session.</summary>
abstract record SessionEvent
{
    /// <summary>When it began; null if the log does not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The client's id of the subagent that did it; empty for the agent that the person talks to.</summary>
    public string Subagent { get; init; } = "";
}
