namespace SkillMcp.Server.Clients;

/// <summary>
/// The clients that <c>skillmcp install</c> knows. To support another, add an entry here, and name it in the README:
/// the command's help and its argument are made from this list. Each path and form is quoted from the page of its maker's documentation
/// that is named above the entry.
/// </summary>
static class SupportedClients
{
    public static IReadOnlyList<Client> All { get; } =
    [
        // "Connect to local MCP servers" of the MCP documentation;
        // on Linux the same folder in the user's configuration, as Electron has it.
        new()
        {
            Name = "claude-desktop",
            Title = "Claude Desktop",
            Folder = ClaudeDesktopFolder,
            Configuration = environment => environment.Join(ClaudeDesktopFolder(environment), "claude_desktop_config.json"),
            WritesType = false,
            ManualInstructions = "its settings (your preferences) or a project's instructions",
            NextStep = "Quit Claude Desktop and start it again.",
        },
        // "Connect Claude Code to tools via MCP" (installation scopes), "Claude Code settings" (CLAUDE_CONFIG_DIR)
        // and "How Claude remembers your project" (CLAUDE.md).
        new()
        {
            Name = "claude-code",
            Title = "Claude Code",
            Folder = ClaudeCodeFolder,
            Configuration = environment => environment.Join(environment.Variable("CLAUDE_CONFIG_DIR") ?? environment.Home, ".claude.json"),
            ProjectConfiguration = [".mcp.json"],
            Instructions = environment => environment.Join(ClaudeCodeFolder(environment), "CLAUDE.md"),
            ProjectInstructions = "CLAUDE.md",
            NextStep = "Sessions that begin from now on have it; /mcp shows it there.",
        },
        // "MCP configuration reference" and "User and workspace settings" (settings file locations) of VS Code,
        // "Use custom instructions in VS Code" (AGENTS.md).
        new()
        {
            Name = "vscode",
            Title = "VS Code",
            Folder = VSCodeFolder,
            Configuration = environment => environment.Join(VSCodeFolder(environment), "mcp.json"),
            ProjectConfiguration = [".vscode", "mcp.json"],
            ServersKey = "servers",
            AllowsComments = true,
            ManualInstructions = "an instructions file of your profile (Chat: Open Customizations)",
            NextStep = "VS Code asks once whether you trust it; MCP: List Servers shows it.",
        },
        // "Model Context Protocol (MCP)" (configuration locations; its own example has comments)
        // and "Rules" (AGENTS.md, user rules) of Cursor.
        new()
        {
            Name = "cursor",
            Title = "Cursor",
            Folder = CursorFolder,
            Configuration = environment => environment.Join(CursorFolder(environment), "mcp.json"),
            ProjectConfiguration = [".cursor", "mcp.json"],
            AllowsComments = true,
            ManualInstructions = "its settings (Rules, User Rules)",
            NextStep = "Start Cursor again; its settings show it under MCP.",
        },
    ];

    /// <summary>The names that can be typed, in the order of the list: <c>claude-desktop, claude-code, …</c>.</summary>
    public static string Names => string.Join(", ", All.Select(client => client.Name));

    static string ClaudeCodeFolder(ClientEnvironment environment) =>
        environment.Variable("CLAUDE_CONFIG_DIR") ?? environment.Join(environment.Home, ".claude");

    static string VSCodeFolder(ClientEnvironment environment) => environment.Join(environment.Settings, "Code", "User");

    static string CursorFolder(ClientEnvironment environment) => environment.Join(environment.Home, ".cursor");

    static string ClaudeDesktopFolder(ClientEnvironment environment) =>
        ClaudeDesktopPackageFolder(environment) ?? environment.Join(environment.Settings, "Claude");

    /// <summary>
    /// Windows redirects an application that was installed as a package from the documented folder to one of its own,
    /// and the application never reads what another program writes to the documented one (anthropics/claude-code#26073).
    /// </summary>
    static string? ClaudeDesktopPackageFolder(ClientEnvironment environment)
    {
        if (environment.Platform != Platform.Windows)
        {
            return null;
        }
        var local = environment.Variable("LOCALAPPDATA") ?? environment.Join(environment.Home, "AppData", "Local");
        return environment.Folders(environment.Join(local, "Packages"), "Claude_*")
            .SelectMany(package => environment.Folders(environment.Join(package, "LocalCache", "Roaming"), "Claude"))
            .FirstOrDefault();
    }
}
