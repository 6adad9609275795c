using System.Text;
using System.Text.Json;

namespace SkillMcp.Server.Transports;

/// <summary>Answers a line that is not a JSON-RPC message.</summary>
static class UnreadableLine
{
    const string NotJson = "This line is not JSON: send one JSON-RPC 2.0 message a line, encoded as UTF-8.";
    const string NotAMessage =
        "This line is not a JSON-RPC 2.0 message: it needs \"jsonrpc\": \"2.0\", a \"method\" and, where an answer is wanted, an \"id\"; "
        + "values may be nested 64 deep.";

    public static byte[] Answer(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var (isJson, id) = Read(bytes);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WritePropertyName("id");
            json.WriteRawValue(id);
            json.WriteStartObject("error");
            // Parse error and invalid request, as JSON-RPC numbers them.
            json.WriteNumber("code", isJson ? -32600 : -32700);
            json.WriteString("message", isJson ? NotAMessage : NotJson);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>Whether the line is JSON, at any depth, and the raw id of the request; null if it has none.</summary>
    static (bool IsJson, byte[] Id) Read(byte[] line)
    {
        var id = "null"u8.ToArray();
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
                {
                    reader.Read();
                    if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                    {
                        id = line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
                    }
                }
            }
            return (true, id);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return (false, id);
        }
    }
}
