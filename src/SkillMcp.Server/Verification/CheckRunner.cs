using SkillMcp.Checks;

namespace SkillMcp.Server.Verification;

/// <summary>Makes the checks of a skill, each where it belongs: commands in the sandbox, addresses and files from here.</summary>
sealed class CheckRunner(CommandRunner commands, HttpRunner requests, FileRunner files)
{
    /// <param name="stated">The check.</param>
    /// <param name="since">When the run began that it is of; null if that is not known.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<CheckResult> RunAsync(ConditionCheck stated, DateTimeOffset? since, CancellationToken cancel)
    {
        if (WithoutValue(stated.Condition) is { } unknown)
        {
            return unknown;
        }
        try
        {
            return stated.Check switch
            {
                null => CheckResult.CouldNotRun(stated.Condition, $"it is no check: {stated.Mistake}"),
                CommandCheck command => await commands.CheckAsync(command, cancel),
                HttpCheck request => await requests.CheckAsync(request, cancel),
                FileCheck file => files.Check(file),
                TestReportCheck report => files.Check(report, since),
                _ => throw new NotSupportedException(stated.Check.GetType().Name),
            };
        }
        catch (Exception failed) when (failed is SkillException or IOException or UnauthorizedAccessException)
        {
            return CheckResult.CouldNotRun(stated.Check?.Text ?? stated.Condition, failed.Message);
        }
    }

    /// <summary>What comes of a condition of which a value is missing; null if none is.</summary>
    public static CheckResult? WithoutValue(string condition) => Placeholder.NamesIn(condition).ToList() is { Count: > 0 } open
        ? CheckResult.CouldNotRun(condition, $"a value is missing: {Verifier.AsArguments(open)}")
        : null;
}
