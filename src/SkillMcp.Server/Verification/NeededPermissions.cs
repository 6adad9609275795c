using SkillMcp.Checks;

namespace SkillMcp.Server.Verification;

/// <summary>What a skill needs to be verified and its owner has not allowed.</summary>
sealed record NeededPermissions
{
    /// <summary>The lists of verify.toml, each with what is missing in it.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; init; }

    public bool IsNothing => Lists.Count == 0;

    /// <summary>The lines that would be right in verify.toml.</summary>
    public string Lines => string.Join('\n', Lists.Select(list => $"{list.Key} = [{string.Join(", ", list.Value.Select(Quoted))}]"));

    /// <param name="checks">What the skill states.</param>
    /// <param name="steps">The commands of its steps; empty if they are not to be run.</param>
    /// <param name="policy">What is allowed.</param>
    /// <param name="folder">The folder that is worked in.</param>
    /// <exception cref="SkillException">It cannot be told which programs a command runs.</exception>
    public static NeededPermissions Of(
        IReadOnlyList<ConditionCheck> checks, IReadOnlyList<string> steps, VerifyPolicy policy, string folder)
    {
        var commands = checks.Select(check => check.Check).OfType<CommandCheck>().Select(check => check.Command).Concat(steps).ToList();
        var files = checks.Where(check => check.Check is FileCheck or TestReportCheck);
        var hosts = checks.Select(check => check.Check).OfType<HttpCheck>().Select(check => check.Address);
        var seesFolder = commands.Count > 0 || files.Any();
        var isWritten = steps.Count > 0;
        return new NeededPermissions
        {
            Lists = new Dictionary<string, IReadOnlyList<string>>
            {
                ["programs"] = [.. commands.SelectMany(ProgramsIn).Distinct().Where(program => policy.Allows(program) is not null)],
                ["hosts"] = [.. hosts.Where(address => policy.Allows(address) is not null).Select(VerifyPolicy.HostOf).Distinct()],
                ["readable"] = seesFolder && !isWritten && policy.Allows(folder, isWritable: false) is null ? [folder] : [],
                ["writable"] = isWritten && policy.Allows(folder, isWritable: true) is null ? [folder] : [],
            }.Where(list => list.Value.Count > 0).ToDictionary(),
        };
    }

    static IEnumerable<string> ProgramsIn(string command)
    {
        try
        {
            return [.. ShellPrograms.In(command)];
        }
        catch (UnreadableShellException unreadable)
        {
            throw new SkillException(
                $"It cannot be told which programs this runs, so it cannot be allowed: {command}: {unreadable.Message}");
        }
    }

    static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";
}
