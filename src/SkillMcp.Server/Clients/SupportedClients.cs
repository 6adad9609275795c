using SkillMcp.Sessions;

namespace SkillMcp.Server.Clients;

/// <summary>
/// The clients that <c>skillmcp install</c> knows. To support another, add an entry here, and name it in the README:
/// the command's help and its argument are made from this list. What each path and form is taken from stands above the entry:
/// a page of its maker's documentation, or what the program itself writes and lists (<c>.ci/clients</c>).
/// </summary>
static class SupportedClients
{
    static readonly EntryForm Untyped = new() { Type = null };

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
            Entry = Untyped,
            ManualInstructions = "its settings (your preferences) or a project's instructions",
            NextStep = "Quit Claude Desktop and start it again.",
        },
        // "Connect Claude Code to tools via MCP" (installation scopes), "Claude Code settings" (CLAUDE_CONFIG_DIR)
        // and "How Claude remembers your project" (CLAUDE.md); run.
        new()
        {
            Name = "claude-code",
            Aliases = ["claude"],
            Title = "Claude Code",
            Folder = ClaudeCodeFolder,
            Programs = ["claude"],
            Configuration = environment => environment.Join(environment.Variable("CLAUDE_CONFIG_DIR") ?? environment.Home, ".claude.json"),
            ProjectConfiguration = ".mcp.json",
            Instructions = environment => environment.Join(ClaudeCodeFolder(environment), "CLAUDE.md"),
            ProjectInstructions = "CLAUDE.md",
            Hooks = new()
            {
                Session = SessionClient.Claude,
                Configuration = environment => environment.Join(ClaudeCodeFolder(environment), "settings.json"),
                // The one that is not shared: the program is where it is on this machine.
                ProjectConfiguration = ".claude/settings.local.json",
                Events =
                [
                    ("UserPromptSubmit", HookMoment.Prompt), ("PostToolUse", HookMoment.ToolCall),
                    ("PostToolUseFailure", HookMoment.ToolCall), ("Stop", HookMoment.TurnEnd), ("SessionEnd", HookMoment.SessionEnd),
                ],
                EveryTool = "*",
            },
            NextStep = "Sessions that begin from now on have it; /mcp shows it there.",
            ProjectNextStep = "Pending approval: run claude in this folder and approve it. /mcp shows it there.",
        },
        // "MCP configuration reference" and "User and workspace settings" (settings file locations) of VS Code,
        // "Use custom instructions in VS Code" (AGENTS.md).
        new()
        {
            Name = "vscode",
            Title = "VS Code",
            Folder = VSCodeFolder,
            Programs = ["code"],
            Configuration = environment => environment.Join(VSCodeFolder(environment), "mcp.json"),
            ProjectConfiguration = ".vscode/mcp.json",
            Format = ConfigurationFormat.JsonWithComments,
            ServersKey = "servers",
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
            Programs = ["cursor"],
            Configuration = environment => environment.Join(CursorFolder(environment), "mcp.json"),
            ProjectConfiguration = ".cursor/mcp.json",
            Format = ConfigurationFormat.JsonWithComments,
            ManualInstructions = "its settings (Rules, User Rules)",
            NextStep = "Start Cursor again; its settings show it under MCP.",
        },
        // "Model Context Protocol" and "Custom instructions with AGENTS.md" of Codex; run.
        new()
        {
            Name = "codex",
            Title = "Codex",
            Folder = CodexFolder,
            Programs = ["codex"],
            Configuration = environment => environment.Join(CodexFolder(environment), "config.toml"),
            ProjectConfiguration = ".codex/config.toml",
            Format = ConfigurationFormat.Toml,
            ServersKey = "mcp_servers",
            Entry = Untyped,
            PassesVariables = false,
            Instructions = environment => CodexInstructions.In(CodexFolder(environment), environment),
            ProjectInstructions = CodexInstructions,
            Hooks = new()
            {
                Session = SessionClient.Codex,
                Configuration = environment => environment.Join(CodexFolder(environment), "hooks.json"),
                ProjectConfiguration = ".codex/hooks.json",
                Events =
                [
                    ("UserPromptSubmit", HookMoment.Prompt), ("PostToolUse", HookMoment.ToolCall),
                    ("Stop", HookMoment.TurnEnd), ("SessionEnd", HookMoment.SessionEnd),
                ],
                NextStep = "Codex runs no hook before you have trusted it, and does not say so: run codex, type /hooks and trust these.",
            },
            NextStep = "Sessions that begin from now on have it; /mcp shows it there.",
            ProjectNextStep = "Codex reads it in a project that you trust: run codex in this folder and say so. /mcp shows it there.",
        },
        // "MCP servers with the Gemini CLI", "Trusted folders" and "Provide context with GEMINI.md files" of Gemini CLI; run.
        new()
        {
            Name = "gemini",
            Title = "Gemini CLI",
            Folder = GeminiFolder,
            Programs = ["gemini"],
            Configuration = environment => environment.Join(GeminiFolder(environment), "settings.json"),
            ProjectConfiguration = ".gemini/settings.json",
            Format = ConfigurationFormat.JsonWithComments,
            Entry = Untyped,
            Instructions = environment => environment.Join(GeminiFolder(environment), "GEMINI.md"),
            ProjectInstructions = "GEMINI.md",
            Hooks = new()
            {
                Session = SessionClient.Gemini,
                Configuration = environment => environment.Join(GeminiFolder(environment), "settings.json"),
                ProjectConfiguration = ".gemini/settings.json",
                Format = ConfigurationFormat.JsonWithComments,
                Events =
                [
                    ("BeforeAgent", HookMoment.Prompt), ("AfterTool", HookMoment.ToolCall),
                    ("AfterAgent", HookMoment.TurnEnd), ("SessionEnd", HookMoment.SessionEnd),
                ],
                EveryTool = "*",
                IsInMilliseconds = true,
                ReplacesShell = true,
            },
            NextStep = "Gemini CLI starts no server in a folder that it does not trust: run gemini there and trust it. /mcp shows it.",
        },
        // "Adding MCP servers for GitHub Copilot CLI" and "Adding custom instructions for GitHub Copilot CLI"; run.
        new()
        {
            Name = "copilot",
            Title = "Copilot CLI",
            Folder = CopilotFolder,
            Programs = ["copilot"],
            Configuration = environment => environment.Join(CopilotFolder(environment), "mcp-config.json"),
            ProjectConfiguration = ".github/mcp.json",
            Format = ConfigurationFormat.JsonWithComments,
            Entry = new() { Type = "local", NamesTools = true },
            PassesVariables = false,
            Instructions = environment => environment.Join(CopilotFolder(environment), "copilot-instructions.md"),
            Hooks = new()
            {
                Session = SessionClient.Copilot,
                Configuration = environment => environment.Join(CopilotFolder(environment), "hooks", "skillmcp.json"),
                ProjectConfiguration = ".github/hooks/skillmcp.json",
                Entry = HookEntryForm.Flat,
                Events =
                [
                    ("userPromptSubmitted", HookMoment.Prompt), ("postToolUse", HookMoment.ToolCall),
                    ("agentStop", HookMoment.TurnEnd), ("sessionEnd", HookMoment.SessionEnd),
                ],
            },
            NeedsInstructions = true,
            NextStep = "Sessions that begin from now on have it; /mcp show lists it there.",
            ProjectNextStep = "Copilot CLI starts it in a folder that you trust: run copilot in this folder and say so.",
        },
        // "MCP servers with Qwen Code" and "Memory" (QWEN.md) of Qwen Code; run.
        new()
        {
            Name = "qwen",
            Title = "Qwen Code",
            Folder = QwenFolder,
            Programs = ["qwen"],
            Configuration = environment => environment.Join(QwenFolder(environment), "settings.json"),
            ProjectConfiguration = ".qwen/settings.json",
            Format = ConfigurationFormat.JsonWithComments,
            Entry = Untyped,
            Instructions = environment => environment.Join(QwenFolder(environment), "QWEN.md"),
            ProjectInstructions = "QWEN.md",
            Hooks = new()
            {
                Session = SessionClient.Qwen,
                Configuration = environment => environment.Join(QwenFolder(environment), "settings.json"),
                ProjectConfiguration = ".qwen/settings.json",
                Format = ConfigurationFormat.JsonWithComments,
                Events =
                [
                    ("UserPromptSubmit", HookMoment.Prompt), ("PostToolUse", HookMoment.ToolCall),
                    ("PostToolUseFailure", HookMoment.ToolCall), ("Stop", HookMoment.TurnEnd), ("SessionEnd", HookMoment.SessionEnd),
                ],
                EveryTool = "*",
                IsInMilliseconds = true,
                ReplacesShell = true,
            },
            NeedsInstructions = true,
            NextStep = "Sessions that begin from now on have it; /mcp shows it there.",
            ProjectNextStep = "Pending approval: run qwen mcp approve skillmcp in this folder.",
        },
        // "MCP servers", "Config" (both endings are read) and "Rules" (which files hide which) of opencode; run.
        new()
        {
            Name = "opencode",
            Title = "opencode",
            Folder = OpenCodeFolder,
            Programs = ["opencode"],
            Configuration = environment => OpenCodeConfiguration.In(OpenCodeFolder(environment), environment),
            ProjectConfiguration = OpenCodeConfiguration,
            Format = ConfigurationFormat.JsonWithComments,
            ServersKey = "mcp",
            Entry = new() { Type = "local", IsOneList = true, Switch = ("enabled", true) },
            Instructions = OpenCodeInstructions,
            ProjectInstructions = new("AGENTS.md", "AGENTS.md", "CLAUDE.md", "CONTEXT.md"),
            Hooks = new()
            {
                Session = SessionClient.Opencode,
                Configuration = environment => environment.Join(OpenCodeFolder(environment), "plugin", "skillmcp.js"),
                ProjectConfiguration = ".opencode/plugin/skillmcp.js",
                Entry = HookEntryForm.Plugin,
                Events =
                [
                    ("chat.message", HookMoment.Prompt), ("tool.execute.after", HookMoment.ToolCall), ("session.idle", HookMoment.TurnEnd),
                ],
                IsInMilliseconds = true,
            },
            NextStep = "Sessions that begin from now on have it; opencode mcp list shows it.",
        },
        // "Configuration" of the Cline CLI (the same folder for its extensions), "Cline rules"; its own mcp add writes this form.
        new()
        {
            Name = "cline",
            Title = "Cline",
            Folder = ClineFolder,
            Programs = ["cline"],
            Configuration = ClineConfiguration,
            Entry = new() { Within = "transport" },
            Instructions = environment => environment.Join(ClineFolder(environment), "rules", "skillmcp.md"),
            NextStep = "Tasks that begin from now on have it.",
        },
        // "Model Context Protocol" and "AGENTS.md" of Factory; its own mcp add writes this form.
        new()
        {
            Name = "droid",
            Title = "Droid",
            Folder = DroidFolder,
            Programs = ["droid"],
            Configuration = environment => environment.Join(DroidFolder(environment), "mcp.json"),
            ProjectConfiguration = ".factory/mcp.json",
            Format = ConfigurationFormat.JsonWithComments,
            Entry = new() { Switch = ("disabled", false) },
            Instructions = environment => environment.Join(DroidFolder(environment), "AGENTS.md"),
            NextStep = "Sessions that begin from now on have it; /mcp shows it there.",
        },
        // "Integrations and MCP" and "Rules & Guidelines" (user rules) of the Auggie CLI; run.
        new()
        {
            Name = "auggie",
            Title = "Auggie",
            Folder = AuggieFolder,
            Programs = ["auggie"],
            Configuration = environment => environment.Join(AuggieFolder(environment), "settings.json"),
            Format = ConfigurationFormat.JsonWithComments,
            Instructions = environment => environment.Join(AuggieFolder(environment), "rules", "skillmcp.md"),
            NextStep = "Sessions that begin from now on have it; auggie mcp list shows it.",
        },
        // "Model Context Protocol" (custom servers) and "Instructions" (which file of a project is read) of Zed.
        new()
        {
            Name = "zed",
            Title = "Zed",
            Folder = ZedFolder,
            Programs = ["zed", "zeditor"],
            Configuration = environment => environment.Join(ZedFolder(environment), "settings.json"),
            ProjectConfiguration = ".zed/settings.json",
            Format = ConfigurationFormat.JsonWithComments,
            ServersKey = "context_servers",
            Entry = Untyped,
            Instructions = environment => environment.Join(ZedFolder(environment), "AGENTS.md"),
            ProjectInstructions = ZedProjectInstructions,
            NextStep = "Zed starts it at once; the settings of its agent panel show a green dot beside it.",
            ProjectNextStep = "Zed starts it in a project that you trust; the settings of its agent panel show a green dot beside it.",
        },
        // "Cascade MCP integration" and "Memories & Rules" of Windsurf.
        new()
        {
            Name = "windsurf",
            Title = "Windsurf",
            Folder = WindsurfFolder,
            Programs = ["windsurf"],
            Configuration = environment => environment.Join(WindsurfFolder(environment), "mcp_config.json"),
            Entry = Untyped,
            Instructions = environment => environment.Join(WindsurfFolder(environment), "memories", "global_rules.md"),
            NextStep = "Press the refresh button of its MCP servers, or start Windsurf again.",
        },
        // "MCP settings" and "Guidelines" of JetBrains Junie, in the IDEs and in a terminal.
        new()
        {
            Name = "junie",
            Title = "JetBrains Junie",
            Folder = JunieFolder,
            Programs = ["junie"],
            Configuration = environment => environment.Join(JunieFolder(environment), "mcp", "mcp.json"),
            ProjectConfiguration = ".junie/mcp/mcp.json",
            Entry = Untyped,
            ProjectInstructions = new("AGENTS.md", ".junie/AGENTS.md", "AGENTS.md", ".junie/guidelines.md"),
            ManualInstructions = "the guidelines of a project",
            NextStep = "The IDE shows it under Tools, Junie, MCP Settings, where it is switched on; Junie asks before it uses it.",
        },
        // "Use MCP Servers" of LM Studio (its notation is Cursor's); where it keeps its files: lmstudio-ai/lmstudio-bug-tracker#1371.
        new()
        {
            Name = "lm-studio",
            Title = "LM Studio",
            Folder = LMStudioFolder,
            Programs = ["lms"],
            Configuration = environment => environment.Join(LMStudioFolder(environment), "mcp.json"),
            Entry = Untyped,
            ManualInstructions = "the system prompt of a chat or a preset",
            NextStep = "Switch on mcp/skillmcp under Integrations of a chat; LM Studio asks before it calls a tool.",
        },
    ];

    /// <summary>The names that can be typed, in the order of the list: <c>claude-desktop, claude-code, …</c>.</summary>
    public static string Names => string.Join(", ", All.Select(client => client.Name));

    /// <summary>The client that is meant by a name, in whatever case and with or without hyphens; null if there is none.</summary>
    public static Client? Named(string typed) =>
        All.FirstOrDefault(client => IsMeant(typed, [client.Name, client.Title, .. client.Aliases]));

    /// <summary>What may have been meant by a name that is not known, as the end of a sentence; empty if nothing is near.</summary>
    public static string Suggestion(string typed, IEnumerable<string> known) =>
        NearestName.Of(typed.ToLowerInvariant(), [.. known]) is { } nearest ? $", did you mean '{nearest}'" : "";

    /// <summary>Whether one of some names is meant; a path is no name.</summary>
    public static bool IsMeant(string typed, params IEnumerable<string> names) =>
        Letters(typed) is { Length: > 0 } letters && names.Any(name => Letters(name) == letters);

    static string Letters(string name) => name.Contains('/') || name.Contains('\\') || name.StartsWith('.')
        ? ""
        : string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The names of those that call programs.</summary>
    public static string NamesWithHooks =>
        string.Join(", ", All.Where(client => client.Hooks is not null).Select(client => client.Name));

    static CandidateFiles CodexInstructions => new("AGENTS.md", "AGENTS.override.md", "AGENTS.md");

    static CandidateFiles OpenCodeConfiguration => new("opencode.json", "opencode.json", "opencode.jsonc");

    static CandidateFiles ZedProjectInstructions => new(
        "AGENTS.md",
        ".rules",
        ".cursorrules",
        ".windsurfrules",
        ".clinerules",
        ".github/copilot-instructions.md",
        "AGENT.md",
        "AGENTS.md",
        "CLAUDE.md",
        "GEMINI.md");

    static string ClaudeCodeFolder(ClientEnvironment environment) =>
        environment.Variable("CLAUDE_CONFIG_DIR") ?? environment.Join(environment.Home, ".claude");

    static string VSCodeFolder(ClientEnvironment environment) => environment.Join(environment.Settings, "Code", "User");

    static string CursorFolder(ClientEnvironment environment) => environment.Join(environment.Home, ".cursor");

    static string CodexFolder(ClientEnvironment environment) =>
        environment.Variable("CODEX_HOME") ?? environment.Join(environment.Home, ".codex");

    // The variable stands for the home folder here, and not for the folder in it.
    static string GeminiFolder(ClientEnvironment environment) =>
        environment.Join(environment.Variable("GEMINI_CLI_HOME") ?? environment.Home, ".gemini");

    static string CopilotFolder(ClientEnvironment environment) =>
        environment.Variable("COPILOT_HOME") ?? environment.Join(environment.Home, ".copilot");

    static string QwenFolder(ClientEnvironment environment) =>
        environment.Variable("QWEN_HOME") ?? environment.Join(environment.Home, ".qwen");

    static string OpenCodeFolder(ClientEnvironment environment) => environment.Join(environment.UnixSettings, "opencode");

    static string OpenCodeInstructions(ClientEnvironment environment)
    {
        var own = environment.Join(OpenCodeFolder(environment), "AGENTS.md");
        var claudes = environment.Join(environment.Home, ".claude", "CLAUDE.md");
        return !environment.Exists(own) && environment.Exists(claudes) ? claudes : own;
    }

    static string ClineFolder(ClientEnvironment environment) =>
        environment.Variable("CLINE_DIR") ?? environment.Join(environment.Home, ".cline");

    static string ClineConfiguration(ClientEnvironment environment)
    {
        var data = environment.Variable("CLINE_DATA_DIR") ?? environment.Join(ClineFolder(environment), "data");
        return environment.Join(data, "settings", "cline_mcp_settings.json");
    }

    static string DroidFolder(ClientEnvironment environment) =>
        environment.Join(environment.Variable("FACTORY_HOME_OVERRIDE") ?? environment.Home, ".factory");

    static string AuggieFolder(ClientEnvironment environment) => environment.Join(environment.Home, ".augment");

    static string ZedFolder(ClientEnvironment environment) => environment.Platform == Platform.Windows
        ? environment.Join(environment.Settings, "Zed")
        : environment.Join(environment.UnixSettings, "zed");

    static string WindsurfFolder(ClientEnvironment environment) => environment.Join(environment.Home, ".codeium", "windsurf");

    static string JunieFolder(ClientEnvironment environment) => environment.Join(environment.Home, ".junie");

    static string LMStudioFolder(ClientEnvironment environment)
    {
        var documented = environment.Join(environment.Home, ".lmstudio");
        var older = environment.Join(environment.Home, ".cache", "lm-studio");
        return !environment.Exists(documented) && environment.Exists(older) ? older : documented;
    }

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
