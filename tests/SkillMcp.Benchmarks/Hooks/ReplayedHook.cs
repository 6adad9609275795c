using System.Diagnostics;
using System.Text.Json;

namespace SkillMcp.Benchmarks.Hooks;

/// <summary>How one hook ended.</summary>
sealed record ReplayedHook(ReplayedPayload Payload, double Milliseconds, int Code, string Output, string Error)
{
    public bool HasAdded => Output.Length > 0;

    /// <summary>
    /// Whether the client would take what was printed for what it is: nothing, or JSON of its form that adds text in our marks.
    /// </summary>
    public bool IsOfForm => Error.Length == 0 && (Output.Length == 0 || Added() is { } text && IsMarked(text));

    public static async Task<ReplayedHook> RunAsync(string server, string memory, ReplayedPayload payload, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(server, ["hook", payload.Event, "--client", payload.Client, "--db", memory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(payload.Bytes, cancel);
            process.StandardInput.Close();
        }
        // It ended before all of it was written: too long a payload, and its time was over.
        catch (IOException)
        {
        }
        await process.WaitForExitAsync(cancel);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return new ReplayedHook(payload, took, process.ExitCode, await output, await error);
    }

    static bool IsMarked(string text) => text.StartsWith("<skillmcp-recall>\n", StringComparison.Ordinal)
        && text.EndsWith("\n</skillmcp-recall>", StringComparison.Ordinal);

    string? Added()
    {
        try
        {
            using var json = JsonDocument.Parse(Output);
            var isOfEvent = Payload.Client is "claude" or "codex" or "gemini" or "qwen";
            var added = isOfEvent ? json.RootElement.GetProperty("hookSpecificOutput") : json.RootElement;
            return isOfEvent && added.GetProperty("hookEventName").GetString() != Payload.Event
                ? null
                : added.GetProperty("additionalContext").GetString();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
