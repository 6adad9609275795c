using System.Text.Json;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions.Journal;

/// <summary>What a client tells a hook, on its standard input.</summary>
sealed record HookPayload
{
    /// <summary>The most bytes that are read of it. What is longer holds a file or a log, and is not worth a client's wait.</summary>
    public const int MaxLength = 1 << 20;

    const int MaxIdLength = 200;
    const int MaxPathLength = 4_096;

    static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The client's id of the session.</summary>
    public required string Session { get; init; }

    /// <summary>The client's own log of it; empty if it does not say.</summary>
    public string Transcript { get; init; } = "";

    /// <summary>The folder that the client works in.</summary>
    public string Folder { get; init; } = "";

    /// <summary>What the person said, at a prompt: nothing that a client or a hook put beside it.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>What the agent said last, at the end of a turn.</summary>
    public string Message { get; init; } = "";

    /// <summary>All of it.</summary>
    public required JsonElement Json { get; init; }

    /// <exception cref="SkillException">It is cut, no JSON, or of another event.</exception>
    public static HookPayload Parse(ReadOnlyMemory<byte> utf8, string name)
    {
        JsonElement json;
        try
        {
            json = JsonDocument.Parse(WithoutMark(utf8), Options).RootElement;
        }
        catch (JsonException)
        {
            throw new SkillException("What came on standard input is no JSON.");
        }
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new SkillException("What came on standard input is no JSON object.");
        }
        if (Text(json, "hook_event_name") is { Length: > 0 } told && told != name)
        {
            throw new SkillException("What came on standard input is of another event.");
        }
        if (Text(json, "session_id", "sessionId") is not { Length: > 0 and <= MaxIdLength } session)
        {
            throw new SkillException("What came on standard input names no session.");
        }
        return new HookPayload
        {
            Session = session,
            Transcript = PathIn(json, "transcript_path", "transcriptPath"),
            Folder = PathIn(json, "cwd"),
            Prompt = WordsIn(PromptIn(json)),
            Message = Text(json, "last_assistant_message", "prompt_response"),
            Json = json,
        };
    }

    /// <summary>The first of some members that is a text; empty if none is.</summary>
    internal static string Text(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Member(json, name) is { ValueKind: JsonValueKind.String } value)
            {
                return TextOf(value);
            }
        }
        return "";
    }

    /// <summary>The first of some members that is there.</summary>
    internal static JsonElement Member(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value))
            {
                return value;
            }
        }
        return default;
    }

    /// <summary>What was typed, or what stands beside images.</summary>
    static string PromptIn(JsonElement json) => Member(json, "prompt") is { ValueKind: JsonValueKind.Array } parts
        ? PersonWords.OfParts(parts.Items().Select(part => part.Text("text")))
        : Text(json, "prompt");

    /// <summary>The person's words; empty if it is a command of the client's, or the client speaks itself.</summary>
    static string WordsIn(string prompt)
    {
        var words = PersonWords.Of(prompt);
        // opencode writes what was typed behind "run" in quotes, if there are blanks in it.
        words = words is ['"', .. var inside, '"'] && !inside.Contains('"') ? inside.Trim() : words;
        return words is ['/' or '!' or '#', ..] && !words.Contains(' ') ? "" : words;
    }

    static string PathIn(JsonElement json, params ReadOnlySpan<string> names) =>
        Text(json, names) is { Length: <= MaxPathLength } path && Path.IsPathFullyQualified(path) && !path.Contains('\0') ? path : "";

    static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        // Half a surrogate pair, which JSON can escape and a string cannot hold.
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? utf8[3..] : utf8;
}
