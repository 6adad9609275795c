namespace SkillMcp.Server.Verification;

/// <summary>A command that is to run in a sandbox, with all that it sees of the machine.</summary>
sealed record SandboxedRun
{
    /// <summary>A line of shell; bash reads it where there is one.</summary>
    public required string Command { get; init; }

    /// <summary>The folder that it starts in.</summary>
    public required SandboxBind Folder { get; init; }

    /// <summary>What else it sees besides the programs of the system.</summary>
    public IReadOnlyList<SandboxBind> Binds { get; init; } = [];

    /// <summary>Folders in which its programs are looked for before those of the system. They have to be bound too.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Its variables besides PATH, HOME and LANG.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The image of a container that has its programs; null for the usual one. Other sandboxes have those of the system.</summary>
    public string? Image { get; init; }

    public SandboxLimits Limits { get; init; } = new();
}
