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
        return redactor.Redact(json is null ? value : WithoutNamed(json.RootElement, name) ?? value);
    }

    string Replaced(string kind, string value)
    {
        var trimmed = value.Trim();
        var secret = NamedSecret.SecretIn(trimmed);
        return $"{trimmed[..secret.Start.Value]}{redactor.Learn(kind, trimmed[secret])}";
    }

    /// <summary>The JSON without the secrets that names in it tell; null if there are none.</summary>
    string? WithoutNamed(JsonElement json, string name)
    {
        var hasSecret = false;
        var written = JsonText.Of(writer => Write(writer, json, name, 0));
        return hasSecret ? written : null;

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
                    hasSecret = true;
                    writer.WriteStringValue(Replaced(kind, TextOf(json)));
                    break;
                case JsonValueKind.String:
                    // A letter that a client cut in half cannot be copied.
                    writer.WriteStringValue(json.AsText());
                    break;
                default:
                    json.WriteTo(writer);
                    break;
            }
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
