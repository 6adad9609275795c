namespace SkillMcp.Sessions.Reading;

/// <summary>
/// The text that Gemini CLI and Qwen Code give their models for a command, taken apart: a line for each of what it was and what
/// became of it, and the output between them.
/// </summary>
sealed record ShellReport
{
    static readonly string[] Endings = ["Error:", "Exit Code:", "Signal:", "Background PIDs:", "Process Group PGID:"];

    static readonly string[] Backgrounds =
    [
        "Command moved to background (PID", "Command is running in background", "Background shell started", "Background command started",
        "Command running in background",
    ];

    static readonly string[] Timeouts = ["timed out after", "exceeded the timeout", "because no output for"];

    /// <summary>What the command said.</summary>
    public required string Output { get; init; }

    /// <summary>The exit code; null if the command did not end, or by a signal.</summary>
    public int? Exit { get; init; }

    public CallState State { get; init; }

    /// <param name="text">The text.</param>
    /// <param name="shown">The output as the person was shown it, if that is known.</param>
    public static ShellReport Of(string text, string shown)
    {
        var report = text
            .Replace("<untrusted_context>\n", "", StringComparison.Ordinal)
            .Replace("\n</untrusted_context>", "", StringComparison.Ordinal)
            .TrimEnd();
        if (Backgrounds.Any(begin => report.StartsWith(begin, StringComparison.Ordinal)))
        {
            return new ShellReport { Output = "", State = CallState.Background };
        }
        var start = Start(report);
        // What the command said may look like what stands behind it.
        var isShown = shown.Length > 0 && report.AsSpan(start).StartsWith(shown);
        var (end, exit, isSignal) = Ending(report, isShown ? start + shown.Length : start, start);
        var output = report[start..end].Trim();
        var state = StateOf(report[..start] + output);
        return new ShellReport
        {
            Output = output == "(empty)" ? "" : output,
            State = state,
            // Gemini says nothing of a 0.
            Exit = state != CallState.Completed || isSignal || end == report.Length && start == 0 ? null : exit ?? 0,
        };
    }

    static CallState StateOf(string said)
    {
        if (!said.StartsWith("Command ", StringComparison.Ordinal) && !said.Contains("\nCommand was cancelled", StringComparison.Ordinal))
        {
            return CallState.Completed;
        }
        var first = said[..Math.Min(said.Length, 300)];
        if (Timeouts.Any(words => first.Contains(words, StringComparison.Ordinal)))
        {
            return CallState.TimedOut;
        }
        return first.Contains("was cancelled", StringComparison.Ordinal) ? CallState.Interrupted : CallState.Completed;
    }

    // The command itself stands before it and may have several lines.
    static int Start(string report)
    {
        if (report.StartsWith("Output: ", StringComparison.Ordinal))
        {
            return "Output: ".Length;
        }
        var folder = report.IndexOf("\nDirectory: ", StringComparison.Ordinal);
        var output = folder < 0 ? -1 : report.IndexOf("\nOutput: ", folder, StringComparison.Ordinal);
        output = output < 0 ? report.IndexOf("\nOutput: ", StringComparison.Ordinal) : output;
        return output < 0 ? 0 : output + "\nOutput: ".Length;
    }

    /// <summary>Where the output ends, which begins at <paramref name="start"/>: no earlier than <paramref name="from"/>.</summary>
    static (int End, int? Exit, bool IsSignal) Ending(string report, int from, int start)
    {
        var (end, exit, isSignal) = (report.Length, (int?)null, false);
        var open = Endings.ToList();
        while (end > from)
        {
            var line = report.LastIndexOf('\n', end - 1, end - from) + 1;
            var label = open.Find(each => string.CompareOrdinal(report, line, each, 0, each.Length) == 0);
            if (label is null || line == 0)
            {
                break;
            }
            open.Remove(label);
            exit = label == "Exit Code:" ? ExitText.After(report, line + label.Length) : exit;
            isSignal |= label == "Signal:" && ExitText.After(report, line + label.Length) is > 0;
            end = line - 1;
        }
        return (Math.Max(end, start), exit, isSignal);
    }
}
