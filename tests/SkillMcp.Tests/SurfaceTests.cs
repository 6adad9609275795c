using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol;
using SkillMcp.Server;
using SkillMcp.Server.Elicitation;
using SkillMcp.Server.Presentation;
using SkillMcp.Tests.EndToEnd;
using SkillMcp.Tests.Memory;

namespace SkillMcp.Tests;

/// <summary>Everything that a model reads before its first call. A change of it is a change of behaviour, and is approved as one.</summary>
public sealed class SurfaceTests
{
    // 10.5 KB: the list is part of every model's context.
    const int MaxBytes = 10_752;

    static readonly string Approved = Path.Combine(Here.Solution, "src", "SkillMcp.Server", "Surface", "surface.json");

    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task What_is_listed_is_what_the_code_says()
    {
        await using var open = await OpenMemory.NewAsync();
        await using var setup = new ServerSetup(
            open.Memory, new Consent(canAsk: true), readOnly: false, open.Clock, NullLoggerFactory.Instance);
        var resources = setup.Resources.Select(resource => resource.Made).ToLookup(resource => resource.IsTemplated);
        var made = new JsonObject
        {
            ["instructions"] = ModelText.Instructions,
            ["tools"] = Listed(setup.Tools.Select(tool => tool.Made.ProtocolTool)),
            ["prompts"] = Listed(setup.Prompts.Select(prompt => prompt.Made.ProtocolPrompt)),
            ["resources"] = Listed(resources[false].Select(resource => resource.ProtocolResource!)),
            ["resourceTemplates"] = Listed(resources[true].Select(resource => resource.ProtocolResourceTemplate)),
        };
        var received = made.ToJsonString(Readable) + "\n";

        if (await File.ReadAllTextAsync(Approved) != received)
        {
            var beside = Path.ChangeExtension(Approved, ".received.json");
            await File.WriteAllTextAsync(beside, received);
            Assert.Fail($"{Approved} differs. Compare it with {beside}, and if the change is meant, put that in its place.");
        }
    }

    [Fact]
    public async Task A_client_is_shown_what_is_listed()
    {
        await using var server = RunningServer.Stdio();
        var shown = new JsonObject
        {
            ["instructions"] = (await server.InitializeAsync())["result"]!["instructions"]!.DeepClone(),
            ["tools"] = await ListAsync(server, "tools/list", "tools"),
            ["prompts"] = await ListAsync(server, "prompts/list", "prompts"),
            ["resources"] = await ListAsync(server, "resources/list", "resources"),
            ["resourceTemplates"] = await ListAsync(server, "resources/templates/list", "resourceTemplates"),
        };

        Assert.Equal(await File.ReadAllTextAsync(Approved), shown.ToJsonString(Readable) + "\n");
    }

    [Fact]
    public async Task The_list_of_tools_leaves_room_in_a_context()
    {
        await using var server = RunningServer.Stdio();
        await server.InitializeAsync();

        var tools = await server.RequestAsync("tools/list");

        Assert.InRange(Encoding.UTF8.GetByteCount(tools.ToJsonString()), 1, MaxBytes);
    }

    [Fact]
    public async Task Every_dialect_of_schema_can_read_the_arguments_and_the_answers()
    {
        await using var server = RunningServer.Stdio();
        await server.InitializeAsync();

        var tools = (await server.RequestAsync("tools/list"))["result"]!["tools"]!.AsArray();

        Assert.All(tools, tool =>
        {
            var schema = tool!["inputSchema"]!.ToJsonString();
            Assert.DoesNotContain("null", schema);
            Assert.DoesNotContain("\"type\":[", schema);
            Assert.False(tool["inputSchema"]!["additionalProperties"]!.GetValue<bool>());
            Assert.Equal(["destructiveHint", "idempotentHint", "openWorldHint", "readOnlyHint"], tool["annotations"]!.AsObject()
                .Select(hint => hint.Key).Order());
            Assert.NotNull(tool["title"]);
            Assert.DoesNotContain("\"type\":[", tool["outputSchema"]!.ToJsonString());
        });
    }

    [Fact]
    public async Task Strict_modes_can_convert_the_arguments_of_every_tool()
    {
        await using var server = RunningServer.Stdio();
        await server.InitializeAsync();

        var tools = (await server.RequestAsync("tools/list"))["result"]!["tools"]!.AsArray();

        Assert.Equal(7, tools.Count);
        Assert.All(tools, tool => Assert.Equal([], NotStrict(tool!["inputSchema"]!.AsObject(), "")));
    }

    /// <summary>What strict function calling does not take: open objects, and keywords that it does not know.</summary>
    static IEnumerable<string> NotStrict(JsonObject schema, string path)
    {
        var isObject = schema["type"]!.GetValue<string>() == "object";
        var isClosed = schema["properties"] is JsonObject && schema["additionalProperties"] is JsonValue open && !open.GetValue<bool>();
        string[] known = ["type", "description", "enum", "minimum", "maximum", "minItems", "items"];
        string[] ofObjects = isObject ? ["properties", "required", "additionalProperties"] : [];
        var unknown = schema.Select(keyword => keyword.Key).Except([.. known, .. ofObjects]);
        List<string> faults = [.. unknown.Select(keyword => $"{path} has {keyword}")];
        if (isObject && !isClosed)
        {
            faults.Add($"{path} is open");
        }
        if (schema["items"] is JsonObject items)
        {
            faults.AddRange(NotStrict(items, $"{path}[]"));
        }
        foreach (var (name, part) in schema["properties"] as JsonObject ?? [])
        {
            faults.AddRange(NotStrict(part!.AsObject(), $"{path}/{name}"));
        }
        return faults;
    }

    static JsonArray Listed<T>(IEnumerable<T> items) =>
        new([.. items.Select(item => JsonSerializer.SerializeToNode(item, McpJsonUtilities.DefaultOptions))]);

    static async Task<JsonNode> ListAsync(RunningServer server, string method, string list) =>
        (await server.RequestAsync(method))["result"]![list]!.DeepClone();
}
