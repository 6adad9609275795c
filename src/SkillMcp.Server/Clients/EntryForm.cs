using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>How a client writes down the server that it starts.</summary>
sealed record EntryForm
{
    /// <summary>The value of <c>"type"</c>; null if entries have none.</summary>
    public string? Type { get; init; } = "stdio";

    /// <summary>The key of the object inside the entry that says what is started; null if the entry itself does.</summary>
    public string? Within { get; init; }

    /// <summary>Whether the command and its arguments are one list.</summary>
    public bool IsOneList { get; init; }

    /// <summary>Whether an entry says <c>"tools": ["*"]</c>: all of them.</summary>
    public bool NamesTools { get; init; }

    /// <summary>The member that says whether the server is used, and its value for one that is; null if there is none.</summary>
    public (string Key, bool Value)? Switch { get; init; }

    /// <summary>The members of an entry, in the order in which the client documents them.</summary>
    public JsonObject Of(ServerCommandLine commandLine)
    {
        var started = new JsonObject();
        if (NamesTools)
        {
            started["tools"] = new JsonArray("*");
        }
        if (Type is not null)
        {
            started["type"] = Type;
        }
        started["command"] = IsOneList ? ListOf([commandLine.Command, .. commandLine.Arguments]) : commandLine.Command;
        if (!IsOneList)
        {
            started["args"] = ListOf(commandLine.Arguments);
        }
        if (Switch is var (key, value))
        {
            started[key] = value;
        }
        return Within is null ? started : new JsonObject { [Within] = started };
    }

    /// <summary>What an entry of this form starts; null if it has another form, or is not a program that is served over stdio.</summary>
    public ServerCommandLine? Read(JsonElement entry)
    {
        if (Within is not null)
        {
            return IsObject(entry) && entry.TryGetProperty(Within, out var inner) ? ReadMembers(inner) : null;
        }
        return ReadMembers(entry);
    }

    ServerCommandLine? ReadMembers(JsonElement entry)
    {
        if (!IsObject(entry) || !IsStarted(entry) || !entry.TryGetProperty("command", out var command))
        {
            return null;
        }
        return (IsOneList, command.ValueKind) switch
        {
            (true, JsonValueKind.Array) when TextsOf(command) is [var first, .. var others] => new ServerCommandLine(first, others),
            (false, JsonValueKind.String) => new ServerCommandLine(command.GetString()!, ArgumentsOf(entry)),
            _ => null,
        };
    }

    /// <summary>Whether the type of an entry, if it has one, is that of a program: a client may know more than one word for it.</summary>
    bool IsStarted(JsonElement entry) =>
        !entry.TryGetProperty("type", out var type)
        || type.ValueKind == JsonValueKind.String && (type.ValueEquals("stdio") || type.ValueEquals(Type));

    static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    static List<string> ArgumentsOf(JsonElement entry) =>
        entry.TryGetProperty("args", out var arguments) && arguments.ValueKind == JsonValueKind.Array ? TextsOf(arguments) : [];

    static List<string> TextsOf(JsonElement list) => [.. list.EnumerateArray().Select(TextOf)];

    static string TextOf(JsonElement argument) =>
        argument.ValueKind == JsonValueKind.String ? argument.GetString()! : argument.GetRawText();

    static JsonArray ListOf(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
