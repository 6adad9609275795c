using System.Diagnostics;
using System.Text.Json;
using SkillMcp.Server.Clients;

namespace SkillMcp.Tests.Commands;

/// <summary>The real executable in a user's folder of its own.</summary>
public sealed class InstallCommandTests : IDisposable
{
    static readonly string[] Folders = ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME"];

    readonly CommandLine skillmcp = new();

    public InstallCommandTests()
    {
        Home = Directory.CreateDirectory(skillmcp.Folder["home"]).FullName;
        foreach (var variable in Folders)
        {
            skillmcp.Variables[variable] = Home;
        }
        foreach (var variable in new[] { "CLAUDE_CONFIG_DIR", "CODEX_HOME", "GEMINI_CLI_HOME", "COPILOT_HOME", "QWEN_HOME", "CLINE_DIR" })
        {
            skillmcp.Variables[variable] = null;
        }
        // No client is installed but by its folder.
        skillmcp.Variables["PATH"] = Home;
    }

    string Home { get; }

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task A_client_is_also_known_by_the_name_that_other_commands_have_and_a_misspelt_one_is_guessed()
    {
        var known = await skillmcp.RunAsync("install", "Claude", "--dry-run");
        var misspelt = await skillmcp.RunAsync("install", "cladue");

        Assert.True(known.Code == 0, known.Error);
        Assert.Contains(FileOf("claude-code"), known.Output);
        Assert.NotEqual(0, misspelt.Code);
        Assert.Contains("'cladue' is not a client, did you mean 'claude': use claude-desktop, claude-code, ", misspelt.Error);
    }

    [Theory]
    [InlineData("claude-desktop")]
    [InlineData("claude-code")]
    [InlineData("vscode")]
    [InlineData("cursor")]
    public async Task What_is_written_starts_a_server_that_answers(string client)
    {
        Assert.Equal(0, (await skillmcp.RunAsync("install", client)).Code);
        var entry = JsonElement.Parse(await File.ReadAllTextAsync(FileOf(client))).EnumerateObject().Single().Value.GetProperty("skillmcp");

        var start = new ProcessStartInfo(
            entry.GetProperty("command").GetString()!,
            entry.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!))
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("SKILLMCP_DB");
        using var server = Process.Start(start)!;
        const string clientInfo = """{"name":"the-tests","version":"7.7"}""";
        const string parameters = $$"""{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{{clientInfo}}}""";
        await server.StandardInput.WriteLineAsync($$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{{parameters}}}""");
        var answer = JsonElement.Parse((await server.StandardOutput.ReadLineAsync())!);
        server.StandardInput.Close();
        await server.WaitForExitAsync();

        Assert.Equal("skillmcp", answer.GetProperty("result").GetProperty("serverInfo").GetProperty("name").GetString());
        // The memory that commands use here, whatever the client's own variables are.
        Assert.True(File.Exists(skillmcp.Memory));
    }

    [Theory]
    [InlineData("claude-desktop")]
    [InlineData("claude-code")]
    [InlineData("vscode")]
    [InlineData("cursor")]
    [InlineData("copilot")]
    [InlineData("opencode")]
    [InlineData("cline")]
    [InlineData("droid")]
    public async Task Twice_is_once_and_taken_back_the_file_is_what_it_was(string client)
    {
        const string before = "\uFEFF{\r\n\t\"mine\": [1,2],\r\n\t\"keep\": { }\r\n}";
        Put(FileOf(client), before);

        var first = await skillmcp.RunAsync("install", client, "--instructions", "false");
        var again = await skillmcp.RunAsync("install", client, "--instructions", "false");

        Assert.Contains($"As it was: {FileOf(client)}.before-skillmcp", first.Output);
        Assert.DoesNotContain("does not seem to be installed", client == "claude-code" ? "" : first.Output);
        Assert.Contains("already", again.Output);
        Assert.Equal(2, Files(Path.GetDirectoryName(FileOf(client))!));
        Assert.Equal(0, (await skillmcp.RunAsync("install", client, "--uninstall")).Code);
        Assert.Equal(before, ReadWhole(FileOf(client)));
        Assert.Contains("nothing to remove", (await skillmcp.RunAsync("install", client, "--uninstall")).Output);
    }

    [Theory]
    [InlineData("claude-code", ".claude/settings.json", ".claude/CLAUDE.md")]
    [InlineData("codex", ".codex/hooks.json", ".codex/AGENTS.md")]
    [InlineData("opencode", "opencode/plugin/skillmcp.js", "opencode/AGENTS.md")]
    public async Task With_hooks_the_instructions_are_one_line_and_taken_back_nothing_is_left(
        string client, string hooks, string instructions)
    {
        var ran = await skillmcp.RunAsync("install", client, "--hooks", "--instructions");
        var again = await skillmcp.RunAsync("install", client, "--hooks", "--instructions");

        Assert.Contains("--client", ReadWhole(Path.Combine(Home, hooks)), StringComparison.Ordinal);
        Assert.Equal(3, ReadWhole(Path.Combine(Home, instructions)).TrimEnd().Split('\n').Length);
        Assert.Equal(client == "codex", ran.Output.Contains("type /hooks and trust", StringComparison.Ordinal));
        Assert.Contains("calls skillmcp already", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await skillmcp.RunAsync("install", client, "--uninstall")).Code);
        Assert.Equal(0, Files(Home));
    }

    [Fact]
    public async Task Hooks_alone_are_taken_back_and_the_server_stays_with_all_of_its_instructions()
    {
        const string before = "{\n  \"hooks\": {\n    \"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"date\"}]}]\n  }\n}\n";
        Put(Path.Combine(Home, ".claude", "settings.json"), before);
        await skillmcp.RunAsync("install", "claude-code", "--hooks", "--instructions");

        await skillmcp.RunAsync("install", "claude-code", "--uninstall", "--hooks");

        Assert.Equal(before, ReadWhole(Path.Combine(Home, ".claude", "settings.json")));
        Assert.Contains("skillmcp", ReadWhole(FileOf("claude-code")), StringComparison.Ordinal);
        Assert.Contains("retrieve_skill", ReadWhole(Path.Combine(Home, ".claude", "CLAUDE.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_back_is_what_can_be_and_the_rest_is_named_with_what_is_left_of_it()
    {
        var hooks = Path.Combine(Home, ".claude", "settings.json");
        await skillmcp.RunAsync("install", "claude-code", "--hooks", "--instructions");
        var broken = ReadWhole(hooks) + "}";
        Put(hooks, broken);

        var ran = await skillmcp.RunAsync("install", "claude-code", "--uninstall");

        Assert.Equal(1, ran.Code);
        Assert.Contains($"'{hooks}' is left as it is.", ran.Error, StringComparison.Ordinal);
        Assert.Contains("Or remove by hand: the entries under \"hooks\" that call skillmcp.", ran.Error, StringComparison.Ordinal);
        Assert.Equal(broken, ReadWhole(hooks));
        Assert.False(File.Exists(FileOf("claude-code")));
        Assert.False(File.Exists(Path.Combine(Home, ".claude", "CLAUDE.md")));
        Put(hooks, broken[..^1]);
        Assert.Equal(0, (await skillmcp.RunAsync("install", "claude-code", "--uninstall")).Code);
        Assert.Equal(0, Files(Home));
    }

    [Fact]
    public async Task Hooks_that_are_there_follow_the_server_to_another_memory()
    {
        var hooks = Path.Combine(Home, ".claude", "settings.json");
        await skillmcp.RunAsync("install", "claude-code", "--hooks", "--db", "one.db");

        var ran = await skillmcp.RunAsync("install", "claude-code", "--db", "two.db");

        Assert.Contains("The hooks of Claude Code call skillmcp with the same memory from now on.", ran.Output);
        Assert.DoesNotContain("one.db", ReadWhole(hooks), StringComparison.Ordinal);
        Assert.Contains($"--db {skillmcp.Folder["two.db"]}", ReadWhole(hooks), StringComparison.Ordinal);
        var here = await skillmcp.RunAsync("install", "claude-code", "--hooks", "--here");
        Assert.Contains($"{hooks} makes Claude Code call skillmcp in every project", here.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_of_a_person_in_one_line_with_ours_is_left_and_named()
    {
        var hooks = Path.Combine(Home, ".claude", "settings.json");
        await skillmcp.RunAsync("install", "claude-code", "--hooks");
        Put(hooks, ReadWhole(hooks).Replace("hook Stop --client claude-code", "hook Stop --client claude-code; date; true"));

        var ran = await skillmcp.RunAsync("install", "claude-code", "--uninstall");

        Assert.Equal(1, ran.Code);
        Assert.Contains($"'{hooks}' still calls skillmcp, in a command with one of yours", ran.Error, StringComparison.Ordinal);
        Assert.Contains("; date; true", ReadWhole(hooks), StringComparison.Ordinal);
        Assert.DoesNotContain("UserPromptSubmit", ReadWhole(hooks), StringComparison.Ordinal);
        Assert.False(File.Exists(FileOf("claude-code")));
    }

    [Fact]
    public async Task All_with_hooks_are_those_that_are_installed_and_the_others_of_them_go_without()
    {
        Directory.CreateDirectory(Path.Combine(Home, ".gemini"));
        Directory.CreateDirectory(Path.Combine(Home, ".cursor"));

        var ran = await skillmcp.RunAsync("install", "--all", "--hooks");

        Assert.Equal(0, ran.Code);
        var gemini = ReadWhole(Path.Combine(Home, ".gemini", "settings.json"));
        Assert.Contains("hook BeforeAgent --client gemini", gemini, StringComparison.Ordinal);
        Assert.True(File.Exists(FileOf("cursor")));
        Assert.Equal(1, (await skillmcp.RunAsync("install", "cursor", "--hooks")).Code);
    }

    [Fact]
    public async Task What_is_not_installed_is_said_and_written_all_the_same_and_leaves_nothing_when_taken_back()
    {
        Assert.Contains("Cursor does not seem to be installed", (await skillmcp.RunAsync("install", "cursor")).Output);
        Assert.True(File.Exists(FileOf("cursor")));
        Assert.Contains("Removed", (await skillmcp.RunAsync("install", "cursor", "--uninstall")).Output);
        Assert.Equal(0, Files(Home));
    }

    [Theory]
    [InlineData("claude-code", "{\n  \"a\": 1,,\n}", "Line 2, column 10")]
    [InlineData("claude-code", "{ // mine\n}", "a comment or a trailing comma")]
    [InlineData("vscode", "[]", "a list, and an object belongs there")]
    [InlineData("vscode", "{\"servers\": 1}", "\"servers\" is a number")]
    public async Task What_cannot_be_read_is_left_alone_by_name_and_place(string client, string text, string said)
    {
        Put(FileOf(client), text);

        foreach (var option in new[] { "--dry-run", "--uninstall" })
        {
            Assert.Equal(1, (await skillmcp.RunAsync("install", client, option)).Code);
        }
        var ran = await skillmcp.RunAsync("install", client);

        Assert.Equal(1, ran.Code);
        Assert.Contains(FileOf(client), ran.Error);
        Assert.Contains(said, ran.Error);
        Assert.Equal(text, ReadWhole(FileOf(client)));
        Assert.Equal(1, Files(Home));
    }

    [Fact]
    public async Task A_client_is_named_in_whatever_case()
    {
        Assert.Equal(0, (await skillmcp.RunAsync("install", "VSCode")).Code);

        Assert.True(File.Exists(FileOf("vscode")));
        Assert.Equal(1, (await skillmcp.RunAsync("install", "VisualBasic")).Code);
    }

    [Fact]
    public async Task Installed_again_and_again_there_are_two_copies_of_what_was_there()
    {
        Put(FileOf("vscode"), "{\n  // mine\n}\n");

        foreach (var project in new[] { "one", "two", "three", "one", "two" })
        {
            Assert.Equal(0, (await skillmcp.RunAsync("install", "vscode", "--project", project)).Code);
        }

        Assert.Equal(3, Files(Path.GetDirectoryName(FileOf("vscode"))!));
        Assert.Equal("{\n  // mine\n}\n", ReadWhole($"{FileOf("vscode")}.before-skillmcp"));
        Assert.Contains("\"one\"", ReadWhole($"{FileOf("vscode")}.before-skillmcp-2"));
        await skillmcp.RunAsync("install", "vscode", "--uninstall");
    }

    [Fact]
    public async Task A_dry_run_shows_the_change_and_makes_none()
    {
        Put(FileOf("vscode"), "{\n  // mine\n  \"servers\": {},\n}\n");

        var ran = await skillmcp.RunAsync("install", "vscode", "--dry-run");

        Assert.Contains("-   \"servers\": {},", ran.Output);
        Assert.Contains("+     \"skillmcp\": {", ran.Output);
        Assert.Contains("    // mine", ran.Output);
        Assert.Contains("Nothing was written.", ran.Output);
        Assert.Equal("{\n  // mine\n  \"servers\": {},\n}\n", ReadWhole(FileOf("vscode")));
        Assert.Equal(1, Files(Home));
    }

    [Fact]
    public async Task Another_memory_and_project_are_handed_on_and_what_was_there_is_said()
    {
        await skillmcp.RunAsync("install", "cursor");

        var ran = await skillmcp.RunAsync("install", "cursor", "--db", "other.db", "--project", "web-shop");

        Assert.Contains($"serve --db {skillmcp.Folder["other.db"]} --project web-shop", ran.Output);
        Assert.Contains($"before, it was: {Here.Executable} serve --db {skillmcp.Memory}", ran.Output);
        Assert.Contains("is not a project name", (await skillmcp.RunAsync("install", "cursor", "--project", "a b")).Error);
    }

    [Fact]
    public async Task For_a_project_it_is_the_projects_files()
    {
        await File.WriteAllTextAsync(skillmcp.Folder["AGENTS.md"], "# Rules\n");

        Assert.Equal(0, (await skillmcp.RunAsync("install", "vscode", "--here", "--instructions")).Code);

        Assert.True(File.Exists(skillmcp.Folder[".vscode/mcp.json"]));
        Assert.StartsWith("# Rules\n\n<!-- skillmcp: begin -->\n", await File.ReadAllTextAsync(skillmcp.Folder["AGENTS.md"]));
        Assert.Equal(0, Files(Home));
        await skillmcp.RunAsync("install", "vscode", "--here", "--uninstall");
        Assert.Equal("# Rules\n", await File.ReadAllTextAsync(skillmcp.Folder["AGENTS.md"]));
        Assert.False(File.Exists(skillmcp.Folder[".vscode/mcp.json"]));
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_lines_are_shown_with_how_to_add_them()
    {
        var shown = await skillmcp.RunAsync("install", "claude-code");

        Assert.Contains("skillmcp install claude-code --instructions", shown.Output);
        Assert.False(File.Exists(Path.Combine(Home, ".claude", "CLAUDE.md")));
        await skillmcp.RunAsync("install", "claude-code", "--instructions");
        Assert.Contains("retrieve_skill", await File.ReadAllTextAsync(Path.Combine(Home, ".claude", "CLAUDE.md")));
        Assert.DoesNotContain("retrieve_skill", (await skillmcp.RunAsync("install", "claude-code")).Output);
    }

    [Fact]
    public async Task Codex_keeps_every_other_line_and_is_told_where_the_memory_is()
    {
        const string before = "\uFEFF# mine\r\nmodel = \"x\" # good\r\n\r\n[mcp_servers.other]\r\ncommand = 'y'\r\n";
        Put(FileOf("codex"), before);

        Assert.Equal(0, (await skillmcp.RunAsync("install", "codex")).Code);
        var with = ReadWhole(FileOf("codex"));

        Assert.StartsWith($"{before}\r\n[mcp_servers.skillmcp]\r\ncommand = ", with);
        Assert.Contains("\"serve\", \"--db\", ", with);
        Assert.Contains("already", (await skillmcp.RunAsync("install", "codex")).Output);
        Assert.Equal(with, ReadWhole(FileOf("codex")));
        Assert.Equal(0, (await skillmcp.RunAsync("install", "codex", "--uninstall")).Code);
        Assert.Equal(before, ReadWhole(FileOf("codex")));
    }

    [Fact]
    public async Task A_client_that_keeps_the_servers_words_from_its_model_gets_the_lines_unless_they_are_refused()
    {
        var lines = Path.Combine(Home, ".copilot", "copilot-instructions.md");

        await skillmcp.RunAsync("install", "copilot", "--instructions", "false");
        Assert.False(File.Exists(lines));
        Assert.Contains(lines, (await skillmcp.RunAsync("install", "copilot")).Output);
        Assert.Contains("retrieve_skill", await File.ReadAllTextAsync(lines));
        await skillmcp.RunAsync("install", "copilot", "--uninstall");
        Assert.Equal(0, Files(Home));
    }

    [Fact]
    public async Task All_are_those_that_are_installed_and_one_that_cannot_be_configured_holds_up_no_other()
    {
        Directory.CreateDirectory(Path.Combine(Home, ".codex"));
        Put(FileOf("gemini"), "{\n  \"a\": ,\n}");
        Put(Path.Combine(Home, OperatingSystem.IsWindows() ? "qwen.cmd" : "qwen"), "");

        var ran = await skillmcp.RunAsync("install", "--all");

        Assert.Equal(1, ran.Code);
        Assert.Contains("Gemini CLI: ", ran.Error);
        Assert.Contains("Line 2, column 8", ran.Error);
        Assert.Contains("skillmcp", ReadWhole(FileOf("codex")));
        Assert.Contains("skillmcp", ReadWhole(FileOf("qwen")));
        Assert.False(File.Exists(FileOf("cursor")));
        Assert.Equal("{\n  \"a\": ,\n}", ReadWhole(FileOf("gemini")));
        await skillmcp.RunAsync("install", "--all", "--uninstall");
        Assert.False(File.Exists(FileOf("codex")) || File.Exists(FileOf("qwen")));
    }

    [Fact]
    public async Task Lines_that_another_client_reads_stay_until_it_is_gone_too()
    {
        await skillmcp.RunAsync("install", "vscode", "--here", "--instructions");
        await skillmcp.RunAsync("install", "cursor", "--here");

        Assert.Contains("stay: Cursor reads them too", (await skillmcp.RunAsync("install", "vscode", "--here", "--uninstall")).Output);
        Assert.True(File.Exists(skillmcp.Folder["AGENTS.md"]));
        await skillmcp.RunAsync("install", "cursor", "--here", "--uninstall");
        Assert.False(File.Exists(skillmcp.Folder["AGENTS.md"]));
    }

    [Fact]
    public async Task What_a_client_asks_for_next_is_said() =>
        Assert.Contains("Pending approval: run claude", (await skillmcp.RunAsync("install", "claude-code", "--here")).Output);

    [Theory]
    [InlineData("no file of instructions", "install", "claude-desktop", "--instructions")]
    [InlineData("no file of instructions", "install", "cursor", "--instructions")]
    [InlineData("leave --here out", "install", "claude-desktop", "--here")]
    [InlineData("'emacs' is not a client: use claude-desktop, claude-code", "install", "emacs")]
    [InlineData("Name one client, or write --all", "install")]
    [InlineData("Name one client, or write --all", "install", "cursor", "--all")]
    [InlineData("None of them is installed here", "install", "--all")]
    public async Task What_a_client_does_not_have_is_said_before_anything_is_written(string said, params string[] typed)
    {
        var ran = await skillmcp.RunAsync(typed);

        Assert.Equal(1, ran.Code);
        Assert.Contains(said, ran.Error);
        Assert.Equal(0, Files(Home));
    }

    string FileOf(string client) => SupportedClients.All.Single(one => one.Name == client).Configuration(
        ClientEnvironment.Current with { Home = Home, Variable = name => Folders.Contains(name) ? Home : null });

    static void Put(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, System.Text.Encoding.UTF8.GetBytes(text));
    }

    // Reading a text drops its mark.
    static string ReadWhole(string file) => System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(file));

    static int Files(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length;
}
