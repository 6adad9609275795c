using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>The entry of this server in the list of servers of a client's configuration.</summary>
static class ServerEntry
{
    const string Name = "skillmcp";

    static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = JsoncDocument.MaxDepth,
    };

    /// <summary>The configuration with the entry. An entry with another command line keeps the members that a person added to it.</summary>
    /// <exception cref="SkillException">The configuration cannot be read; the message says at which line and column.</exception>
    public static string With(string text, Client client, ServerCommandLine commandLine)
    {
        var entry = commandLine.EntryFor(client);
        var document = Parse(text, client);
        if (document.Find(client.ServersKey, Name) is not { } found || CommandLineIn(found) is null)
        {
            return document.With(entry, client.ServersKey, Name);
        }
        return entry.Aggregate(text, (changed, member) => WithMember(changed, client, member.Key, member.Value!));
    }

    /// <summary>The configuration without the entry.</summary>
    /// <param name="text">The configuration.</param>
    /// <param name="client">Whose it is.</param>
    /// <param name="backups">Earlier texts of it. One from which adding the entry makes this text is the result, to the byte.</param>
    /// <returns>Null if the file holds nothing but what <see cref="With"/> writes into an empty one.</returns>
    /// <exception cref="SkillException">The configuration cannot be read; the message says at which line and column.</exception>
    public static string? Without(string text, Client client, IEnumerable<string> backups)
    {
        var document = Parse(text, client);
        if (document.Find(client.ServersKey, Name) is not { } entry)
        {
            return text;
        }
        if (CommandLineIn(entry) is { } commandLine)
        {
            if (backups.FirstOrDefault(backup => Becomes(backup, text, client, commandLine)) is { } before)
            {
                return before;
            }
            if (With("", client, commandLine) == text)
            {
                return null;
            }
        }
        return document.Without(client.ServersKey, Name);
    }

    /// <summary>The command line of the entry, or the entry itself if it has none; null if there is no entry.</summary>
    /// <exception cref="SkillException">The configuration cannot be read; the message says at which line and column.</exception>
    public static string? Describe(string text, Client client)
    {
        if (Parse(text, client).Find(client.ServersKey, Name) is not { } entry)
        {
            return null;
        }
        return CommandLineIn(entry)?.ToString() ?? VisibleText.Line(entry);
    }

    static string WithMember(string text, Client client, string key, JsonNode value)
    {
        var document = Parse(text, client);
        return document.Find(client.ServersKey, Name, key) is { } written && AreEqual(written, value)
            ? text
            : document.With(value.DeepClone(), client.ServersKey, Name, key);
    }

    static bool Becomes(string before, string text, Client client, ServerCommandLine commandLine)
    {
        try
        {
            return Describe(before, client) is null && With(before, client, commandLine) == text;
        }
        // A backup that cannot be read is not what the entry was added to.
        catch (SkillException)
        {
            return false;
        }
    }

    static JsoncDocument Parse(string text, Client client) => JsoncDocument.Parse(text, client.AllowsComments);

    /// <summary>What an entry starts; null if it is not a program that is served over stdio.</summary>
    static ServerCommandLine? CommandLineIn(string entry)
    {
        using var read = JsonDocument.Parse(entry, Lenient);
        try
        {
            return CommandLineIn(read.RootElement);
        }
        // Half a surrogate pair, which JSON can escape and no command line can hold.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static ServerCommandLine? CommandLineIn(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var hasCommand = entry.TryGetProperty("command", out var command) && command.ValueKind == JsonValueKind.String;
        var isStdio = !entry.TryGetProperty("type", out var type) || type.ValueKind == JsonValueKind.String && type.ValueEquals("stdio");
        return hasCommand && isStdio ? new ServerCommandLine(command.GetString()!, ArgumentsIn(entry)) : null;
    }

    static IReadOnlyList<string> ArgumentsIn(JsonElement entry) =>
        entry.TryGetProperty("args", out var arguments) && arguments.ValueKind == JsonValueKind.Array
            ? [.. arguments.EnumerateArray().Select(TextOf)]
            : [];

    static string TextOf(JsonElement argument) =>
        argument.ValueKind == JsonValueKind.String ? argument.GetString()! : argument.GetRawText();

    static bool AreEqual(string written, JsonNode wanted)
    {
        using var left = JsonDocument.Parse(written, Lenient);
        using var right = JsonDocument.Parse(wanted.ToJsonString());
        return JsonElement.DeepEquals(left.RootElement, right.RootElement);
    }
}
