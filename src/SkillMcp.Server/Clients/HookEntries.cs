using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>The entries in a client's configuration that make it call this program. Everything else in it stays as it is.</summary>
sealed class HookEntries(Client client)
{
    const string Hooks = "hooks";
    const string VersionKey = "version";

    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    // More is cut by one client, and another warns of it.
    static readonly TimeSpan TimeLimitAtTheEnd = TimeSpan.FromSeconds(3);

    readonly HookForm form = client.Hooks!;

    bool IsFlat => form.Entry == HookEntryForm.Flat;

    /// <summary>
    /// The configuration with an entry for each event. One that is there keeps what a person changed, except for what is called; one that
    /// calls something of theirs too stays as it is.
    /// </summary>
    /// <exception cref="SkillException">The configuration cannot be read; the message says at which line and column.</exception>
    public string With(string text, HookCommandLine called) => With(text, name => called.Text(client, name), called.Platform);

    static bool IsAlone(Written entry) => HookCommandLine.IsAlone(entry.Command);

    /// <summary>The configuration without the entries, but for those that call something else too.</summary>
    /// <param name="text">The configuration.</param>
    /// <param name="platform">The platform that the client runs on.</param>
    /// <param name="backups">Earlier texts of it. One from which adding the entries makes this text is the result, to the byte.</param>
    /// <returns>Null if the file holds nothing but what <see cref="With(string, HookCommandLine)"/> writes into an empty one.</returns>
    /// <exception cref="SkillException">The configuration cannot be read; the message says at which line and column.</exception>
    public string? Without(string text, Platform platform, IEnumerable<string> backups)
    {
        var entries = Entries(text).ToList();
        return entries.TrueForAll(IsAlone) ? WithoutAll(text, entries, platform, backups) : WithoutEach(text);
    }

    string? WithoutAll(string text, List<Written> entries, Platform platform, IEnumerable<string> backups)
    {
        var called = entries
            .DistinctBy(entry => entry.Event)
            .ToDictionary(entry => entry.Event, entry => entry.Command, StringComparer.Ordinal);
        if (called.Count == 0)
        {
            return text;
        }
        if (backups.FirstOrDefault(backup => Becomes(backup, text, called, platform)) is { } before)
        {
            return before;
        }
        if (called.Count == form.Events.Count && With("", name => called[name], platform) == text)
        {
            return null;
        }
        return WithoutEach(text);
    }

    string WithoutEach(string text)
    {
        while (Entries(text).FirstOrDefault(IsAlone) is { } entry)
        {
            text = WithoutEmpty(Parse(text).Without(entry.Path), entry.Path);
        }
        return text;
    }

    /// <summary>Whether it has entries of this program.</summary>
    /// <exception cref="SkillException">The configuration cannot be read; the message says at which line and column.</exception>
    public bool AreIn(string text) => Entries(text).Any();

    string With(string text, Func<string, string> called, Platform platform)
    {
        if (IsFlat && Parse(text).Find(VersionKey) is null)
        {
            text = Parse(text).With(JsonValue.Create(1), VersionKey);
        }
        var entries = Entries(text).ToLookup(entry => entry.Event, StringComparer.Ordinal);
        foreach (var (name, moment) in form.Events)
        {
            text = entries[name].FirstOrDefault() is { } entry
                ? WithCommand(text, entry, called(name), platform)
                : WithEntry(text, name, Entry(called(name), moment, platform));
        }
        return text;
    }

    string WithCommand(string text, Written entry, string command, Platform platform) =>
        entry.Command == command || !IsAlone(entry)
            ? text
            : Parse(text).With(JsonValue.Create(command), [.. entry.Path, CommandKey(platform)]);

    string WithEntry(string text, string name, JsonObject entry)
    {
        var document = Parse(text);
        if (document.Find(Hooks, name) is not { } list)
        {
            return document.With(new JsonArray(entry), Hooks, name);
        }
        using var read = JsonDocument.Parse(list, ServerEntry.Lenient);
        return read.RootElement.ValueKind == JsonValueKind.Array
            ? document.With(entry, Hooks, name, Number(read.RootElement.GetArrayLength()))
            : throw new SkillException($"hooks.{name} is no list, and a list belongs there: [ … ].");
    }

    JsonObject Entry(string command, HookMoment moment, Platform platform)
    {
        var limit = moment == HookMoment.SessionEnd ? TimeLimitAtTheEnd : TimeLimit;
        var time = (int)(form.IsInMilliseconds ? limit.TotalMilliseconds : limit.TotalSeconds);
        var handler = new JsonObject { ["type"] = "command", [CommandKey(platform)] = command, [IsFlat ? "timeoutSec" : "timeout"] = time };
        if (IsFlat)
        {
            return handler;
        }
        var group = new JsonObject();
        if (moment == HookMoment.ToolCall && form.EveryTool is not null)
        {
            group["matcher"] = form.EveryTool;
        }
        group[Hooks] = new JsonArray(handler);
        return group;
    }

    string CommandKey(Platform platform)
    {
        if (!IsFlat)
        {
            return "command";
        }
        return platform == Platform.Windows ? "powershell" : "bash";
    }

    /// <summary>The text without the group, the list and the object that a removed entry was the last of.</summary>
    string WithoutEmpty(string text, string[] path)
    {
        for (var length = path.Length - 1; length > 0; length--)
        {
            string[] place = path[..length];
            var document = Parse(text);
            if (document.Find(place) is { } left && IsEmpty(left))
            {
                text = document.Without(place);
            }
        }
        return text;
    }

    /// <summary>Whether a list or an object is empty, or a group calls nothing any more.</summary>
    static bool IsEmpty(string json)
    {
        using var read = JsonDocument.Parse(json, ServerEntry.Lenient);
        return read.RootElement.ValueKind switch
        {
            JsonValueKind.Array => read.RootElement.GetArrayLength() == 0,
            JsonValueKind.Object => read.RootElement.EnumerateObject().All(member => member.Name == "matcher"),
            _ => false,
        };
    }

    bool Becomes(string before, string text, Dictionary<string, string> called, Platform platform)
    {
        try
        {
            return called.Count == form.Events.Count && !AreIn(before) && With(before, name => called[name], platform) == text;
        }
        // A backup that cannot be read is not what the entries were added to.
        catch (SkillException)
        {
            return false;
        }
    }

    /// <summary>The entries of this program, each with its place.</summary>
    IEnumerable<Written> Entries(string text)
    {
        var document = Parse(text);
        foreach (var (name, _) in form.Events)
        {
            if (document.Find(Hooks) is not null && document.Find(Hooks, name) is { } list)
            {
                using var read = JsonDocument.Parse(list, ServerEntry.Lenient);
                foreach (var entry in EntriesIn(read.RootElement, name).ToList())
                {
                    yield return entry;
                }
            }
        }
    }

    IEnumerable<Written> EntriesIn(JsonElement list, string name)
    {
        foreach (var (number, item) in Items(list))
        {
            if (IsFlat && CommandIn(item, name) is { } flat)
            {
                yield return new Written(name, [Hooks, name, Number(number)], flat);
            }
            foreach (var (inner, handler) in Items(IsFlat || item.ValueKind != JsonValueKind.Object ? default : Member(item, Hooks)))
            {
                if (CommandIn(handler, name) is { } command)
                {
                    yield return new Written(name, [Hooks, name, Number(number), Hooks, Number(inner)], command);
                }
            }
        }
    }

    string? CommandIn(JsonElement handler, string name)
    {
        string[] keys = IsFlat ? ["bash", "powershell"] : ["command"];
        return keys.Select(key => Member(handler, key))
            .Where(value => value.ValueKind == JsonValueKind.String)
            .Select(value => value.GetString()!)
            .FirstOrDefault(command => HookCommandLine.IsIn(command, client, name));
    }

    static JsonElement Member(JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var value) ? value : default;

    static IEnumerable<(int Number, JsonElement Item)> Items(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Index() : [];

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    JsoncDocument Parse(string text) => JsoncDocument.Parse(text, form.Format == ConfigurationFormat.JsonWithComments);

    /// <param name="Event">The client's event.</param>
    /// <param name="Path">Where it is written.</param>
    /// <param name="Command">What is called.</param>
    sealed record Written(string Event, string[] Path, string Command);
}
