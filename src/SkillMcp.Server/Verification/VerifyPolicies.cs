using SkillMcp.Server.Clients;

namespace SkillMcp.Server.Verification;

/// <summary>What is written in verify.toml: for every project, and for single ones.</summary>
/// <param name="Everywhere">What holds unless a project says otherwise.</param>
/// <param name="Projects">What holds for a project of this name.</param>
sealed record VerifyPolicies(VerifyPolicy Everywhere, IReadOnlyDictionary<string, VerifyPolicy> Projects)
{
    /// <summary>The name of the file, which lies beside that of the memory.</summary>
    public const string FileName = "verify.toml";

    const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Nothing is allowed.</summary>
    public static VerifyPolicies None { get; } = new(new VerifyPolicy(), new Dictionary<string, VerifyPolicy>());

    public VerifyPolicy For(Project project) => Projects.GetValueOrDefault(project.Name, Everywhere);

    /// <summary>Where the file of a memory is.</summary>
    public static string PathBeside(string memory) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(memory))!, FileName);

    /// <summary>Reads the file beside a memory. Where there is none, nothing is allowed.</summary>
    /// <exception cref="SkillException">It has a mistake, or another person could have written it.</exception>
    public static async Task<VerifyPolicies> ReadBesideAsync(string memory, CancellationToken cancel)
    {
        var path = PathBeside(memory);
        var file = new FileInfo(path);
        if (file.LinkTarget is { } target)
        {
            throw new SkillException($"{path} is a link to {target}: put the file itself there.");
        }
        if (!file.Exists)
        {
            return None;
        }
        RequireOwn(path);
        try
        {
            return VerifyPolicyReader.Read(await File.ReadAllTextAsync(path, cancel));
        }
        catch (SkillException mistake)
        {
            throw new SkillException($"{path}, {mistake.Message}");
        }
    }

    static void RequireOwn(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        if ((File.GetUnixFileMode(path) & WritableByOthers) != 0)
        {
            throw new SkillException($"{path} can be written by others, so it says nothing about what its owner allows: chmod 600 {path}");
        }
        if (UnixFile.At(path) is { Owner: not 0 and var owner } && owner != UnixFile.CurrentUser)
        {
            throw new SkillException($"{path} belongs to another user ({owner}): chown it, or write it yourself.");
        }
    }
}
