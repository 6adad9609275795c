using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>The entry of this server in the list of servers of a client's configuration.</summary>
static class ServerEntry
{
    /// <summary>The key of the entry.</summary>
    public const string Name = "skillmcp";

    public static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = JsoncDocument.MaxDepth,
    };

    /// <summary>
    /// The configuration with the entry. One with another command line keeps the members that a person added to it or changed,
    /// such as a server that is switched off or the tools that are allowed.
    /// </summary>
    /// <exception cref="SkillException">The configuration cannot be read; the message says at which line and column.</exception>
    public static string With(string text, Client client, ServerCommandLine commandLine)
    {
        var entry = client.Entry.Of(commandLine);
        var document = Parse(text, client);
        if (document.Find(client.ServersKey, Name) is not { } found || CommandLineIn(found, client) is null)
        {
            return document.With(entry, client.ServersKey, Name);
        }
        return Members(entry).Aggregate(text, (changed, member) => WithMember(changed, client, member.Path, member.Value));
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
        if (CommandLineIn(entry, client) is { } commandLine)
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
        return CommandLineIn(entry, client)?.ToString() ?? VisibleText.Line(entry);
    }

    /// <summary>The members of an entry and of the objects in it, each by its path.</summary>
    static IEnumerable<(string[] Path, JsonNode Value)> Members(JsonObject entry) => entry.SelectMany(member => member.Value switch
    {
        JsonObject inner => Members(inner).Select(one => ((string[])[member.Key, .. one.Path], one.Value)),
        var value => [([member.Key], value!)],
    });

    /// <summary>A member that says what is started is set; another one, only where it is missing.</summary>
    static string WithMember(string text, Client client, string[] path, JsonNode value)
    {
        string[] whole = [client.ServersKey, Name, .. path];
        var document = Parse(text, client);
        return document.Find(whole) is { } written && (path[^1] is not ("command" or "args") || AreEqual(written, value))
            ? text
            : document.With(value.DeepClone(), whole);
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

    static IConfigurationDocument Parse(string text, Client client) => client.Format switch
    {
        ConfigurationFormat.Toml => TomlDocument.Parse(text),
        var format => JsoncDocument.Parse(text, format == ConfigurationFormat.JsonWithComments),
    };

    /// <summary>What an entry starts; null if it is not a program that is served over stdio, in the form of this client.</summary>
    static ServerCommandLine? CommandLineIn(string entry, Client client)
    {
        using var read = JsonDocument.Parse(entry, Lenient);
        try
        {
            return client.Entry.Read(read.RootElement);
        }
        // Half a surrogate pair, which JSON can escape and no command line can hold.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static bool AreEqual(string written, JsonNode wanted)
    {
        using var left = JsonDocument.Parse(written, Lenient);
        using var right = JsonDocument.Parse(wanted.ToJsonString());
        return JsonElement.DeepEquals(left.RootElement, right.RootElement);
    }
}
