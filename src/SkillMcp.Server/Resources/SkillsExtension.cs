using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Server;
using SkillMcp.Packaging;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Resources;

/// <summary>
/// The Skills extension of the protocol (SEP-2640): the active skills as Agent Skills, each with its front matter and
/// the digest of every file, so that a client can let the user approve exactly what it reads later.
/// </summary>
sealed class SkillsExtension(SkillMemory memory)
{
    public const string Name = "io.modelcontextprotocol/skills";

    // Clients page through everything, and some give up after 50 pages.
    const int SkillsPerPage = 250;

    const int ChildrenPerPage = 100;

    readonly SkillFiles files = new(memory);

    /// <summary>Which optional parts of the extension the server supports.</summary>
    public static JsonObject Settings => new() { ["directoryRead"] = true };

    // The SDK has no other way yet for methods that it does not know.
#pragma warning disable MCPEXP002
    public IList<McpServerRequestHandler> Handlers =>
    [
        Handler("skills/list", ListAsync, WireJson.Default.SkillsPage),
        Handler("skills/get", GetAsync, WireJson.Default.OneSkill),
        Handler("resources/directory/read", ReadDirectoryAsync, WireJson.Default.DirectoryPage),
    ];

    static McpServerRequestHandler Handler<T>(
        string method, Func<JsonObject, CancellationToken, Task<T>> answer, JsonTypeInfo<T> type) => new()
    {
        Method = method,
        Handler = async (request, cancel) => JsonSerializer.SerializeToNode(await answer(Given(request.Params), cancel), type),
    };
#pragma warning restore MCPEXP002

    async Task<SkillsPage> ListAsync(JsonObject given, CancellationToken cancel)
    {
        var after = Cursor.Parse(Cursor.Decode(Text(given, "cursor")));
        // One more than a page tells whether there is a next one.
        var skills = await memory.ListAsync(new SkillFilter { Status = Status.Active }, after, SkillsPerPage + 1, cancel);
        var folders = await memory.FoldersAsync([.. skills.Take(SkillsPerPage)], cancel);
        return new SkillsPage([.. folders.Select(SkillEntry.Of)])
        {
            NextCursor = skills.Count > SkillsPerPage ? Cursor.Encode(skills[SkillsPerPage - 1].Name.Value) : null,
        };
    }

    async Task<OneSkill> GetAsync(JsonObject given, CancellationToken cancel)
    {
        var uri = Uri(given, "of the skill's SKILL.md, such as 'skill://deploy-api/SKILL.md'");
        return await files.FindAsync(uri, cancel) is { } found && await EntryAsync(found.Folder, found.Path, cancel) is { } entry
            ? new OneSkill(entry)
            : throw new SkillException(
                $"No skill is served at {Shown(uri)}: skills/list shows which are, and a skill's address ends in /{SkillFile.Markdown}.");
    }

    /// <summary>The skill whose SKILL.md is at a path, the folder's own or one within it; null if there is none.</summary>
    async Task<SkillEntry?> EntryAsync(ServedFolder folder, string path, CancellationToken cancel)
    {
        if (path == SkillFile.Markdown)
        {
            return SkillEntry.Of(folder);
        }
        if (!path.EndsWith($"/{SkillFile.Markdown}", StringComparison.Ordinal)
            || folder.Files.FirstOrDefault(file => file.Path == path) is not { } markdown)
        {
            return null;
        }
        var inner = path[..^SkillFile.Markdown.Length];
        if (NameOf(inner) is not { } name
            || await files.TextAsync(markdown, cancel) is not { } text
            || SkillMarkdown.FrontMatterOf(text, name) is not { } front)
        {
            return null;
        }
        var others = folder.Files.Where(file => file != markdown && file.Path.StartsWith(inner, StringComparison.Ordinal));
        return SkillEntry.Of(folder.Name, [markdown, .. others], front);
    }

    /// <summary>The skill that a folder, its path ending in a slash, is named after; null if its name is not a skill's.</summary>
    static SkillName? NameOf(string folder)
    {
        var name = folder.TrimEnd('/').Split('/')[^1];
        return SkillName.From(name) is { } parsed && parsed.Value == name ? parsed : null;
    }

    async Task<DirectoryPage> ReadDirectoryAsync(JsonObject given, CancellationToken cancel)
    {
        var uri = Uri(given, "of a folder, such as 'skill://deploy-api'");
        var after = Cursor.Decode(Text(given, "cursor"));
        if (await files.FindAsync(uri, cancel) is not { } found)
        {
            throw new SkillException(
                $"There is no folder at {Shown(uri)}: a skill's is 'skill://' and its name, without a slash behind it, "
                + "and skills/list shows which there are.");
        }
        var children = Children(found.Folder, found.Path);
        if (children.Count == 0)
        {
            throw new SkillException(found.Folder.Files.Any(file => file.Path == found.Path)
                ? $"{Shown(uri)} is not a directory resource but a file: resources/read reads it."
                : $"There is no folder at {Shown(uri)}: read {SkillUri.Of(found.Folder.Name, "")} to see what there is.");
        }
        var page = children.Where(child => string.CompareOrdinal(child.Name, after) > 0).Take(ChildrenPerPage + 1).ToList();
        return new DirectoryPage([.. page.Take(ChildrenPerPage)])
        {
            NextCursor = page.Count > ChildrenPerPage ? Cursor.Encode(page[ChildrenPerPage - 1].Name) : null,
        };
    }

    /// <summary>The direct children of a folder, by name; empty if there is no such folder.</summary>
    static List<DirectoryChild> Children(ServedFolder folder, string path)
    {
        var inside = path == "" ? "" : $"{path}/";
        return [.. folder.Files.Where(file => file.Path.StartsWith(inside, StringComparison.Ordinal))
            .GroupBy(file => file.Path[inside.Length..].Split('/')[0])
            .OrderBy(child => child.Key, StringComparer.Ordinal)
            .Select(child => Child(folder.Name, inside + child.Key, child.Key, child.First()))];
    }

    static DirectoryChild Child(SkillName skill, string path, string name, ServedFile first) => first.Path == path
        ? new DirectoryChild(SkillUri.Of(skill, path), name) { MimeType = MimeType.Of(path), Size = first.Size }
        : new DirectoryChild(SkillUri.Of(skill, path), name) { MimeType = MimeType.Directory };

    static JsonObject Given(JsonNode? parameters) => parameters switch
    {
        null => [],
        JsonObject given => given,
        _ => throw new SkillException("The params of this request must be an object, such as {}."),
    };

    static string Uri(JsonObject given, string which) =>
        Text(given, "uri") is { Length: > 0 } uri ? uri : throw new SkillException($"'uri' is missing: give the address {which}.");

    static string? Text(JsonObject given, string name) => given[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new SkillException($"'{name}' must be a text."),
    };

    static string Shown(string uri) => Truncate.To(VisibleText.Line(uri), 200);
}
