namespace SkillMcp.Server.Clients;

/// <summary>A program that starts MCP servers: where its files are, and what form they have.</summary>
sealed record Client
{
    /// <summary>What is typed after <c>skillmcp install</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What else may be typed.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What it is called in sentences.</summary>
    public required string Title { get; init; }

    /// <summary>The folder that exists once the client was started.</summary>
    public required Func<ClientEnvironment, string> Folder { get; init; }

    /// <summary>What it is started by in a terminal.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>The file that lists the servers for all of the user's projects.</summary>
    public required Func<ClientEnvironment, string> Configuration { get; init; }

    /// <summary>The file that lists the servers of a project, in the project's folder; null if there is none.</summary>
    public CandidateFiles? ProjectConfiguration { get; init; }

    public ConfigurationFormat Format { get; init; } = ConfigurationFormat.Json;

    /// <summary>The key of the list of servers.</summary>
    public string ServersKey { get; init; } = "mcpServers";

    /// <summary>What an entry looks like.</summary>
    public EntryForm Entry { get; init; } = new();

    /// <summary>Whether a server gets the variables of the client's terminal, which may say where the memory is.</summary>
    public bool PassesVariables { get; init; } = true;

    /// <summary>The file whose text the model reads in every project; null if there is none.</summary>
    public Func<ClientEnvironment, string>? Instructions { get; init; }

    /// <summary>The file whose text the model reads in one project, in the project's folder.</summary>
    public CandidateFiles ProjectInstructions { get; init; } = "AGENTS.md";

    /// <summary>How it calls a program at the moments of a session; null if it does not.</summary>
    public HookForm? Hooks { get; init; }

    /// <summary>Whether only the file of instructions is sure to tell the model: not every version shows what a server says.</summary>
    public bool NeedsInstructions { get; init; }

    /// <summary>Where a person pastes instructions for all projects, if there is no file for them.</summary>
    public string ManualInstructions { get; init; } = "";

    /// <summary>What the client does next, and what the person has to do for it.</summary>
    public required string NextStep { get; init; }

    /// <summary>The same, where only a project was configured.</summary>
    public string? ProjectNextStep { get; init; }

    /// <summary>Whether it is on this machine: it has been started, or can be.</summary>
    public bool IsInstalled(ClientEnvironment environment) =>
        environment.Exists(Folder(environment)) || environment.Exists(Configuration(environment)) || Programs.Any(environment.HasProgram);
}
