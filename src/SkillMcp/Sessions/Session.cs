namespace SkillMcp.Sessions;

/// <summary>What a person and an agent did in one session, as the client's log has it.</summary>
sealed record Session
{
    public required SessionClient Client { get; init; }

    /// <summary>The client's own id of the session: the same session read twice is one.</summary>
    public required string Id { get; init; }

    /// <summary>The absolute path of the folder that the client worked in; empty if the log does not say.</summary>
    public string Folder { get; init; } = "";

    /// <summary>What happened, in the order in which it began; a subagent's calls follow the call that started it.</summary>
    public required IReadOnlyList<SessionEvent> Events { get; init; }

    /// <summary>How the client says that it ended, such as <c>submitted</c>; empty if it says nothing of it.</summary>
    public string Ending { get; init; } = "";

    /// <summary>
    /// Whether the log goes on to the end of the last task: it is not cut, its last call has a result, and the agent said something after
    /// it where its client writes that down.
    /// </summary>
    public bool HasEnd { get; init; } = true;

    /// <summary>What of the log could not be read, each a sentence with its line.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];
}
