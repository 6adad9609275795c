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
    public void A_client_keeps_its_servers_where_its_maker_says(string client, string platform, string file) =>
        Assert.Equal(file, ClientPaths.Of(Named(client), On(platform), project: null).Configuration);

    [Theory]
    [InlineData("claude-code", "Linux", "/home/me/shop/.mcp.json", "/home/me/shop/CLAUDE.md")]
    [InlineData("vscode", "MacOS", "/home/me/shop/.vscode/mcp.json", "/home/me/shop/AGENTS.md")]
    [InlineData("cursor", "Linux", "/home/me/shop/.cursor/mcp.json", "/home/me/shop/AGENTS.md")]
    public void A_project_has_files_of_its_own(string client, string platform, string configuration, string instructions)
    {
        var paths = ClientPaths.Of(Named(client), On(platform), "/home/me/shop");

        Assert.Equal((configuration, instructions), (paths.Configuration, paths.Instructions));
    }

    [Fact]
    public void Claude_Desktop_has_none_of_a_project() =>
        Assert.Contains(
            "leave --here out",
            Assert.Throws<SkillException>(() => ClientPaths.Of(Named("claude-desktop"), On("Linux"), "/home/me/shop")).Message);

    [Theory]
    [InlineData("claude-desktop", "Linux", "XDG_CONFIG_HOME", "/conf", "/conf/Claude/claude_desktop_config.json")]
    [InlineData("vscode", "Linux", "XDG_CONFIG_HOME", "/conf", "/conf/Code/User/mcp.json")]
    [InlineData("vscode", "Windows", "APPDATA", @"D:\Roaming", @"D:\Roaming\Code\User\mcp.json")]
    [InlineData("vscode", "MacOS", "XDG_CONFIG_HOME", "/conf", "/home/ada/Library/Application Support/Code/User/mcp.json")]
    [InlineData("claude-code", "Linux", "CLAUDE_CONFIG_DIR", "/other", "/other/.claude.json")]
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
    };
}
