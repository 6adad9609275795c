namespace SkillMcp.Sessions.Reading;

/// <summary>The text that Codex gives its model for a call, taken apart.</summary>
sealed record CodexOutput
{
    static readonly string[] Labels =
    [
        "Chunk ID:", "Wall time:", "Process exited with code ", "Process running with session ID ", "Original token count:", "Exit code:",
        "Output:", "Total output lines:", "Warning: truncated output",
    ];

    static readonly string[] Heads = ["Exit code: ", "Warning: truncated output"];

    /// <summary>What the command said.</summary>
    public required string Output { get; init; }

    public int? Exit { get; init; }

    /// <summary>The client's number of a command that goes on running; empty if it ended.</summary>
    public string Session { get; init; } = "";

    public bool IsRejected { get; init; }

    public bool IsAborted { get; init; }

    public bool IsTimeout { get; init; }

    /// <summary>The client could not run it.</summary>
    public bool IsFault { get; init; }

    public static CodexOutput Of(string text)
    {
        var (at, exit, session) = (0, (int?)null, "");
        while (at < text.Length && EndOfLabel(text, at) is { } end)
        {
            var line = text[at..end];
            exit = ExitText.AtBeginning(line, "Process exited with code ") ?? ExitText.AtBeginning(line, "Exit code:") ?? exit;
            session = ExitText.AtBeginning(line, "Process running with session ID ") is { } number ? $"{number}" : session;
            at = Math.Min(end + 1, text.Length);
            // What follows is the command's, unless it has a head of its own: a tool within the tool, or the note that much was left out.
            if (line == "Output:" && !Heads.Any(head => text.AsSpan(at).StartsWith(head)))
            {
                break;
            }
        }
        var output = text[at..];
        var isBare = at == 0;
        return new CodexOutput
        {
            Output = output,
            Exit = exit,
            Session = session,
            IsRejected = isBare && (Has(output, "Rejected(") || Has(output, "rejected by user") || Has(output, "denied")),
            IsAborted = Has(text, "aborted by user") && text.Length < 200,
            IsTimeout = Has(text, "command timed out after"),
            IsFault = isBare && output.StartsWith("exec_command failed", StringComparison.Ordinal),
        };
    }

    /// <summary>The end of a line at a place that is the client's; null if it is the command's.</summary>
    static int? EndOfLabel(string text, int at)
    {
        if (!Labels.Any(label => string.CompareOrdinal(text, at, label, 0, label.Length) == 0))
        {
            return null;
        }
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }

    static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
