using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SkillMcp.Tests.Commands;
using SkillMcp.Tests.Memory;
using SkillMcp.Tests.Safety;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>Every kind of secret in every field of every call and command: not a byte of it is kept, logged or answered.</summary>
public sealed class SecretsEverywhereTests : IDisposable
{
    readonly CommandLine skillmcp = new();
    readonly List<(string Field, WrittenSecret Secret)> given = [];

    /// <summary>All that was answered, and all that is on disk, by where it was.</summary>
    readonly List<(string Where, string Text)> kept = [];

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task No_kind_of_secret_in_any_field_is_kept_logged_or_answered()
    {
        await using (var server = RunningServer.On(skillmcp.Memory))
        {
            await TellAsync(server);
            foreach (var file in Directory.GetFiles(skillmcp.Folder.Path))
            {
                Keep($"{Path.GetExtension(file)} while open", OpenMemory.Bytes(file));
            }
            Keep("log", (await server.EndAsync()).Log);
        }
        await TypeAsync();
        foreach (var file in Directory.GetFiles(skillmcp.Folder.Path))
        {
            Keep($"{Path.GetExtension(file)} at the end", OpenMemory.Bytes(file));
        }

        var everything = kept.GroupBy(one => one.Where)
            .Select(group => (Where: group.Key, Text: string.Join('\n', group.Select(one => one.Text))));
        var leaks =
            from one in everything
            from field in given
            from trace in field.Secret.Traces
            where one.Text.Contains(trace, StringComparison.Ordinal)
            select $"{field.Secret.Kind} given as {field.Field} is in {one.Where}";
        var found = leaks.Distinct().ToList();
        Assert.True(found.Count == 0, $"{found.Count} leaks of {given.Count} secrets:\n{string.Join('\n', found)}");
    }

    [Fact]
    public void There_are_at_least_54_kinds() => Assert.InRange(WrittenSecret.Count, 54, 1_000);

    /// <summary>Gives an agent's server each kind of secret in each argument of each tool, prompt and address.</summary>
    async Task TellAsync(RunningServer server)
    {
        await server.RequestAsync("initialize", new JsonObject
        {
            ["protocolVersion"] = "2025-11-25",
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = Of(0, "client name"), ["version"] = Of(1, "client version") },
        });
        await StoreAsync("ship-kettle", "boil {cup}", "pour it");
        await StoreAsync("stow-mug", "rinse {mug}", "dry it");
        for (var kind = 0; kind < WrittenSecret.Count; kind++)
        {
            await TellKindAsync(server, kind);
        }

        Task StoreAsync(string name, params string[] steps) =>
            CallAsync(server, "store_trajectory", new { task = $"Do {name}", name, steps, success = true });
    }

    async Task TellKindAsync(RunningServer server, int kind)
    {
        var text = Numeral(kind);
        await CallAsync(server, "store_trajectory", new
        {
            task = $"Ship parcel {text} {Of(kind, "task")}",
            name = $"parcel {text} {Of(kind, "name", 150)}",
            steps = new[] { $"pack {text}", $"send {text}\n{Of(kind, "step")}", $"look after {text}" },
            success = true,
            category = Of(kind, "category", 64),
            tags = new[] { text, Of(kind, "tag", 64) },
            description = $"Ships {text}. {Of(kind, "description")}",
            preconditions = new[] { Of(kind, "precondition") },
            postconditions = new[] { Of(kind, "postcondition") },
            parameters = new[] { Parameter("one"), Parameter("password", isNamed: true) },
            notes = Of(kind, "notes"),
            evidence = Evidence("evidence of a run"),
        });
        await CallAsync(server, "retrieve_skill", new
        {
            task = Of(kind, "asked task"),
            also = new[] { Of(kind, "also", 100) },
            done = new[] { Of(kind, "done") },
            context = new[] { Of(kind, "context") },
            category = Of(kind, "asked category", 64),
        });
        await CallAsync(server, "retrieve_skill", new { skill = "ship-kettle", arguments = new { cup = Of(kind, "argument") } });
        await CallAsync(server, "retrieve_skill", new { skill = Of(kind, "asked skill") });
        await CallAsync(server, "record_outcome", new
        {
            skill = "ship-kettle",
            outcome = "failure",
            notes = Of(kind, "notes of a report"),
            evidence = Evidence("evidence of a report"),
            arguments = new { cup = Of(kind, "argument of a report"), password = Of(kind, "argument password of a report") },
        });
        var notFor = $"not for {Of(kind, "not for")}";
        await CallAsync(server, "record_outcome", new { skill = "ship-kettle", outcome = "not_used", notes = notFor });
        await CallAsync(server, "record_outcome", new { skill = $"x {Of(kind, "reported skill", 60)}", outcome = "success" });
        await CallAsync(
            server,
            "record_outcome",
            new { skill = "ship-kettle", outcome = Of(kind, "outcome"), retrieval_id = Of(kind, "retrieval id") });
        await CallAsync(server, "refine_skill", new
        {
            skill = "stow-mug",
            reason = Of(kind, "reason of a refinement"),
            steps = new[] { "rinse {mug}", $"wipe {text} {Of(kind, "refined step")}", "dry it" },
            success = true,
            description = $"Stows. {Of(kind, "refined description")}",
            evidence = Evidence("evidence of a refinement"),
        });
        await CallAsync(
            server, "curate_skill", new { skill = "ship-kettle", action = kind % 2 == 0 ? "pin" : "unpin", reason = Of(kind, "reason") });
        await CallAsync(server, "curate_skill", new { skill = Of(kind, "curated skill"), action = Of(kind, "action"), reason = "because" });
        await CallAsync(server, "compose_skills", new
        {
            skills = new[] { "ship-kettle", "stow-mug" },
            name = $"both {text} {Of(kind, "composite name", 150)}",
            description = $"Both, {text}. {Of(kind, "composite description")}",
            tags = new[] { Of(kind, "composite tag", 64) },
            bindings = new Dictionary<string, object> { ["ship-kettle"] = new { cup = Of(kind, "binding") } },
        });
        await CallAsync(
            server,
            "list_skills",
            new { category = Of(kind, "listed category", 64), tag = Of(kind, "listed tag"), cursor = Of(kind, "cursor") });
        var unknown = new Dictionary<string, object> { [Of(kind, "name of an argument")] = 1, ["limit"] = Of(kind, "limit") };
        await CallAsync(server, "list_skills", unknown);
        await CallAsync(server, Of(kind, "tool"), new { });
        await PromptAsync("use_skill", new { name = Of(kind, "prompted skill", 60), task = Of(kind, "prompted task") });
        await PromptAsync("write_up", new { task = Of(kind, "task to write up") });
        await PromptAsync("review_stale", new { category = Of(kind, "category to review", 60) });
        await AskAsync(server, "resources/read", new { uri = $"skill://{Uri.EscapeDataString(Of(kind, "address"))}" });
        await AskAsync(server, "resources/read", new { uri = $"skill://ship-kettle/{Of(kind, "file address")}" });
        await AskAsync(server, "resources/subscribe", new { uri = Of(kind, "watched address") });
        await AskAsync(server, "resources/list", new { cursor = Of(kind, "cursor of resources") });
        await AskAsync(server, "completion/complete", new
        {
            @ref = new { type = "ref/prompt", name = Of(kind, "completed prompt") },
            argument = new { name = Of(kind, "completed argument"), value = Of(kind, "completed value") },
        });
        await AskAsync(server, Of(kind, "method"), new { });
        foreach (var address in (string[])["skill://ship-kettle/SKILL.md", "skill://index.json", "memory://stats"])
        {
            await AskAsync(server, "resources/read", new { uri = address });
        }

        Task PromptAsync(string name, object arguments) => AskAsync(server, "prompts/get", new { name, arguments });

        object Parameter(string name, bool isNamed = false) => new
        {
            name = isNamed ? name : $"{Of(kind, "parameter name", 60)}",
            description = Of(kind, $"description of {name}"),
            example = Of(kind, $"example of {name}"),
            @default = Of(kind, $"default of {name}"),
            pattern = Of(kind, $"pattern of {name}"),
        };

        object Evidence(string field) => new
        {
            kind = "output_match",
            observed = Of(kind, $"observed in {field}"),
            expected = Of(kind, $"expected in {field}"),
            check = Of(kind, $"check in {field}"),
        };
    }

    /// <summary>Gives the commands each kind of secret in files, front matter and operands, and takes everything out again.</summary>
    async Task TypeAsync()
    {
        for (var kind = 0; kind < WrittenSecret.Count; kind++)
        {
            var folder = Path.Combine(skillmcp.Folder.Path, "in", $"parcel-{kind}");
            Directory.CreateDirectory(Path.Combine(folder, "scripts"));
            await File.WriteAllTextAsync(Path.Combine(folder, "SKILL.md"), Markdown(kind));
            await File.WriteAllTextAsync(Path.Combine(folder, "scripts", "run.sh"), $"#!/bin/sh\n{Of(kind, "file content")}\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), Of(kind, "UTF-16 file content"), Encoding.Unicode);
            await File.WriteAllTextAsync(Path.Combine(folder, FileName(kind)), "x\n");
        }
        await RunAsync("import", "in");
        await RunAsync("export", "--json", "--all", "--to", skillmcp.Folder["all.jsonl"]);
        await RunAsync("export", "--json", "--all");
        await RunAsync("backup", skillmcp.Folder["copy.db"]);
        await RunAsync("export", "--to", skillmcp.Folder["out"]);
        foreach (var file in Directory.GetFiles(skillmcp.Folder["out"], "*", SearchOption.AllDirectories))
        {
            Keep("export of files", $"{file}\n{OpenMemory.Bytes(file)}\n{await File.ReadAllTextAsync(file)}");
        }
        await RunAsync("audit", "--limit", "1000");
        await RunAsync("review");
        await RunAsync("show", Of(3, "shown skill"));
        await RunAsync("retrieve", Of(4, "typed task"));
        await RunAsync("list", "--project", "ghp_kQ3vZ8dXs2Lm7RbT1wYc9HnJ5pGf4KaUe6Mo");
        given.Add(("project", new WrittenSecret("ghp_", "", ["ghp_kQ3vZ8dXs2Lm7RbT1wYc9HnJ5pGf4KaUe6Mo"])));
    }

    string Markdown(int kind) => $"""
        ---
        name: packing-{Numeral(kind)}
        description: {JsonSerializer.Serialize($"Packs {Numeral(kind)}. {Of(kind, "front matter description")}")}
        license: {JsonSerializer.Serialize(Of(kind, "license"))}
        metadata:
          category: packing
          owner: {JsonSerializer.Serialize(Of(kind, "front matter value"))}
        ---

        # packing {Numeral(kind)}

        {Of(kind, "prose of the document")}

        ## Steps

        1. pack {Numeral(kind)}
        2. send it: `{Of(kind, "step of the document")}`

        ```sh
        {Of(kind, "code of the document")}
        ```
        """;

    /// <summary>A file name with a secret, where one can be written in a file name.</summary>
    string FileName(int kind)
    {
        var written = WrittenSecret.Of(kind, given.Count).Written;
        var isName = written.Length <= 100 && written.AsSpan().IndexOfAny([.. Path.GetInvalidFileNameChars(), .. "\\:\"*?\n"]) < 0;
        return isName ? Of(kind, "file name") : "plain.txt";
    }

    static string Numeral(int kind) => $"k{(char)('a' + kind / 26)}{(char)('a' + kind % 26)}";

    /// <summary>A secret that was given nowhere else; a harmless text where it would not fit.</summary>
    string Of(int kind, string field, int maxLength = 1_000)
    {
        var secret = WrittenSecret.Of(kind, given.Count);
        if (secret.Written.Length > maxLength)
        {
            return "plain";
        }
        given.Add((field, secret));
        return secret.Written;
    }

    Task CallAsync(RunningServer server, string tool, object arguments) => AskAsync(server, "tools/call", new { name = tool, arguments });

    async Task AskAsync(RunningServer server, string method, object parameters)
    {
        var answer = await server.RequestAsync(method, JsonSerializer.SerializeToNode(parameters));
        var part = answer["error"] is null ? "answer" : "error";
        Keep($"{part} to {(given.Exists(one => one.Secret.Written == method) ? "a method" : method)}", string.Join('\n', TextsIn(answer)));
    }

    async Task RunAsync(params string[] typed)
    {
        var ran = await skillmcp.RunAsync(typed);
        Keep($"output of {typed[0]}", ran.Output);
        Keep($"error of {typed[0]}", ran.Error);
    }

    void Keep(string where, string text) => kept.Add((where, text));

    /// <summary>Every text of an answer as a program reads it, and the names of its members.</summary>
    static IEnumerable<string> TextsIn(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => TextsIn(member.Value).Prepend(member.Key)),
        JsonArray items => items.SelectMany(TextsIn),
        null => [],
        _ => [node.ToString()],
    };
}
