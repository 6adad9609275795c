using SkillMcp.Packaging;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SkillMcp.Tests.Memory;
using SkillMcp.Tests.Packaging;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>What a host of the Skills extension does: list, verify what it reads against the entries, ask again.</summary>
public sealed class SkillsExtensionTests(SkillsExtensionTests.Served served) : IClassFixture<SkillsExtensionTests.Served>
{
    public static TheoryData<string, bool> Everywhere { get; } = new()
    {
        { "2025-11-25", false },
        { "2026-07-28", false },
        { "2025-11-25", true },
        { "2026-07-28", true },
    };

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Every_file_is_read_as_the_bytes_that_the_entry_promises(string version, bool http)
    {
        var client = served.Clients[version, http];

        var extensions = Assert.IsAssignableFrom<IDictionary<string, object>>(client.ServerCapabilities.Extensions);
        var capability = extensions["io.modelcontextprotocol/skills"];
        Assert.Equal("""{"directoryRead":true}""", capability.ToString());
        var listed = await AskAsync(client, "skills/list");
        Assert.Equal("complete", Text(listed["resultType"]));
        Assert.Equal("private", Text(listed["cacheScope"]));
        Assert.Equal(60_000, listed["ttlMs"]!.GetValue<int>());
        Assert.Null(listed["nextCursor"]);
        Assert.Equal(["build-image", "extract-text", "inner", "migrate-everything", "odd-its-1-and-more", "outer", "release"],
            Entries(listed).Select(entry => Text(entry["frontmatter"]!["name"])));

        foreach (var entry in Entries(listed))
        {
            await VerifyAsync(client, entry);
            var got = await AskAsync(client, "skills/get", ("uri", Text(entry["uri"])));
            Assert.True(JsonNode.DeepEquals(entry, got["skill"]));
            Assert.Equal(["complete", "private"], new[] { got["resultType"], got["cacheScope"] }.Select(Text));
        }
    }

    [Fact]
    public async Task A_skill_within_another_is_answered_for_and_verified_too()
    {
        var client = served.Newest;

        var entry = (await AskAsync(client, "skills/get", ("uri", "skill://outer/references/inner/SKILL.md")))["skill"]!;

        await VerifyAsync(client, entry);
        Assert.Equal("inner", Text(entry["frontmatter"]!["name"]));
        Assert.All(entry["resources"]!.AsArray(), file => Assert.StartsWith("skill://outer/references/inner/", Text(file!["uri"])));
        var whole = (await AskAsync(client, "skills/get", ("uri", "skill://outer/SKILL.md")))["skill"]!["resources"]!.AsArray()
            .Select(file => file!.ToJsonString()).ToList();
        Assert.All(entry["resources"]!.AsArray(), file => Assert.Contains(file!.ToJsonString(), whole));
    }

    [Fact]
    public async Task An_authors_files_come_with_their_kind_as_text_or_bytes()
    {
        var client = served.Newest;

        var script = Assert.IsType<TextResourceContents>(await ReadAsync(client, "skill://extract-text/scripts/extract.py"));
        var image = Assert.IsType<BlobResourceContents>(await ReadAsync(client, "skill://extract-text/assets/a%20b%20%C3%BC%25.png"));
        // A client that does not encode, and one that encodes what need not be.
        Assert.Equal(image.Uri, (await ReadAsync(client, "skill://extract-text/assets/a b ü%25.png")).Uri);
        Assert.Equal(script.Uri, (await ReadAsync(client, "skill://extract%2Dtext/scripts/%65xtract.py")).Uri);

        Assert.Equal("text/x-python", script.MimeType);
        Assert.Equal("\ufeffprint('hi')\n", script.Text);
        Assert.Equal("image/png", image.MimeType);
        Assert.Equal([137, 80, 78, 71, 0, 255], image.DecodedData.ToArray());
        Assert.Equal("text/plain", (await ReadAsync(client, "skill://extract-text/LICENSE")).MimeType);
    }

    [Fact]
    public async Task No_outcome_changes_an_entry()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await client.CallAsync("store_trajectory",
            new { task = "Roll out the API", name = "deploy-api",
            steps = new[] { "git checkout api", "kubectl apply -f api.yaml", "kubectl rollout status api" }, success = true });
        var before = await AskAsync(client, "skills/list");

        var found = await client.CallAsync("retrieve_skill", new { task = "roll out the API" });
        await client.CallAsync("record_outcome",
            new { skill = "deploy-api", outcome = "success", retrieval_id = found.Structure.GetProperty("retrieval_id").GetString() });
        await client.CallAsync("record_outcome", new { skill = "deploy-api", outcome = "partial" });
        await client.CallAsync("record_outcome",
            new { skill = "deploy-api", outcome = "failure", failed_step = 2, notes = "The registry was down." });
        await client.CallAsync("record_outcome",
            new { skill = "deploy-api", outcome = "success",
            evidence = new { kind = "exit_code", observed = "0", expected = "0", check = "kubectl rollout status api" } });

        Assert.True(JsonNode.DeepEquals(before, await AskAsync(client, "skills/list")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_skills_come_page_by_page_each_once(bool http)
    {
        await using var memory = await OpenMemory.NewAsync();
        for (var number = 0; number < 520; number++)
        {
            await memory.Store.AddAsync(Project.Everybody, Sample.Skill(Sample.Procedure($"skill number {number}")), "added", null,
                CancellationToken.None);
        }
        await using var server = Serve(memory, http);
        await using var client = await server.ClientAsync();

        var names = new List<string>();
        var pages = 0;
        string? cursor = null;
        do
        {
            var page = cursor is null ? await AskAsync(client, "skills/list") : await AskAsync(client, "skills/list", ("cursor", cursor));
            names.AddRange(Entries(page).Select(entry => Text(entry["frontmatter"]!["name"])));
            cursor = page["nextCursor"]?.GetValue<string>();
            pages++;
        }
        while (cursor is not null);

        Assert.Equal(3, pages);
        Assert.Equal(520, names.Distinct().Count());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task A_folder_shows_its_direct_children_and_no_more()
    {
        var client = served.Newest;

        var root = await AskAsync(client, "resources/directory/read", ("uri", "skill://extract-text"));
        Assert.Equal("complete", Text(root["resultType"]));
        Assert.Equal(
        [
            "LICENSE  skill://extract-text/LICENSE",
            "SKILL.md text/markdown skill://extract-text/SKILL.md",
            "assets inode/directory skill://extract-text/assets",
            "scripts inode/directory skill://extract-text/scripts",
        ], Children(root));
        Assert.Equal(["a b ü%.png image/png skill://extract-text/assets/a%20b%20%C3%BC%25.png"],
            Children(await AskAsync(client, "resources/directory/read", ("uri", "skill://extract-text/assets"))));
        Assert.Contains("inner inode/directory skill://outer/references/inner",
            Children(await AskAsync(client, "resources/directory/read", ("uri", "skill://outer/references"))));
    }

    [Fact]
    public async Task A_large_folder_comes_page_by_page()
    {
        await using var memory = await OpenMemory.NewAsync();
        await AddAsync(memory, "many", "---\nname: many\ndescription: All of it\n---\n1. go\n",
            [.. Enumerable.Range(0, 230).Select(number => ($"data/{number:000}.txt", Encoding.UTF8.GetBytes($"{number}")))]);
        await using var server = Serve(memory, http: false);
        await using var client = await server.ClientAsync();

        var first = await AskAsync(client, "resources/directory/read", ("uri", "skill://many/data"));
        var second = await AskAsync(client, "resources/directory/read", ("uri", "skill://many/data"),
            ("cursor", Text(first["nextCursor"])));
        var third = await AskAsync(client, "resources/directory/read", ("uri", "skill://many/data"),
            ("cursor", Text(second["nextCursor"])));

        Assert.Null(third["nextCursor"]);
        Assert.Equal(Enumerable.Range(0, 230).Select(number => $"{number:000}.txt"),
            new[] { first, second, third }.SelectMany(page => page["resources"]!.AsArray()).Select(child => Text(child!["name"])));
    }

    [Theory]
    [InlineData("skills/get", """{}""", "'uri' is missing")]
    [InlineData("skills/get", """{"uri":""}""", "'uri' is missing")]
    [InlineData("skills/get", """{"uri":7}""", "'uri' must be a text")]
    [InlineData("skills/get", """{"uri":null}""", "'uri' is missing")]
    [InlineData("skills/get", """{"uri":"skill://no-such-skill/SKILL.md"}""", "No skill is served at skill://no-such-skill/SKILL.md")]
    [InlineData("skills/get", """{"uri":"skill://extract-text"}""", "ends in /SKILL.md")]
    [InlineData("skills/get", """{"uri":"skill://extract-text/SKILL.md/"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill://extract-text//SKILL.md"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill://extract-text/skill.md"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill://Extract-Text/SKILL.md"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill://extract_text/SKILL.md"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill://extract-text/%2e%2e/build-image/SKILL.md"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill://extract-text%2FSKILL.md"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill://extract-text/LICENSE"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill:///SKILL.md"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"file:///etc/passwd"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill://archived/SKILL.md"}""", "No skill is served")]
    [InlineData("skills/get", """{"uri":"skill://index.json"}""", "No skill is served")]
    [InlineData("skills/list", """{"cursor":"not-a-valid-cursor"}""", "This cursor is not one of ours")]
    [InlineData("skills/list", """{"cursor":""}""", "This cursor is not one of ours")]
    [InlineData("skills/list", """{"cursor":"YWZ0ZXI6Li4vLi4"}""", "This cursor is not one of ours")]
    [InlineData("skills/list", """{"cursor":5}""", "'cursor' must be a text")]
    [InlineData("resources/directory/read", """{}""", "'uri' is missing")]
    [InlineData("resources/directory/read", """{"uri":["skill://extract-text"]}""", "'uri' must be a text")]
    [InlineData("resources/directory/read", """{"uri":"skill://extract-text/LICENSE"}""", "is not a directory resource but a file")]
    [InlineData("resources/directory/read", """{"uri":"skill://extract-text/"}""", "without a slash behind it")]
    [InlineData("resources/directory/read", """{"uri":"skill://extract-text/no-such-folder"}""", "read skill://extract-text to see")]
    [InlineData("resources/directory/read", """{"uri":"skill://extract-text/.."}""", "There is no folder")]
    [InlineData("resources/directory/read", """{"uri":"skill://"}""", "skills/list shows which there are")]
    [InlineData("resources/directory/read", """{"uri":"skill://extract-text","cursor":"x"}""", "This cursor is not one of ours")]
    public async Task A_mistake_is_said_with_what_would_have_been_right(string method, string given, string said)
    {
        foreach (var client in served.Clients.All)
        {
            var error = await Assert.ThrowsAsync<McpProtocolException>(
                () => client.SendRequestAsync(new JsonRpcRequest { Method = method, Params = JsonNode.Parse(given) }));

            Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
            Assert.Contains(said, error.Message);
        }
    }

    [Theory]
    [InlineData("skill://extract-text/../build-image/SKILL.md")]
    [InlineData("skill://extract-text/%2e%2e/build-image/SKILL.md")]
    [InlineData("skill://extract-text/scripts%2Fextract.py")]
    [InlineData("skill://extract-text/SKILL.md/")]
    [InlineData("skill://extract-text/scripts")]
    [InlineData("skill://extract-text/")]
    [InlineData("skill://archived/SKILL.md")]
    [InlineData("skill://Extract-Text/SKILL.md")]
    public async Task What_no_entry_lists_is_not_read(string uri)
    {
        var error = await Assert.ThrowsAsync<McpProtocolException>(() => served.Newest.ReadResourceAsync(uri).AsTask());

        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
    }

    [Fact]
    public async Task The_index_of_older_clients_tells_the_same()
    {
        var client = served.Newest;

        var index = JsonNode.Parse(Assert.IsType<TextResourceContents>(await ReadAsync(client, "skill://index.json")).Text)!;

        Assert.Equal("https://schemas.agentskills.io/discovery/0.2.0/schema.json", Text(index["$schema"]));
        var listed = Entries(await AskAsync(client, "skills/list")).Select(entry =>
            (Text(entry["frontmatter"]!["name"]), "skill-md", Text(entry["frontmatter"]!["description"]), Text(entry["uri"]),
                Text(entry["resources"]![0]!["digest"])));
        Assert.Equal(listed, index["skills"]!.AsArray()
            .Select(skill => (Text(skill!["name"]), Text(skill["type"]), Text(skill["description"]), Text(skill["url"]),
            Text(skill["digest"]))));
    }

    [Fact]
    public async Task The_list_of_resources_says_of_a_skill_what_its_front_matter_says()
    {
        var client = served.Newest;

        var resources = (await client.ListResourcesAsync()).Where(resource => resource.Uri.EndsWith("/SKILL.md", StringComparison.Ordinal));

        var listed = Entries(await AskAsync(client, "skills/list")).Select(entry =>
            (Text(entry["uri"]), Text(entry["frontmatter"]!["name"]), Text(entry["frontmatter"]!["description"]),
                entry["resources"]![0]!["size"]!.GetValue<long>()));
        Assert.Equal(listed,
            resources.Select(resource => (resource.Uri, resource.Name, resource.Description!, resource.ProtocolResource.Size!.Value)));
    }

    /// <summary>One filled memory, served in both eras over both transports.</summary>
    public sealed class Served : IAsyncLifetime
    {
        OpenMemory? memory;
        ServedClients? clients;

        public ServedClients Clients => clients!;

        public McpClient Newest => Clients["2026-07-28", false];

        public async ValueTask InitializeAsync()
        {
            memory = await FilledAsync();
            clients = await ServedClients.StartAsync(FileOf(memory), Everywhere.Select(row => row.Data));
        }

        public async ValueTask DisposeAsync()
        {
            await clients!.DisposeAsync();
            await memory!.DisposeAsync();
        }
    }

    static async Task VerifyAsync(McpClient client, JsonNode entry)
    {
        var files = entry["resources"]!.AsArray().Select(file => file!).ToList();
        var folder = Text(entry["uri"])[..^"/SKILL.md".Length];
        Assert.Equal(Text(entry["uri"]), Text(files[0]["uri"]));
        Assert.Equal(folder[(folder.LastIndexOf('/') + 1)..], Text(entry["frontmatter"]!["name"]));
        Assert.Equal(files.Count, files.Select(file => Text(file["uri"])).Distinct().Count());
        Assert.All(files, file => Assert.StartsWith($"{folder}/", Text(file["uri"])));
        foreach (var file in files)
        {
            var read = await ReadAsync(client, Text(file["uri"]));
            var bytes = read is TextResourceContents text
                ? Encoding.UTF8.GetBytes(text.Text) : ((BlobResourceContents)read).DecodedData.ToArray();
            Assert.Equal(Text(file["uri"]), read.Uri);
            Assert.Equal(Text(file["digest"]), $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}");
            Assert.Equal(file["size"]!.GetValue<long>(), bytes.Length);
        }
        var markdown = Assert.IsType<TextResourceContents>(await ReadAsync(client, Text(entry["uri"]))).Text;
        Assert.True(JsonNode.DeepEquals(YamlReading.FrontMatterOf(markdown), entry["frontmatter"]),
            $"{entry["frontmatter"]!.ToJsonString()}\n{markdown}");
    }

    /// <summary>A memory with a skill of every kind.</summary>
    static async Task<OpenMemory> FilledAsync()
    {
        var memory = await OpenMemory.NewAsync();
        await memory.AddAsync("build-image", "yes", "docker build -t {tag} .");
        await memory.AddAsync(Sample.Procedure("odd", "go") with
        {
            Title = "Odd: \"it's\" # 1 😀\nand more",
            Description = "- 'quoted', \"so\": 0x1F #not a comment\n\tand 日本 & <b>\n\n 😀 ends in a blank ",
            Category = "null",
            Tags = ["1.5", "no", "2026-01-01", "a: b", "c, d"],
        });
        await memory.AddAsync(
            Sample.Procedure("migrate-everything",
            [.. Enumerable.Range(1, 60).Select(number => $"copy part {number} {new string('x', 400)}")]));
        await AddAsync(memory, "extract-text",
            "---\nname: extract-text\ndescription: >-\n  Takes the text\n  out of a PDF\nlicense: MIT\n"
            + "allowed-tools: [Read, 'Bash(pdftotext:*)']\n"
            + "metadata: {rev: 3, beta: true, since: 2026-01-01, ratio: 1.50, none: ~, \"on\": yes}\n---\n"
            + "\r\n## Steps\r\n\r\n1. Run it.\r\n",
            ("scripts/extract.py", Encoding.UTF8.GetBytes("\ufeffprint('hi')\n")), ("assets/a b ü%.png", [137, 80, 78, 71, 0, 255]),
                ("LICENSE", "MIT"u8.ToArray()));
        await ComposeAsync(memory, "release", "build-image", "extract-text");
        await ComposeAsync(memory, "inner", "migrate-everything", "extract-text");
        await ComposeAsync(memory, "outer", "inner", "build-image");
        var archived = await memory.AddAsync("archived", "Not any more", "go away");
        await memory.Memory.CurateAsync(
            new CurateRequest { Skill = archived.Name, Action = CurateAction.Archive, Reason = "old" }, OpenMemory.Person);
        await memory.Store.AddAsync(Project.Everybody,
            Sample.Skill(Sample.Procedure("held back")) with { Lifecycle = Lifecycle.Quarantined("somebody has to read it") }, "added",
            null, CancellationToken.None);
        return memory;
    }

    static async Task AddAsync(OpenMemory memory, string name, string document, params (string Path, byte[] Content)[] files)
    {
        await memory.Store.KeepAsync(Project.Everybody, [.. files.Select(file => (ReadOnlyMemory<byte>)file.Content)],
            CancellationToken.None);
        await memory.AddAsync(
            SkillMarkdown.Read(document, name) with { Document = document,
            Files = [.. files.Select(file => SkillFile.Of(file.Path, file.Content))] });
    }

    static Task<Composed> ComposeAsync(OpenMemory memory, string name, params string[] parts) =>
        memory.Memory.ComposeAsync(
            new ComposeRequest { Skills = [.. parts.Select(SkillName.Parse)], Name = name, Description = $"All of {name}" },
            OpenMemory.Person);

    static string FileOf(OpenMemory memory) => Path.Combine(memory.Folder, "skills.db");

    static RunningServer Serve(OpenMemory memory, bool http) => RunningServer.Over(http, FileOf(memory));

    static async Task<JsonNode> AskAsync(McpClient client, string method, params (string Name, string Value)[] given) =>
        (await client.SendRequestAsync(
            new JsonRpcRequest { Method = method,
            Params = new JsonObject(given.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)one.Value))) })).Result!;

    static async Task<ResourceContents> ReadAsync(McpClient client, string uri) =>
        Assert.Single((await client.ReadResourceAsync(uri)).Contents);

    static List<JsonNode> Entries(JsonNode page) => [.. page["skills"]!.AsArray().Select(entry => entry!)];

    static List<string> Children(JsonNode page) =>
        [.. page["resources"]!.AsArray().Select(child => $"{Text(child!["name"])} {child["mimeType"]} {Text(child["uri"])}")];

    static string Text(JsonNode? node) => node!.GetValue<string>();
}
