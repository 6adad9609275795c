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
    public required Func<Machine, string> Folder { get; init; }

    /// <summary>The file with the servers of all the user's projects.</summary>
    public required Func<Machine, string> Configuration { get; init; }

    /// <summary>The file with the servers of one project, by its way from the project's folder; empty where the client has none.</summary>
    public IReadOnlyList<string> InProject { get; init; } = [];

    /// <summary>The key of the servers.</summary>
    public string Servers { get; init; } = "mcpServers";

    /// <summary>Whether a server says that it is started and spoken to over its streams.</summary>
    public bool HasType { get; init; } = true;

    /// <summary>Whether the client reads JSON with comments and trailing commas.</summary>
    public bool ReadsComments { get; init; }

    /// <summary>The file that a model reads in every project; null where there is none.</summary>
    public Func<Machine, string>? Instructions { get; init; }

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
            Configuration = machine => machine.Join(ClaudeDesktopFolder(machine), "claude_desktop_config.json"),
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
            Configuration = machine => machine.Join(machine.Variable("CLAUDE_CONFIG_DIR") ?? machine.Home, ".claude.json"),
            InProject = [".mcp.json"],
            Instructions = machine => machine.Join(ClaudeCodeFolder(machine), "CLAUDE.md"),
            InstructionsInProject = "CLAUDE.md",
            Next = "Sessions that begin from now on have it; /mcp shows it there.",
        },
        // "MCP configuration reference" and "User and workspace settings" (settings file locations) of VS Code, "Use custom instructions in VS Code" (AGENTS.md).
        new()
        {
            Name = "vscode",
            Title = "VS Code",
            Folder = VSCodeFolder,
            Configuration = machine => machine.Join(VSCodeFolder(machine), "mcp.json"),
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
            Configuration = machine => machine.Join(CursorFolder(machine), "mcp.json"),
            InProject = [".cursor", "mcp.json"],
            ReadsComments = true,
            InstructionsByHand = "its settings (Rules, User Rules)",
            Next = "Start Cursor again; its settings show it under MCP.",
        },
    ];

    static string ClaudeCodeFolder(Machine machine) => machine.Variable("CLAUDE_CONFIG_DIR") ?? machine.Join(machine.Home, ".claude");

    static string VSCodeFolder(Machine machine) => machine.Join(machine.Settings, "Code", "User");

    static string CursorFolder(Machine machine) => machine.Join(machine.Home, ".cursor");

    static string ClaudeDesktopFolder(Machine machine) => Packaged(machine) ?? machine.Join(machine.Settings, "Claude");

    /// <summary>
    /// Windows shows an application that was installed as a package a folder of its own in the place of the documented one,
    /// and what another program writes to the documented one is never read (anthropics/claude-code#26073).
    /// </summary>
    static string? Packaged(Machine machine) => machine.Platform != Platform.Windows ? null
        : machine.Folders(machine.Join(machine.Variable("LOCALAPPDATA") ?? machine.Join(machine.Home, "AppData", "Local"), "Packages"), "Claude_*")
            .SelectMany(package => machine.Folders(machine.Join(package, "LocalCache", "Roaming"), "Claude"))
            .FirstOrDefault();
}
