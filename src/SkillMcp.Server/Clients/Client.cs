namespace SkillMcp.Server.Clients;

/// <summary>
/// A program that starts MCP servers: where it keeps the list of them, and in what form. Each place and form is its maker's,
/// by the document that is named with it.
/// </summary>
sealed record Client
{
    /// <summary>What is typed for it.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>The folder that is there once the client was started.</summary>
    public required Func<ClientEnvironment, string> Folder { get; init; }

    /// <summary>The file with the servers of all the user's projects.</summary>
    public required Func<ClientEnvironment, string> Configuration { get; init; }

    /// <summary>The file with the servers of one project, by its way from the project's folder; empty where the client has none.</summary>
    public IReadOnlyList<string> InProject { get; init; } = [];

    /// <summary>The key of the servers.</summary>
    public string Servers { get; init; } = "mcpServers";

    /// <summary>Whether a server says that it is started and spoken to over its streams.</summary>
    public bool HasType { get; init; } = true;

    /// <summary>Whether the client reads JSON with comments and trailing commas.</summary>
    public bool ReadsComments { get; init; }

    /// <summary>The file that a model reads in every project; null where there is none.</summary>
    public Func<ClientEnvironment, string>? Instructions { get; init; }

    /// <summary>The file that a model reads in one project.</summary>
    public string InstructionsInProject { get; init; } = "AGENTS.md";

    /// <summary>Where a person writes instructions for all projects, if not in a file.</summary>
    public string InstructionsByHand { get; init; } = "";

    /// <summary>What the person does next.</summary>
    public required string Next { get; init; }

    public static IReadOnlyList<Client> All { get; } =
    [
        // "Connect to local MCP servers" of the MCP documentation; on Linux the same folder under the user's configuration, as Electron has it.
        new()
        {
            Name = "claude-desktop",
            Title = "Claude Desktop",
            Folder = ClaudeDesktopFolder,
            Configuration = environment => environment.Join(ClaudeDesktopFolder(environment), "claude_desktop_config.json"),
            HasType = false,
            InstructionsByHand = "its settings (your preferences) or a project's instructions",
            Next = "Quit Claude Desktop and start it again.",
        },
        // "Connect Claude Code to tools via MCP" (installation scopes), "Claude Code settings" (CLAUDE_CONFIG_DIR) and "How Claude remembers your project" (CLAUDE.md).
        new()
        {
            Name = "claude-code",
            Title = "Claude Code",
            Folder = ClaudeCodeFolder,
            Configuration = environment => environment.Join(environment.Variable("CLAUDE_CONFIG_DIR") ?? environment.Home, ".claude.json"),
            InProject = [".mcp.json"],
            Instructions = environment => environment.Join(ClaudeCodeFolder(environment), "CLAUDE.md"),
            InstructionsInProject = "CLAUDE.md",
            Next = "Sessions that begin from now on have it; /mcp shows it there.",
        },
        // "MCP configuration reference" and "User and workspace settings" (settings file locations) of VS Code, "Use custom instructions in VS Code" (AGENTS.md).
        new()
        {
            Name = "vscode",
            Title = "VS Code",
            Folder = VSCodeFolder,
            Configuration = environment => environment.Join(VSCodeFolder(environment), "mcp.json"),
            InProject = [".vscode", "mcp.json"],
            Servers = "servers",
            ReadsComments = true,
            InstructionsByHand = "an instructions file of your profile (Chat: Open Customizations)",
            Next = "VS Code asks once whether you trust it; MCP: List Servers shows it.",
        },
        // "Model Context Protocol (MCP)" (configuration locations; its own example has comments) and "Rules" (AGENTS.md, user rules) of Cursor.
        new()
        {
            Name = "cursor",
            Title = "Cursor",
            Folder = CursorFolder,
            Configuration = environment => environment.Join(CursorFolder(environment), "mcp.json"),
            InProject = [".cursor", "mcp.json"],
            ReadsComments = true,
            InstructionsByHand = "its settings (Rules, User Rules)",
            Next = "Start Cursor again; its settings show it under MCP.",
        },
    ];

    static string ClaudeCodeFolder(ClientEnvironment environment) => environment.Variable("CLAUDE_CONFIG_DIR") ?? environment.Join(environment.Home, ".claude");

    static string VSCodeFolder(ClientEnvironment environment) => environment.Join(environment.Settings, "Code", "User");

    static string CursorFolder(ClientEnvironment environment) => environment.Join(environment.Home, ".cursor");

    static string ClaudeDesktopFolder(ClientEnvironment environment) => Packaged(environment) ?? environment.Join(environment.Settings, "Claude");

    /// <summary>
    /// Windows shows an application that was installed as a package a folder of its own in the place of the documented one,
    /// and what another program writes to the documented one is never read (anthropics/claude-code#26073).
    /// </summary>
    static string? Packaged(ClientEnvironment environment) => environment.Platform != Platform.Windows ? null
        : environment.Folders(environment.Join(environment.Variable("LOCALAPPDATA") ?? environment.Join(environment.Home, "AppData", "Local"), "Packages"), "Claude_*")
            .SelectMany(package => environment.Folders(environment.Join(package, "LocalCache", "Roaming"), "Claude"))
            .FirstOrDefault();
}
