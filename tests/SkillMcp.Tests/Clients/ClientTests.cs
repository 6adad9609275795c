using SkillMcp.Server.Clients;

namespace SkillMcp.Tests.Clients;

/// <summary>ClientPaths and forms as the makers of the clients document them.</summary>
public sealed class ClientTests
{
    [Theory]
    [InlineData("claude-desktop", "Linux", "/home/ada/.config/Claude/claude_desktop_config.json")]
    [InlineData("claude-desktop", "MacOS", "/home/ada/Library/Application Support/Claude/claude_desktop_config.json")]
    [InlineData("claude-desktop", "Windows", @"C:\Users\ada\AppData\Roaming\Claude\claude_desktop_config.json")]
    [InlineData("claude-code", "Linux", "/home/ada/.claude.json")]
    [InlineData("claude-code", "MacOS", "/home/ada/.claude.json")]
    [InlineData("claude-code", "Windows", @"C:\Users\ada\.claude.json")]
    [InlineData("vscode", "Linux", "/home/ada/.config/Code/User/mcp.json")]
    [InlineData("vscode", "MacOS", "/home/ada/Library/Application Support/Code/User/mcp.json")]
    [InlineData("vscode", "Windows", @"C:\Users\ada\AppData\Roaming\Code\User\mcp.json")]
    [InlineData("cursor", "Linux", "/home/ada/.cursor/mcp.json")]
    [InlineData("cursor", "MacOS", "/home/ada/.cursor/mcp.json")]
    [InlineData("cursor", "Windows", @"C:\Users\ada\.cursor\mcp.json")]
    [InlineData("codex", "Linux", "/home/ada/.codex/config.toml")]
    [InlineData("gemini", "Linux", "/home/ada/.gemini/settings.json")]
    [InlineData("copilot", "Linux", "/home/ada/.copilot/mcp-config.json")]
    [InlineData("qwen", "Linux", "/home/ada/.qwen/settings.json")]
    [InlineData("opencode", "Linux", "/home/ada/.config/opencode/opencode.json")]
    [InlineData("opencode", "Windows", @"C:\Users\ada\.config\opencode\opencode.json")]
    [InlineData("cline", "MacOS", "/home/ada/.cline/data/settings/cline_mcp_settings.json")]
    [InlineData("droid", "Linux", "/home/ada/.factory/mcp.json")]
    [InlineData("auggie", "Linux", "/home/ada/.augment/settings.json")]
    [InlineData("zed", "Linux", "/home/ada/.config/zed/settings.json")]
    [InlineData("zed", "MacOS", "/home/ada/.config/zed/settings.json")]
    [InlineData("zed", "Windows", @"C:\Users\ada\AppData\Roaming\Zed\settings.json")]
    [InlineData("windsurf", "Windows", @"C:\Users\ada\.codeium\windsurf\mcp_config.json")]
    [InlineData("junie", "Linux", "/home/ada/.junie/mcp/mcp.json")]
    [InlineData("lm-studio", "MacOS", "/home/ada/.lmstudio/mcp.json")]
    public void A_client_keeps_its_servers_where_its_maker_says(string client, string platform, string file) =>
        Assert.Equal(file, ClientPaths.Of(Named(client), On(platform), project: null).Configuration);

    [Theory]
    [InlineData("claude-code", "Linux", "/home/me/shop/.mcp.json", "/home/me/shop/CLAUDE.md")]
    [InlineData("vscode", "MacOS", "/home/me/shop/.vscode/mcp.json", "/home/me/shop/AGENTS.md")]
    [InlineData("cursor", "Linux", "/home/me/shop/.cursor/mcp.json", "/home/me/shop/AGENTS.md")]
    [InlineData("codex", "Linux", "/home/me/shop/.codex/config.toml", "/home/me/shop/AGENTS.md")]
    [InlineData("gemini", "Linux", "/home/me/shop/.gemini/settings.json", "/home/me/shop/GEMINI.md")]
    [InlineData("copilot", "Linux", "/home/me/shop/.github/mcp.json", "/home/me/shop/AGENTS.md")]
    [InlineData("qwen", "Linux", "/home/me/shop/.qwen/settings.json", "/home/me/shop/QWEN.md")]
    [InlineData("opencode", "Linux", "/home/me/shop/opencode.json", "/home/me/shop/AGENTS.md")]
    [InlineData("droid", "Linux", "/home/me/shop/.factory/mcp.json", "/home/me/shop/AGENTS.md")]
    [InlineData("zed", "Linux", "/home/me/shop/.zed/settings.json", "/home/me/shop/AGENTS.md")]
    [InlineData("junie", "Linux", "/home/me/shop/.junie/mcp/mcp.json", "/home/me/shop/AGENTS.md")]
    public void A_project_has_files_of_its_own(string client, string platform, string configuration, string instructions)
    {
        var paths = ClientPaths.Of(Named(client), On(platform), "/home/me/shop");

        Assert.Equal((configuration, instructions), (paths.Configuration, paths.Instructions));
    }

    [Theory]
    [InlineData("claude-desktop")]
    [InlineData("cline")]
    [InlineData("auggie")]
    [InlineData("windsurf")]
    [InlineData("lm-studio")]
    public void Some_have_none_of_a_project(string client) =>
        Assert.Contains(
            "leave --here out",
            Assert.Throws<SkillException>(() => ClientPaths.Of(Named(client), On("Linux"), "/home/me/shop")).Message);

    [Theory]
    [InlineData("opencode", "/shop/CLAUDE.md", "/shop/CLAUDE.md")]
    [InlineData("opencode", "/shop/AGENTS.md /shop/CLAUDE.md", "/shop/AGENTS.md")]
    [InlineData("zed", "/shop/.github/copilot-instructions.md /shop/AGENTS.md", "/shop/.github/copilot-instructions.md")]
    [InlineData("codex", "/shop/AGENTS.override.md", "/shop/AGENTS.override.md")]
    [InlineData("codex", "/shop/CLAUDE.md", "/shop/AGENTS.md")]
    [InlineData("junie", "/shop/.junie/guidelines.md", "/shop/.junie/guidelines.md")]
    public void The_instructions_go_to_the_file_that_hides_the_others(string client, string there, string instructions)
    {
        var environment = On("Linux") with { Exists = there.Split(' ').Contains };

        Assert.Equal(instructions, ClientPaths.Of(Named(client), environment, "/shop").Instructions);
    }

    [Theory]
    [InlineData("codex", "", "/home/ada/.codex/AGENTS.md")]
    [InlineData("codex", "/home/ada/.codex/AGENTS.override.md", "/home/ada/.codex/AGENTS.override.md")]
    [InlineData("opencode", "", "/home/ada/.config/opencode/AGENTS.md")]
    [InlineData("opencode", "/home/ada/.claude/CLAUDE.md", "/home/ada/.claude/CLAUDE.md")]
    [InlineData("copilot", "", "/home/ada/.copilot/copilot-instructions.md")]
    [InlineData("qwen", "", "/home/ada/.qwen/QWEN.md")]
    [InlineData("droid", "", "/home/ada/.factory/AGENTS.md")]
    [InlineData("cline", "", "/home/ada/.cline/rules/skillmcp.md")]
    [InlineData("windsurf", "", "/home/ada/.codeium/windsurf/memories/global_rules.md")]
    public void The_instructions_of_all_projects_are_where_the_model_is_shown_them(string client, string there, string instructions)
    {
        var environment = On("Linux") with { Exists = path => path == there };

        Assert.Equal(instructions, ClientPaths.Of(Named(client), environment, project: null).Instructions);
    }

    [Fact]
    public void A_client_is_installed_once_it_was_started_or_can_be()
    {
        var environment = On("Linux") with { Variable = name => name == "PATH" ? "/usr/bin:/opt/bin" : null };

        Assert.False(Named("codex").IsInstalled(environment));
        Assert.True(Named("codex").IsInstalled(environment with { Exists = path => path == "/opt/bin/codex" }));
        Assert.True(Named("codex").IsInstalled(environment with { Exists = path => path == "/home/ada/.codex" }));
        Assert.False(Named("qwen").IsInstalled(environment with { Exists = path => path == "/opt/bin/codex" }));
        Assert.True(Named("codex").IsInstalled(
            On("Windows") with { Variable = _ => @"D:\bin;E:\npm", Exists = path => path == @"E:\npm\codex.cmd" }));
    }

    [Theory]
    [InlineData("claude-desktop", "Linux", "XDG_CONFIG_HOME", "/conf", "/conf/Claude/claude_desktop_config.json")]
    [InlineData("vscode", "Linux", "XDG_CONFIG_HOME", "/conf", "/conf/Code/User/mcp.json")]
    [InlineData("vscode", "Windows", "APPDATA", @"D:\Roaming", @"D:\Roaming\Code\User\mcp.json")]
    [InlineData("vscode", "MacOS", "XDG_CONFIG_HOME", "/conf", "/home/ada/Library/Application Support/Code/User/mcp.json")]
    [InlineData("claude-code", "Linux", "CLAUDE_CONFIG_DIR", "/other", "/other/.claude.json")]
    [InlineData("codex", "Linux", "CODEX_HOME", "/other", "/other/config.toml")]
    [InlineData("gemini", "Linux", "GEMINI_CLI_HOME", "/other", "/other/.gemini/settings.json")]
    [InlineData("copilot", "Linux", "COPILOT_HOME", "/other", "/other/mcp-config.json")]
    [InlineData("qwen", "Linux", "QWEN_HOME", "/other", "/other/settings.json")]
    [InlineData("opencode", "MacOS", "XDG_CONFIG_HOME", "/conf", "/conf/opencode/opencode.json")]
    [InlineData("cline", "Linux", "CLINE_DIR", "/other", "/other/data/settings/cline_mcp_settings.json")]
    [InlineData("droid", "Linux", "FACTORY_HOME_OVERRIDE", "/other", "/other/.factory/mcp.json")]
    public void Variables_move_it(string client, string platform, string variable, string value, string file) =>
        Assert.Equal(file, Named(client).Configuration(On(platform) with { Variable = name => name == variable ? value : null }));

    [Fact]
    public void Where_Windows_gives_Claude_Desktop_a_folder_of_its_own_it_is_that_one()
    {
        const string packages = @"C:\Users\ada\AppData\Local\Packages";
        var environment = On("Windows") with
        {
            Folders = (folder, pattern) => (folder, pattern) switch
            {
                (packages, "Claude_*") => [$@"{packages}\Claude_gone", $@"{packages}\Claude_pzs8sxrjxfjjc"],
                ($@"{packages}\Claude_pzs8sxrjxfjjc\LocalCache\Roaming", "Claude") =>
                    [$@"{packages}\Claude_pzs8sxrjxfjjc\LocalCache\Roaming\Claude"],
                _ => [],
            },
        };

        Assert.Equal(
            $@"{packages}\Claude_pzs8sxrjxfjjc\LocalCache\Roaming\Claude\claude_desktop_config.json",
            Named("claude-desktop").Configuration(environment));
    }

    [Fact]
    public void Claude_Codes_instructions_are_the_users_or_the_projects()
    {
        Assert.Equal("/home/ada/.claude/CLAUDE.md", ClientPaths.Of(Named("claude-code"), On("Linux"), null).Instructions);
        var moved = On("Linux") with { Variable = name => name == "CLAUDE_CONFIG_DIR" ? "/other" : null };
        Assert.Equal("/other/CLAUDE.md", ClientPaths.Of(Named("claude-code"), moved, null).Instructions);
        Assert.All(
            ["claude-desktop", "vscode", "cursor"],
            client => Assert.Null(ClientPaths.Of(Named(client), On("Linux"), null).Instructions));
    }

    [Theory]
    [InlineData("/home/ada/.dotnet/tools/skillmcp", "/home/ada/.dotnet/tools/skillmcp serve")]
    [InlineData("/opt/skillmcp/skillmcp", "/opt/skillmcp/skillmcp serve")]
    [InlineData("/usr/share/dotnet/dotnet", "/usr/share/dotnet/dotnet /opt/my skills/skillmcp.dll serve")]
    [InlineData("/mnt/c/dotnet/DotNet.EXE", "/mnt/c/dotnet/DotNet.EXE /opt/my skills/skillmcp.dll serve")]
    public void It_is_started_the_way_it_runs_by_its_whole_path(string process, string words)
    {
        var commandLine = ServerCommandLine.Of(process, "/opt/my skills", ["serve"]);

        Assert.Equal(words, $"{commandLine.Command} {string.Join(' ', commandLine.Arguments)}".Replace('\\', '/'));
    }

    [Fact]
    public void A_command_line_is_shown_as_it_would_be_typed() =>
        Assert.Equal(
            "\"/my tools/skillmcp\" serve --db \"/my data/s.db\"",
            new ServerCommandLine("/my tools/skillmcp", ["serve", "--db", "/my data/s.db"]).ToString());

    [Fact]
    public void Every_client_is_named_in_the_readme() =>
        Assert.All(
            SupportedClients.All,
            client => Assert.Contains(client.Name, File.ReadAllText(Path.Combine(Here.Solution, "README.md"))));

    internal static Client Named(string name) => SupportedClients.All.Single(client => client.Name == name);

    static ClientEnvironment On(string platform) => new()
    {
        Platform = Enum.Parse<Platform>(platform),
        Home = platform == "Windows" ? @"C:\Users\ada" : "/home/ada",
        Variable = _ => null,
        Folders = (_, _) => [],
        Exists = _ => false,
    };
}
