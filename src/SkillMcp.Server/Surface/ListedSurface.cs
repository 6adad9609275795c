using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Server.Surface;

/// <summary>
/// What is listed of the tools, prompts and resources, as a test wrote it down from the code. To make it from the code takes
/// reflection over every argument, for which each start of a client would wait.
/// </summary>
sealed class ListedSurface
{
    readonly Dictionary<string, Tool> tools;
    readonly Dictionary<string, Prompt> prompts;
    readonly Dictionary<string, ResourceTemplate> resources;

    ListedSurface(JsonElement surface)
    {
        tools = Read<Tool>(surface, "tools").ToDictionary(tool => tool.Name, StringComparer.Ordinal);
        prompts = Read<Prompt>(surface, "prompts").ToDictionary(prompt => prompt.Name, StringComparer.Ordinal);
        resources = Read<Resource>(surface, "resources").Select(TemplateOf).Concat(Read<ResourceTemplate>(surface, "resourceTemplates"))
            .ToDictionary(resource => resource.Name, StringComparer.Ordinal);
    }

    public static ListedSurface Read()
    {
        using var file = typeof(ListedSurface).Assembly.GetManifestResourceStream("surface.json")!;
        using var surface = JsonDocument.Parse(file);
        return new ListedSurface(surface.RootElement);
    }

    /// <summary>The tool of that name; null where it was not written down yet.</summary>
    public Tool? Tool(string name) => tools.GetValueOrDefault(name);

    /// <inheritdoc cref="Tool"/>
    public Prompt? Prompt(string name) => prompts.GetValueOrDefault(name);

    /// <inheritdoc cref="Tool"/>
    public ResourceTemplate? Resource(string name) => resources.GetValueOrDefault(name);

    static IEnumerable<T> Read<T>(JsonElement surface, string list) =>
        surface.GetProperty(list).EnumerateArray().Select(item => item.Deserialize(TypeOf<T>())!);

    static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));

    /// <summary>For the SDK, a resource is a template without variables.</summary>
    static ResourceTemplate TemplateOf(Resource resource) => new()
    {
        Name = resource.Name,
        Title = resource.Title,
        UriTemplate = resource.Uri,
        Description = resource.Description,
        MimeType = resource.MimeType,
    };
}
