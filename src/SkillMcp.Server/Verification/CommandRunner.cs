using System.Globalization;
using SkillMcp.Checks;
using SkillMcp.Sessions;

namespace SkillMcp.Server.Verification;

/// <summary>Runs commands in the sandbox, as far as the owner of the memory allows it.</summary>
/// <param name="sandbox">Finds the sandbox; asked only once something is to be run.</param>
/// <param name="policy">What the owner allows.</param>
/// <param name="folder">The folder that is worked in.</param>
sealed class CommandRunner(Lazy<ISandbox> sandbox, VerifyPolicy policy, string folder)
{
    // At each end of an output.
    const int ShownLines = 8;

    // What takes longer has something else to do than to tell its version.
    static readonly TimeSpan PatienceForVersion = TimeSpan.FromSeconds(5);

    // Of a shell: the exit codes of a program that is not there, and of one that cannot be run.
    const int NotFound = 127;
    const int NotRunnable = 126;

    // Its links are followed once, not for each command.
    readonly Lazy<SandboxBind?> bind = new(
        () => policy.Allows(folder, isWritable: true) ?? policy.Allows(folder, isWritable: false));

    /// <summary>Why a command may not be run; null if it may.</summary>
    public string? Objection(string command) => policy.Allows(command) ?? (bind.Value is null
        ? $"the folder {folder} is not among those that are readable or writable"
        : null);

    /// <summary>Runs a command that may be run.</summary>
    public Task<SandboxResult> RunAsync(string command, CancellationToken cancel) =>
        sandbox.Value.RunAsync(policy.RunOf(command, bind.Value!), cancel);

    /// <summary>Whether the programs that it runs are those of this machine. Those of a container are not what is here.</summary>
    public bool RunsWhatIsHere => sandbox.Value is not ContainerSandbox;

    /// <summary>
    /// The versions that programs tell of themselves, none of which can change anything meanwhile. One that may not be run, or does not
    /// answer soon, has none.
    /// </summary>
    public async Task<IReadOnlyList<ProgramVersion>> VersionsAsync(IEnumerable<string> programs, CancellationToken cancel)
    {
        var versions = new List<ProgramVersion>();
        foreach (var question in programs.Select(VersionReader.QuestionFor).Where(question => Objection(question) is null))
        {
            versions.AddRange(await VersionsInAsync(question, cancel));
        }
        return [.. versions.DistinctBy(version => version.Program)];
    }

    async Task<IReadOnlyList<ProgramVersion>> VersionsInAsync(string question, CancellationToken cancel)
    {
        try
        {
            var run = policy.RunOf(question, bind.Value! with { IsWritable = false });
            var asked = run with
            {
                Binds = [.. run.Binds.Select(bound => bound with { IsWritable = false })],
                Limits = run.Limits with { Time = PatienceForVersion < run.Limits.Time ? PatienceForVersion : run.Limits.Time },
            };
            var result = RunsWhatIsHere ? await sandbox.Value.RunAsync(asked, cancel) : null;
            return result is { ExitCode: 0, LimitHit: null } ? VersionReader.In(question, TextOf(result.Output)) : [];
        }
        catch (SkillException)
        {
            // The checks have told what is wrong with the sandbox, and without a version nothing is claimed.
            return [];
        }
    }

    public async Task<CheckResult> CheckAsync(CommandCheck check, CancellationToken cancel)
    {
        if (Objection(check.Command) is { } objection)
        {
            return CheckResult.NotAllowed(check, objection);
        }
        var result = await RunAsync(check.Command, cancel);
        var observed = Describe(result);
        if (Hindrance(result) is { } hindrance)
        {
            return CheckResult.CouldNotRun(check.Text, $"{hindrance}: {observed}");
        }
        if (result.ExitCode is NotFound or NotRunnable && check.ExitCode != result.ExitCode)
        {
            return CheckResult.CouldNotRun(check.Text, $"a program is missing in the sandbox: {observed}");
        }
        if (result.ExitCode != check.ExitCode)
        {
            return CheckResult.Of(check, holds: false, observed);
        }
        return (check.Output?.IsIn(TextOf(result.Output)), result.Output.IsCut) switch
        {
            (null or true, _) => CheckResult.Of(check, holds: true, observed),
            (_, false) => CheckResult.Of(check, holds: false, observed),
            _ => CheckResult.CouldNotRun(check.Text, $"its output is too long to be kept whole; let it print less: {observed}"),
        };
    }

    /// <summary>Why the end of a command tells nothing of it: it would have gone on where more is allowed. Null if it tells.</summary>
    public static string? Hindrance(SandboxResult result) =>
        result.LimitHit is null ? null : $"a limit was reached, and [limits] in {VerifyPolicies.FileName} may allow more";

    /// <summary>
    /// How a command ended: its exit code or the limit; below, the time, the hash of the output, and its first and last lines.
    /// </summary>
    public static string Describe(SandboxResult result)
    {
        var seconds = result.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        var ended = result.LimitHit is { } limit
            ? $"ended for the limit of {EnumName.Of(limit).Replace('_', ' ')}"
            : $"exit code {result.ExitCode}";
        var hash = result.Output.Length == 0 ? "no output" : $"output sha256 {result.Output.Hash}";
        // The same end is the same pitfall, however long it took and whatever it printed: the first line is of the end alone.
        return string.Join('\n', [ended, $"{seconds} s, {hash}", .. LinesOf(result.Output)]).TrimEnd();
    }

    /// <summary>The first and the last lines.</summary>
    static IEnumerable<string> LinesOf(SandboxOutput output)
    {
        string[] lines = [.. output.First, .. output.Last];
        return lines.Length <= 2 * ShownLines ? lines : [.. lines.Take(ShownLines), "…", .. lines.TakeLast(ShownLines)];
    }

    static string TextOf(SandboxOutput output) => string.Join('\n', [.. output.First, .. output.Last]);
}
