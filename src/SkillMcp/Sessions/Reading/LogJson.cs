using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads values out of the JSON of a log. A value that is missing or of another kind than expected reads as none.</summary>
static class LogJson
{
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    public static bool Is(this JsonElement element, JsonValueKind kind) => element.ValueKind == kind;

    public static bool IsTrue(this JsonElement element, string name) => element.Member(name).Is(JsonValueKind.True);

    public static string Text(this JsonElement element, string name) => element.Member(name).AsText();

    /// <summary>The text of a string. What is not valid in it, such as half of a pair that a client cut, becomes U+FFFD.</summary>
    public static string AsText(this JsonElement element)
    {
        if (!element.Is(JsonValueKind.String))
        {
            return "";
        }
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Repaired(JsonMarshal.GetRawUtf8Value(element)[1..^1]);
        }
    }

    public static int? Number(this JsonElement element, string name)
    {
        var value = element.Member(name);
        var number = value.Is(JsonValueKind.Number) && value.TryGetDouble(out var real) ? real : double.NaN;
        return Math.Abs(number) <= int.MaxValue ? (int)number : null;
    }

    /// <summary>A time as ISO 8601 or as milliseconds since 1970.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name)
    {
        var value = element.Member(name);
        if (value.Is(JsonValueKind.Number) && value.TryGetDouble(out var milliseconds))
        {
            return milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
        }
        var isTime = DateTimeOffset.TryParse(value.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        return isTime ? time : null;
    }

    /// <summary>The texts of a message's content: one string, or a list of blocks of which some have a text.</summary>
    public static string Content(this JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.AsText(),
        JsonValueKind.Array => string.Join('\n', content.Items().Select(Block).Where(text => text.Length > 0)),
        JsonValueKind.Object => Block(content),
        _ => "",
    };

    static string Block(JsonElement block) => block.Is(JsonValueKind.String) ? block.AsText() : block.Text("text");

    /// <summary>The JSON of a value, of whose strings the middles are left out where it would be too long.</summary>
    public static string Json(this JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return "";
        }
        var json = JsonMarshal.GetRawUtf8Value(element);
        return json.Length <= ToolCall.MaxOutput ? Encoding.UTF8.GetString(json) : Encoding.UTF8.GetString(AbridgedJson.Of(json, 200));
    }

    /// <summary>Reads a JSON text that a client has put into a string; null if it is none.</summary>
    public static JsonDocument? Parse(string json)
    {
        try
        {
            return json.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonDocument.Parse(json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Repaired(ReadOnlySpan<byte> raw)
    {
        var escaped = Encoding.UTF8.GetString(raw);
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\' || at + 1 == escaped.Length)
            {
                text.Append(escaped[at]);
                continue;
            }
            at++;
            var isHex = escaped[at] == 'u' && at + 4 < escaped.Length;
            text.Append(isHex ? Character(escaped.AsSpan(at + 1, 4)) : Escape(escaped[at]));
            at += isHex ? 4 : 0;
        }
        // A half of a pair that is alone is no character.
        return Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text.ToString()));
    }

    static char Character(ReadOnlySpan<char> digits) =>
        (char)int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    static char Escape(char name) => name switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        _ => name,
    };
}
