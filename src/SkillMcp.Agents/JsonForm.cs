using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>
/// A value of .NET that has no text of its own, as JSON: a list, a dictionary, a record. Only what is neither of the first two needs to be
/// known to the serializer.
/// </summary>
static class JsonForm
{
    // What goes deeper refers to itself.
    const int MaxDepth = 32;

    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a value; null if it has none.</summary>
    public static string? Of(object value)
    {
        try
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, Readable))
            {
                Write(writer, value, 0);
            }
            return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        }
        // A value that cannot be written is told by its own words.
        catch (Exception unwritable) when (unwritable is NotSupportedException or InvalidOperationException or JsonException)
        {
            return null;
        }
    }

    static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new NotSupportedException("The value is too deep.");
        }
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case JsonElement { ValueKind: JsonValueKind.Undefined }:
                writer.WriteNullValue();
                break;
            case JsonElement json:
                json.WriteTo(writer);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case IDictionary dictionary:
                WriteObject(writer, dictionary, depth);
                break;
            case IFormattable:
                writer.WriteStringValue(ConversationTurns.TextOf(value));
                break;
            case IEnumerable list when !HasForm(value):
                WriteArray(writer, list, depth);
                break;
            default:
                WriteOther(writer, value);
                break;
        }
    }

    /// <summary>Whether it is a dictionary that only its interfaces show, which is no list.</summary>
    static bool HasForm(object value) => value is IEnumerable<KeyValuePair<string, object?>> or IEnumerable<KeyValuePair<string, string>>;

    static void WriteObject(Utf8JsonWriter writer, IDictionary dictionary, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            writer.WritePropertyName(ConversationTurns.TextOf(entry.Key));
            Write(writer, entry.Value, depth + 1);
        }
        writer.WriteEndObject();
    }

    static void WriteArray(Utf8JsonWriter writer, IEnumerable list, int depth)
    {
        writer.WriteStartArray();
        foreach (var item in list)
        {
            Write(writer, item, depth + 1);
        }
        writer.WriteEndArray();
    }

    static void WriteOther(Utf8JsonWriter writer, object value)
    {
        if (!AIJsonUtilities.DefaultOptions.TryGetTypeInfo(value.GetType(), out var form))
        {
            throw new NotSupportedException("The type has no form in JSON.");
        }
        JsonSerializer.Serialize(writer, value, form);
    }
}
