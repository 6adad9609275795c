using System.Text;
using SkillMcp.Packaging;
using SkillMcp.Server.Verification;

namespace SkillMcp.Tests.Verification;

/// <summary>The sandbox of this machine with a folder to run in, outside of which lies what must not be reached.</summary>
public sealed class SandboxUnderTest : IAsyncLifetime
{
    // What a probe prints where it got out.
    public const string Escaped = "ESCAPED";

    const string Mark = "SKILLMCP_PROBE";
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    ISandbox? sandbox;
    string reason = "";

    /// <summary>What holds all below.</summary>
    public TemporaryFolder Folder { get; } = new();

    /// <summary>The folder that commands run in.</summary>
    public string Work => RealPath.OfAbsolute(Folder["work"]);

    /// <summary>A file that no command may see.</summary>
    public string Secret => Folder["secret.txt"];

    /// <summary>The memory of this server.</summary>
    public string Memory => Folder["skills.db"];

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Work);
        await File.WriteAllTextAsync(Secret, Escaped);
        await File.WriteAllTextAsync(Memory, Escaped);
        var check = await SandboxCheck.RunAsync(Memory, null, CancellationToken.None);
        (reason, sandbox) = check.Works ? ("", Sandboxes.Find(Memory)) : (check.InWords, null);
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes away what commands wrote into the folder that they run in.</summary>
    public void EmptyWork()
    {
        Directory.Delete(Work, recursive: true);
        Directory.CreateDirectory(Folder["work"]);
    }

    /// <summary>Runs a command, which ends in time and leaves no process and no mount.</summary>
    internal async Task<SandboxResult> RunAsync(
        string command, Func<SandboxedRun, SandboxedRun>? with = null, CancellationToken cancel = default)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The probes are those of Linux.");
        Assert.SkipWhen(sandbox is null, reason);
        var mark = Guid.NewGuid().ToString("N");
        var run = new SandboxedRun
        {
            Command = command,
            Folder = new SandboxBind(Work, IsWritable: false),
            Environment = new Dictionary<string, string> { [Mark] = mark },
            Limits = new SandboxLimits { Time = TimeSpan.FromSeconds(5) },
        };
        try
        {
            var result = await sandbox.RunAsync(with is null ? run : with(run), cancel);
            Assert.InRange(result.Duration, TimeSpan.Zero, Bound);
            return result;
        }
        finally
        {
            Assert.DoesNotContain(Folder.Path, await File.ReadAllTextAsync("/proc/self/mountinfo", CancellationToken.None));
            Assert.Empty(ProcessesWith(mark));
        }
    }

    static IEnumerable<string> ProcessesWith(string mark) => Directory.EnumerateDirectories("/proc")
        .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && EnvironmentOf(folder).Contains(mark, StringComparison.Ordinal));

    static string EnvironmentOf(string process)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes($"{process}/environ"));
        }
        catch (Exception another) when (another is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
