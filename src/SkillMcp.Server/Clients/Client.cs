namespace SkillMcp.Server.Clients;

/// <summary>A program that starts MCP servers: where its configuration is, and what form it has.</summary>
sealed record Client
{
    /// <summary>What is typed after <c>skillmcp install</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called in sentences.</summary>
    public required string Title { get; init; }

    /// <summary>The folder that exists once the client was started.</summary>
    public required Func<ClientEnvironment, string> Folder { get; init; }

    /// <summary>The file that lists the servers for all of the user's projects.</summary>
    public required Func<ClientEnvironment, string> Configuration { get; init; }

    /// <summary>The parts of the path, in a project's folder, of the file that lists its servers; empty if there is none.</summary>
    public IReadOnlyList<string> ProjectConfiguration { get; init; } = [];

    /// <summary>The key of the list of servers.</summary>
    public string ServersKey { get; init; } = "mcpServers";

    /// <summary>Whether an entry says <c>"type": "stdio"</c>.</summary>
    public bool WritesType { get; init; } = true;

    /// <summary>Whether the client reads JSON with comments and trailing commas.</summary>
    public bool AllowsComments { get; init; }

    /// <summary>The file whose text the model reads in every project; null if there is none.</summary>
    public Func<ClientEnvironment, string>? Instructions { get; init; }

    /// <summary>The file whose text the model reads in one project, by its name in the project's folder.</summary>
    public string ProjectInstructions { get; init; } = "AGENTS.md";

    /// <summary>Where a person pastes instructions for all projects, if there is no file for them.</summary>
    public string ManualInstructions { get; init; } = "";

    /// <summary>A sentence on what the person does next.</summary>
    public required string NextStep { get; init; }
}
