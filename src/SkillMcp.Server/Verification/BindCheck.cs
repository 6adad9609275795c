using SkillMcp.Packaging;

namespace SkillMcp.Server.Verification;

/// <summary>What of the machine a sandbox may never be given, whoever names it.</summary>
/// <param name="home">The home of the person whose machine it is.</param>
/// <param name="memory">The file of the memory, which no command may see.</param>
sealed class BindCheck(string home, string memory)
{
    // Whole, they hold what belongs to others; a folder in them may be given.
    static readonly string[] Whole = ["/", "/home", "/root", "/Users", "/tmp", "/var", "/var/tmp", "/var/lib", "/etc"];

    // The kernel's, the devices, and the sockets of what runs.
    static readonly string[] Kept = ["/proc", "/sys", "/dev", "/run", "/var/run", "/boot"];

    // A program that is changed there is run by others, outside.
    static readonly string[] ReadOnly = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc", "/opt", "/nix", "/gnu"];

    static readonly string[] Secrets =
        [".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker", ".config/gcloud", ".config/gh", ".netrc", ".git-credentials"];

    public static BindCheck For(string memory) => new(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), memory);

    /// <summary>All that a command sees, by real paths, a folder before what lies in it. Its own folder is as the run says.</summary>
    /// <exception cref="SkillException">Something is missing, is a link, or may not be given.</exception>
    public IReadOnlyList<SandboxBind> Resolve(SandboxedRun run) =>
    [
        .. run.Binds.Prepend(run.Folder).Select(Resolve).DistinctBy(bind => bind.Path).OrderBy(bind => bind.Path.Length),
    ];

    /// <summary>The same bind with its real path.</summary>
    /// <exception cref="SkillException">It is missing, it is a link, or it may not be given.</exception>
    public SandboxBind Resolve(SandboxBind bind)
    {
        var named = Path.TrimEndingDirectorySeparator(bind.Path);
        if (!Path.Exists(named))
        {
            throw new SkillException($"There is no {named} to run in or to bind.");
        }
        if (new FileInfo(named).LinkTarget is { } target)
        {
            throw new SkillException($"{named} is a link to {target}: name what it leads to, if that may be seen.");
        }
        var real = RealPath.OfAbsolute(named);
        return WhyNot(real, bind.IsWritable) is { } reason
            ? throw new SkillException($"{named} may not be bound: {reason}.")
            : bind with { Path = real };
    }

    string? WhyNot(string path, bool isWritable)
    {
        if (Whole.Contains(path) || Kept.Any(kept => IsWithinEither(path, kept)))
        {
            return "it holds what belongs to the machine or to others; name a folder of your own";
        }
        if (Secrets.FirstOrDefault(secret => IsWithinEither(path, RealPath.OfAbsolute(Path.Combine(home, secret)))) is { } found)
        {
            return $"it holds ~/{found} or lies in it; name the folder of one project";
        }
        if (RealPath.IsIn(RealPath.OfAbsolute(Path.GetFullPath(memory)), path))
        {
            return "it holds the memory itself";
        }
        return isWritable && ReadOnly.Any(folder => RealPath.IsIn(path, folder))
            ? "the programs of the machine are not to be changed; bind it to be read only"
            : null;
    }

    static bool IsWithinEither(string one, string other) => RealPath.IsIn(one, other) || RealPath.IsIn(other, one);
}
