namespace SkillMcp.Server.Clients;

/// <summary>The folder in which a client looks for skills.</summary>
sealed record SkillsFolder
{
    /// <summary>What is typed after <c>--to</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the client is called by <c>skillmcp install</c>; empty if that is its name here, or it is no single client.</summary>
    public string Client { get; init; } = "";

    /// <summary>Who reads it, in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>The folder for all of the user's projects.</summary>
    public required Func<ClientEnvironment, string> Home { get; init; }

    /// <summary>The parts of the path of the folder of one project.</summary>
    public required IReadOnlyList<string> InProject { get; init; }

    /// <summary>
    /// All that can be named. Each was seen to be read by the program itself, but for opencode's, which are from its documentation.
    /// </summary>
    public static IReadOnlyList<SkillsFolder> All { get; } =
    [
        new()
        {
            Name = "claude",
            Client = "claude-code",
            Title = "Claude Code",
            Home = In("claude-code"),
            InProject = [".claude", "skills"],
        },
        new()
        {
            Name = "agents",
            Title = "Codex, Gemini CLI, Copilot CLI, Qwen Code and opencode",
            Home = environment => environment.Join(environment.Home, ".agents", "skills"),
            InProject = [".agents", "skills"],
        },
        new()
        {
            Name = "codex",
            Title = "Codex",
            Home = In("codex"),
            InProject = [".codex", "skills"],
        },
        new()
        {
            Name = "gemini",
            Title = "Gemini CLI",
            Home = In("gemini"),
            InProject = [".gemini", "skills"],
        },
        new()
        {
            Name = "copilot",
            Title = "Copilot CLI",
            Home = In("copilot"),
            InProject = [".github", "skills"],
        },
        new()
        {
            Name = "qwen",
            Title = "Qwen Code",
            Home = In("qwen"),
            InProject = [".qwen", "skills"],
        },
        // "Skills" (discovery) of opencode's documentation.
        new()
        {
            Name = "opencode",
            Title = "opencode",
            Home = In("opencode"),
            InProject = [".opencode", "skills"],
        },
    ];

    /// <summary>The folder that is meant by a name, in whatever case and with or without hyphens; null if it names no client.</summary>
    /// <exception cref="SkillException">It names a client that has no such folder.</exception>
    public static SkillsFolder? Named(string typed)
    {
        if (Of(typed) is { } folder)
        {
            return folder;
        }
        return SupportedClients.Named(typed) is { } other
            ? throw new SkillException(
                $"{other.Title} has no skills folder that an export could fill; these have: {Names}. "
                + $"It gets the skills from the server itself: skillmcp install {other.Name}. For a folder of that name: --to ./{typed}")
            : null;
    }

    /// <summary>The folder of the client that a name is of; null if it is of none that has one.</summary>
    public static SkillsFolder? Of(string name) =>
        All.FirstOrDefault(folder => SupportedClients.IsMeant(name, folder.Name, folder.Title, folder.Client));

    /// <summary>Refuses a new folder that is called almost like a client, which was meant.</summary>
    /// <exception cref="SkillException">It is.</exception>
    public static void RequireNoClient(string typed)
    {
        var isName = typed.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') && !Path.Exists(typed);
        if (isName && SupportedClients.Suggestion(typed, All.Select(folder => folder.Name)) is { Length: > 0 } suggestion)
        {
            throw new SkillException($"'{typed}' is not a client{suggestion}? For a folder of that name: --to ./{typed}");
        }
    }

    /// <summary>The names that can be typed: <c>claude, agents, …</c>.</summary>
    public static string Names => string.Join(", ", All.Select(folder => folder.Name));

    /// <summary>The path of the folder.</summary>
    /// <param name="environment">Where the client runs.</param>
    /// <param name="project">The folder of one project; null for all of the user's projects.</param>
    public string PathIn(ClientEnvironment environment, string? project) =>
        project is null ? Home(environment) : environment.Join([project, .. InProject]);

    /// <summary>The skills in the folder that a client of <see cref="SupportedClients"/> has.</summary>
    static Func<ClientEnvironment, string> In(string client) =>
        environment => environment.Join(SupportedClients.All.Single(one => one.Name == client).Folder(environment), "skills");
}
