using System.Text;
using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The answer of this memory within what a client puts around it.</summary>
static class MemoryAnswer
{
    // What this memory answers is far below.
    const int MaxLength = 200_000;
    const int MaxTries = 20;

    /// <summary>The JSON object that is most of a text; the text itself if there is none.</summary>
    public static string Of(string text)
    {
        var from = text.Length > MaxLength ? -1 : NextObject(text, 0);
        for (var tries = 0; from >= 0 && tries < MaxTries; tries++, from = NextObject(text, from + 1))
        {
            // An object that a step or an example holds is not the answer.
            if (ObjectAt(text[from..]) is { } json && (json.Length * 2 > text.Length || text.AsSpan(from + json.Length).Trim().IsEmpty))
            {
                return Unwrapped(json);
            }
        }
        return text.Trim();
    }

    static int NextObject(string text, int from)
    {
        for (var at = text.IndexOf('{', from); at >= 0; at = text.IndexOf('{', at + 1))
        {
            if (at == 0 || text[at - 1] == '\n')
            {
                return at;
            }
        }
        return -1;
    }

    static string? ObjectAt(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            return reader.Read() && reader.TrySkip() ? Encoding.UTF8.GetString(json.AsSpan(0, (int)reader.BytesConsumed)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Some clients write the whole result of the protocol.
    static string Unwrapped(string json)
    {
        using var result = LogJson.Parse(json);
        var structured = result?.RootElement.Member("structuredContent") ?? default;
        if (structured.Is(JsonValueKind.Object))
        {
            return structured.GetRawText();
        }
        var content = result?.RootElement.Member("content") ?? default;
        return content.Is(JsonValueKind.Array) && content.Content() is { Length: > 0 } inner ? Of(inner) : json;
    }
}
