namespace SkillMcp.Sessions;

/// <summary>One call of a tool, with what came of it.</summary>
sealed record ToolCall : SessionEvent
{
    /// <summary>The client's id of the call; empty if it has none.</summary>
    public string Id { get; init; } = "";

    /// <summary>The tool's name, as the client has it.</summary>
    public required string Tool { get; init; }

    public required ToolKind Kind { get; init; }

    /// <summary>The command as it was typed; empty if the tool runs none.</summary>
    public string Command { get; init; } = "";

    /// <summary>Whether the command is a function of a program, written as one: it has no shell around it, and no exit code.</summary>
    public bool IsFunction { get; init; }

    /// <summary>The folder that the command ran in, if the log says another than the session's; else empty.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The file that was written or read; empty if there is none.</summary>
    public string Path { get; init; } = "";

    /// <summary>What an edit changed, as a unified diff, or the text of a new file; bounded like <see cref="Output"/>.</summary>
    public string Change { get; init; } = "";

    /// <summary>The arguments as JSON, for a call of this memory and of tools that are no command, edit or look; else empty.</summary>
    public string Arguments { get; init; } = "";

    public required CallState State { get; init; }

    /// <summary>The command's exit code; null if the log has none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>
    /// What came back, without the client's own words around it. Of a long one the beginning and the end, at most
    /// <see cref="MaxOutput"/> characters, and less in a session of very many calls. An answer of this memory is JSON, and whole.
    /// </summary>
    public string Output { get; init; } = "";

    /// <summary>The most that is kept of an output, in characters: enough for the lines that say why, not for the log of a build.</summary>
    public const int MaxOutput = 8_000;
}
