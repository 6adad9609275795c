using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SkillMcp.Safety;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions;

/// <summary>
/// The arguments of a call without their secrets. Names tell them, in JSON within a value too, and this is decided before an argument is
/// written as a part of a command, where quotes and blanks would hide it.
/// </summary>
sealed class RedactedArguments(SecretRedactor redactor)
{
    // Settings within settings.
    const int MaxDepth = 16;

    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A variable of a container: {"name":"DB_PASSWORD","value":"…"}.
    static readonly string[] NameMembers = ["name", "key", "Name", "Key"];

    /// <summary>The value of an argument without the secrets in it.</summary>
    public string Of(string name, string value)
    {
        if (NamedSecret.KindOf(name, value) is { } kind)
        {
            return Replaced(kind, value);
        }
        using var json = LogJson.Parse(value);
        return json is null || !HasSecret(json.RootElement, name, 0) ? redactor.Redact(value) : redactor.Redact(Rewritten(json, name));
    }

    string Replaced(string kind, string value)
    {
        var trimmed = value.Trim();
        var secret = NamedSecret.SecretIn(trimmed);
        return $"{trimmed[..secret.Start.Value]}{redactor.Learn(kind, trimmed[secret])}";
    }

    static bool HasSecret(JsonElement json, string name, int depth) => json.ValueKind switch
    {
        _ when depth > MaxDepth => false,
        JsonValueKind.Object => json.Members().Any(member => HasSecret(member.Value, NameIn(json, member.Name, name), depth + 1)),
        JsonValueKind.Array => json.Items().Any(item => HasSecret(item, name, depth + 1)),
        JsonValueKind.String or JsonValueKind.Number => NamedSecret.KindOf(name, TextOf(json)) is not null,
        _ => false,
    };

    string Rewritten(JsonDocument json, string name)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            Write(writer, json.RootElement, name, 0);
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    void Write(Utf8JsonWriter writer, JsonElement json, string name, int depth)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object when depth <= MaxDepth:
                writer.WriteStartObject();
                foreach (var member in json.Members())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, NameIn(json, member.Name, name), depth + 1);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when depth <= MaxDepth:
                writer.WriteStartArray();
                foreach (var item in json.Items())
                {
                    Write(writer, item, name, depth + 1);
                }
                writer.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when NamedSecret.KindOf(name, TextOf(json)) is { } kind:
                writer.WriteStringValue(Replaced(kind, TextOf(json)));
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    /// <summary>The name that tells of a member: its own, or for a value the one beside it or around it.</summary>
    static string NameIn(JsonElement json, string member, string around)
    {
        if (!member.Equals("value", StringComparison.OrdinalIgnoreCase))
        {
            return member;
        }
        var beside = NameMembers.Select(name => json.Text(name)).FirstOrDefault(text => text.Length > 0);
        return beside ?? (NamedSecret.IsName(around) ? around : member);
    }

    static string TextOf(JsonElement json) => json.Is(JsonValueKind.Number) ? json.GetRawText() : json.AsText();
}
