using SkillMcp.Packaging;

namespace SkillMcp.Server.Verification;

/// <summary>
/// What the owner of a machine lets the memory run there to verify the skills of a project. What is not named is not allowed.
/// </summary>
sealed record VerifyPolicy
{
    static readonly string[] SystemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>Names of programs of the system, or whole paths of others.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>Hosts that may be asked over HTTP, with their port where it is not the usual one.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Folders that a command may see.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>Folders that a command may change.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];

    /// <summary>Folders in which programs are looked for before those of the system. A command sees them too.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Names of variables that are handed on.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>The image of a container in which the programs are; null for the usual one.</summary>
    public string? Image { get; init; }

    public SandboxLimits Limits { get; init; } = new();

    /// <summary>All that is bound for a command.</summary>
    public IReadOnlyList<SandboxBind> Binds =>
    [
        .. Readable.Concat(Path).Select(folder => new SandboxBind(folder, IsWritable: false)),
        .. Writable.Select(folder => new SandboxBind(folder, IsWritable: true)),
    ];

    /// <summary>The variables that are handed on, with their values here.</summary>
    public IReadOnlyDictionary<string, string> Variables => Environment
        .Select(name => (Name: name, Value: System.Environment.GetEnvironmentVariable(name)))
        .Where(variable => variable.Value is not null)
        .ToDictionary(variable => variable.Name, variable => variable.Value!);

    /// <summary>Why a line of shell may not be run; null if it may.</summary>
    public string? Allows(string command)
    {
        try
        {
            return ShellPrograms.In(command).FirstOrDefault(program => !IsAllowed(program)) is { } other
                ? $"'{other}' is not among the programs that are allowed"
                : null;
        }
        catch (UnreadableShellException unreadable)
        {
            return $"it cannot be told which programs it runs: {unreadable.Message}";
        }
    }

    /// <summary>Why an address may not be asked; null if it may.</summary>
    public string? Allows(Uri address)
    {
        var isHttp = address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
        if (!isHttp || address.UserInfo.Length > 0)
        {
            return "it is not an address of HTTP without a user";
        }
        var host = HostOf(address);
        return Hosts.Contains(host, StringComparer.OrdinalIgnoreCase) ? null : $"'{host}' is not among the hosts that are allowed";
    }

    /// <summary>A command that is allowed, with all that it may see and use.</summary>
    /// <param name="command">The line of shell.</param>
    /// <param name="folder">The folder that it starts in.</param>
    public SandboxedRun RunOf(string command, SandboxBind folder) => new()
    {
        Command = command,
        Folder = folder,
        Binds = Binds,
        Path = Path,
        Environment = Variables,
        Image = Image,
        Limits = Limits,
    };

    /// <summary>The host of an address, as it is written in the list of hosts.</summary>
    public static string HostOf(Uri address) => address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}";

    /// <summary>The folder as it may be bound; null if it lies in none that is allowed.</summary>
    /// <exception cref="SkillException">It is not a whole path.</exception>
    public SandboxBind? Allows(string folder, bool isWritable)
    {
        var real = RealPath.OfAbsolute(folder);
        bool Holds(string allowed) => RealPath.IsIn(real, RealPath.OfAbsolute(allowed));
        return (isWritable ? Writable : Readable.Concat(Writable)).Any(Holds) ? new SandboxBind(real, isWritable) : null;
    }

    /// <summary>A program of the system is allowed by its name, every other by its whole path.</summary>
    bool IsAllowed(string program) =>
        Programs.Contains(program)
        || SystemFolders.Contains(System.IO.Path.GetDirectoryName(program)) && Programs.Contains(System.IO.Path.GetFileName(program));
}
