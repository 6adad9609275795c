using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>The list of servers in a client's configuration, and our place in it.</summary>
static class ServerEntry
{
    const string Name = "skillmcp";

    /// <summary>The configuration in which the client starts us. An entry of ours that starts another program keeps whatever else it says.</summary>
    /// <exception cref="SkillException">It cannot be read; says in which line and column.</exception>
    public static string With(string text, Client client, ServerCommandLine commandLine)
    {
        var entry = commandLine.Entry(client);
        if (!IsCommandLine(Parse(text, client).Find(client.Servers, Name)))
        {
            return Parse(text, client).With(entry, client.Servers, Name);
        }
        return entry.Aggregate(text, (changed, said) =>
        {
            var json = Parse(changed, client);
            return json.Find(client.Servers, Name, said.Key) is { } written && Same(written, said.Value!) ? changed : json.With(said.Value!.DeepClone(), client.Servers, Name, said.Key);
        });
    }

    /// <summary>The configuration in which the client does not start us.</summary>
    /// <param name="text">The configuration.</param>
    /// <param name="client">Whose it is.</param>
    /// <param name="earlier">What it was at earlier times: where nothing but our entry has come since, it becomes that again, to the letter.</param>
    /// <returns>Null where we made the whole file.</returns>
    /// <exception cref="SkillException">It cannot be read; says in which line and column.</exception>
    public static string? Without(string text, Client client, IEnumerable<string> earlier)
    {
        var json = Parse(text, client);
        if (json.Find(client.Servers, Name) is not { } entry)
        {
            return text;
        }
        if (CommandLineIn(entry) is { } commandLine)
        {
            if (earlier.FirstOrDefault(before => Becomes(before, text, client, commandLine)) is { } before)
            {
                return before;
            }
            if (With("", client, commandLine) == text)
            {
                return null;
            }
        }
        return json.Without(client.Servers, Name);
    }

    /// <summary>What our entry starts, or else the entry itself; null where there is none.</summary>
    /// <exception cref="SkillException">The configuration cannot be read; says in which line and column.</exception>
    public static string? EntryIn(string text, Client client) =>
        Parse(text, client).Find(client.Servers, Name) is { } entry ? CommandLineIn(entry)?.ToString() ?? VisibleText.Line(entry) : null;

    static bool Becomes(string before, string text, Client client, ServerCommandLine commandLine)
    {
        try
        {
            return EntryIn(before, client) is null && With(before, client, commandLine) == text;
        }
        // It could not be read at that time, and so it was not what we wrote into.
        catch (SkillException)
        {
            return false;
        }
    }

    static JsoncDocument Parse(string text, Client client) => JsoncDocument.Parse(text, client.ReadsComments);

    static bool IsCommandLine(string? entry) => entry is not null && CommandLineIn(entry) is not null;

    /// <summary>What an entry starts; null where it is no program that is spoken to over its streams.</summary>
    static ServerCommandLine? CommandLineIn(string entry)
    {
        using var read = Read(entry);
        try
        {
            return read.RootElement is { ValueKind: JsonValueKind.Object } said
                && said.TryGetProperty("command", out var command) && command.ValueKind == JsonValueKind.String
                && (!said.TryGetProperty("type", out var type) || type.ValueKind == JsonValueKind.String && type.ValueEquals("stdio"))
                ? new ServerCommandLine(command.GetString()!, ArgumentsIn(said))
                : null;
        }
        // Half a surrogate pair, which JSON lets be written and nobody can start.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static IReadOnlyList<string> ArgumentsIn(JsonElement said) => said.TryGetProperty("args", out var arguments) && arguments.ValueKind == JsonValueKind.Array
        ? [.. arguments.EnumerateArray().Select(argument => argument.ValueKind == JsonValueKind.String ? argument.GetString()! : argument.GetRawText())]
        : [];

    static bool Same(string written, JsonNode wanted)
    {
        using var read = Read(written);
        using var other = JsonDocument.Parse(wanted.ToJsonString());
        return JsonElement.DeepEquals(read.RootElement, other.RootElement);
    }

    static JsonDocument Read(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 10_000 });
}
