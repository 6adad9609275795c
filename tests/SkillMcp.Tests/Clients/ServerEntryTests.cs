using SkillMcp.Server.Clients;

namespace SkillMcp.Tests.Clients;

/// <summary>Each client's form, held against the examples of its documentation.</summary>
public sealed class ServerEntryTests
{
    const string ClaudeDesktop = """
        {
          "mcpServers": {
            "filesystem": {
              "command": "npx",
              "args": [
                "-y",
                "@modelcontextprotocol/server-filesystem",
                "/Users/username/Desktop"
              ]
            }
          }
        }
        """;

    const string ClaudeCode = """
        {
          "mcpServers": {
            "shared-server": {
              "type": "http",
              "url": "https://example.com/mcp"
            }
          }
        }
        """;

    const string VSCode = """
        {
            // Inputs are asked for when a server is first started.
            "inputs": [
                { "type": "promptString", "id": "api-key", "description": "API key", "password": true },
            ],
            "servers": {
                "memory": {
                    "command": "npx",
                    "args": ["-y", "@modelcontextprotocol/server-memory"], // the official one
                    "env": { "API_KEY": "${input:api-key}" }
                }
            }
        }
        """;

    const string Cursor = """
        // This example has a server of Node.js
        {
          "mcpServers": {
            "server-name": {
              "command": "npx",
              "args": ["-y", "mcp-server"],
              "env": { "API_KEY": "value" }
            }
          }
        }
        """;

    static readonly ServerCommandLine Served = new("/opt/skillmcp", ["serve", "--project", "web-shop"]);

    [Theory]
    [InlineData("claude-desktop", ClaudeDesktop)]
    [InlineData("claude-code", ClaudeCode)]
    [InlineData("vscode", VSCode)]
    [InlineData("cursor", Cursor)]
    public void The_documented_file_gets_one_server_more_and_loses_it_again(string name, string documented)
    {
        var client = ClientTests.Named(name);
        var unit = name == "vscode" ? "    " : "  ";
        var type = name == "claude-desktop" ? "" : "\n···\"type\": \"stdio\",";
        const string command = "\n···\"command\": \"/opt/skillmcp\",";
        const string arguments = "\n···\"args\": [\n····\"serve\",\n····\"--project\",\n····\"web-shop\"\n···]";
        var entry = $"{{{type}{command}{arguments}\n··}}".Replace("·", unit);
        var end = $"\n{unit}{unit}}}\n{unit}}}\n}}";

        foreach (var (replaced, replacement) in new[] { ("\n", "\n"), ("\n", "\r\n"), (unit, "\t") })
        {
            var style = (string said) => said.Replace(replaced, replacement);
            var text = style(documented);
            var with = ServerEntry.With(text, client, Served);

            Assert.Equal(
                $"{text[..^style(end).Length]}{style($"\n{unit}{unit}}},\n{unit}{unit}\"skillmcp\": {entry}\n{unit}}}\n}}")}",
                with);
            Assert.Equal(with, ServerEntry.With(with, client, Served));
            Assert.Equal(text, ServerEntry.Without(with, client, []));
        }
    }

    [Theory]
    [InlineData("claude-desktop")]
    [InlineData("claude-code")]
    [InlineData("vscode")]
    [InlineData("cursor")]
    public void A_file_that_is_ours_alone_goes_as_a_whole(string name)
    {
        var client = ClientTests.Named(name);

        Assert.Null(ServerEntry.Without(ServerEntry.With("", client, Served), client, []));
    }

    [Theory]
    [InlineData("{\n  \"numStartups\": 7\n}\n")]
    [InlineData("{\"mcpServers\":{ } }")]
    [InlineData("{ }")]
    [InlineData("{\n}\n")]
    [InlineData("\n")]
    public void Where_nothing_has_come_since_the_file_becomes_what_it_was_to_the_letter(string before)
    {
        var client = ClientTests.Named("claude-code");
        var with = ServerEntry.With(before, client, Served);

        Assert.Equal(before, ServerEntry.Without(with, client, ["{ \"not\": \"it\" }", "{,", with, before]));
    }

    [Fact]
    public void Where_something_has_come_since_that_is_kept()
    {
        var client = ClientTests.Named("claude-code");
        var with = ServerEntry.With("{\n  \"numStartups\": 7\n}\n", client, Served).Replace("7", "8");

        Assert.Equal(
            "{\n  \"numStartups\": 8,\n  \"mcpServers\": {}\n}\n",
            ServerEntry.Without(with, client, ["{\n  \"numStartups\": 7\n}\n"]));
    }

    [Fact]
    public void An_entry_of_ours_keeps_what_a_person_has_added_to_it()
    {
        var client = ClientTests.Named("cursor");
        const string old = """
            { "mcpServers": { "skillmcp": {
                "command": "/old/skillmcp", // was there
                "env": { "SKILLMCP_DB": "/my.db" },
                "args": ["serve"]
            } } }
            """;

        var expected = old
            .Replace("/old/", "/opt/")
            .Replace("""["serve"]""", """["serve","--project","web-shop"]""")
            .Replace("web-shop\"]", "web-shop\"],\n    \"type\": \"stdio\"");
        Assert.Equal(expected, ServerEntry.With(old, client, Served));
        Assert.Equal("/old/skillmcp serve", ServerEntry.Describe(old, client));
    }

    [Theory]
    [InlineData("""{"mcpServers":{"skillmcp":{"type":"http","url":"http://127.0.0.1:5077/mcp"}}}""")]
    [InlineData("""{"mcpServers":{"skillmcp":null}}""")]
    [InlineData("""{"mcpServers":{"skillmcp":{"command":"\ud800"}}}""")]
    [InlineData("""{"mcpServers":{"skillmcp":{"type":5,"command":"x"}}}""")]
    public void Another_kind_of_entry_is_replaced_as_a_whole(string text) =>
        Assert.Equal(
            """{"mcpServers":{"skillmcp":{"type":"stdio","command":"/opt/skillmcp","args":["serve","--project","web-shop"]}}}""",
            ServerEntry.With(text, ClientTests.Named("claude-code"), Served));

    [Theory]
    [InlineData("""{"mcpServers":{"skillmcp":{"command":"/my tools/x","args":["a b",1,true]}}}""", "\"/my tools/x\" \"a b\" 1 true")]
    [InlineData("""{"mcpServers":{"skillmcp":{"type":"stdio","command":"x"}}}""", "x")]
    [InlineData("""{"mcpServers":{"skillmcp":{"command":"x","args":"y"}}}""", "x")]
    [InlineData(
        "{\"mcpServers\":{\"skillmcp\":{\n  \"type\": \"http\",\n  \"command\": \"x\"\n}}}",
        "{ \"type\": \"http\", \"command\": \"x\" }")]
    [InlineData("""{"mcpServers":{"skillmcp":["x"]}}""", "[\"x\"]")]
    [InlineData("""{"mcpServers":{}}""", null)]
    [InlineData("", null)]
    public void An_entry_is_described_by_what_it_starts_or_as_it_is(string text, string? expected) =>
        Assert.Equal(expected, ServerEntry.Describe(text, ClientTests.Named("cursor")));

    [Fact]
    public void An_entry_that_says_the_same_in_another_form_stays_as_it_is()
    {
        const string text = """
            { "mcpServers": { "skillmcp": {
                "args": [ "serve", "--project", /* the shop */ "web\u002dshop", ],
                "command": "\/opt\/skillmcp", "type": "stdio",
            } } }
            """;

        Assert.Equal(text, ServerEntry.With(text, ClientTests.Named("cursor"), Served));
    }

    [Fact]
    public void An_entry_of_another_kind_is_taken_away_as_well()
    {
        const string text = """{"mcpServers":{"a":1,"skillmcp":{"url":"http://127.0.0.1:5077/mcp"}}}""";

        Assert.Equal("""{"mcpServers":{"a":1}}""", ServerEntry.Without(text, ClientTests.Named("cursor"), [""]));
        Assert.Equal("""{"mcpServers":{"a":1}}""", ServerEntry.Without("""{"mcpServers":{"a":1}}""", ClientTests.Named("cursor"), [""]));
    }

    [Theory]
    [InlineData("copilot", """{"mcpServers":{"skillmcp":{"tools":["*"],"type":"local","command":"/opt/skillmcp","args":["serve"]}}}""")]
    [InlineData("opencode", """{"mcp":{"skillmcp":{"type":"local","command":["/opt/skillmcp","serve"],"enabled":true}}}""")]
    [InlineData("cline", """{"mcpServers":{"skillmcp":{"transport":{"type":"stdio","command":"/opt/skillmcp","args":["serve"]}}}}""")]
    [InlineData("droid", """{"mcpServers":{"skillmcp":{"type":"stdio","command":"/opt/skillmcp","args":["serve"],"disabled":false}}}""")]
    [InlineData("zed", """{"context_servers":{"skillmcp":{"command":"/opt/skillmcp","args":["serve"]}}}""")]
    public void An_entry_is_what_the_client_itself_would_write(string name, string expected)
    {
        var client = ClientTests.Named(name);

        var commandLine = new ServerCommandLine("/opt/skillmcp", ["serve"]);
        Assert.Equal(expected, ServerEntry.With($"{{\"{client.ServersKey}\":{{}}}}", client, commandLine));
        Assert.Equal("/opt/skillmcp serve", ServerEntry.Describe(expected, client));
    }

    [Theory]
    [InlineData("opencode", """{"mcp":{"skillmcp":{"type":"local","command":["/old"],"enabled":false}}}""", "/old", "false")]
    [InlineData(
        "droid", """{"mcpServers":{"skillmcp":{"type":"stdio","command":"/old","args":["serve"],"disabled":true}}}""", "/old", "true")]
    [InlineData(
        "copilot", """{"mcpServers":{"skillmcp":{"tools":["a"],"type":"stdio","command":"/old","args":["serve"]}}}""", "/old", "[\"a\"]")]
    public void What_a_person_has_switched_off_stays_off(string name, string text, string old, string kept)
    {
        var with = ServerEntry.With(text, ClientTests.Named(name), new ServerCommandLine("/new", ["serve"]));

        Assert.Equal(text.Replace($"[\"{old}\"]", "[\"/new\",\"serve\"]").Replace(old, "/new"), with);
        Assert.Contains(kept, with);
    }

    [Fact]
    public void An_entry_of_another_form_becomes_one_of_the_clients() =>
        Assert.Equal(
            """{"mcpServers":{"skillmcp":{"transport":{"type":"stdio","command":"/new","args":[]}}}}""",
            ServerEntry.With(
                """{"mcpServers":{"skillmcp":{"command":"/old","args":[]}}}""",
                ClientTests.Named("cline"),
                new ServerCommandLine("/new", [])));

    [Fact]
    public void Codex_gets_a_table_and_keeps_what_a_person_has_added_to_it()
    {
        var client = ClientTests.Named("codex");
        const string text = "[mcp_servers.skillmcp]\ncommand = '/old' # mine\nenabled = false\n";

        Assert.Equal(
            "[mcp_servers.skillmcp]\ncommand = \"/opt/skillmcp\" # mine\nenabled = false\n"
                + "args = [\"serve\", \"--project\", \"web-shop\"]\n",
            ServerEntry.With(text, client, Served));
        Assert.Equal("/old", ServerEntry.Describe(text, client));
        Assert.Null(ServerEntry.Without(ServerEntry.With("", client, Served), client, []));
        Assert.Equal("# x\n", ServerEntry.Without(ServerEntry.With("# x\n", client, Served), client, ["# x\n"]));
    }

    [Fact]
    public void Where_the_client_reads_strict_JSON_comments_are_not_overlooked() =>
        Assert.Contains(
            "a comment or a trailing comma",
            Assert.Throws<SkillException>(() => ServerEntry.With(Cursor, ClientTests.Named("claude-desktop"), Served)).Message);
}
