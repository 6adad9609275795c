using System.Text;
using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The answer of this memory within what a client puts around it.</summary>
static class MemoryAnswer
{
    /// <summary>The JSON object in a text; the text itself if there is none.</summary>
    public static string Of(string text)
    {
        for (var from = text.IndexOf('{'); from >= 0; from = text.IndexOf('{', from + 1))
        {
            if (ObjectAt(Encoding.UTF8.GetBytes(text[from..])) is { } json)
            {
                return json;
            }
        }
        return text.Trim();
    }

    static string? ObjectAt(byte[] json)
    {
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
}
