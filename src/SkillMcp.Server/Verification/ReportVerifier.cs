using SkillMcp.Server.Tools;

namespace SkillMcp.Server.Verification;

/// <summary>
/// Makes the checks of a skill, never its steps, when an agent reports that following it ended well. What is not allowed or cannot be made,
/// for want of a value that the report does not give too, leaves the report as it is. An agent learns what was seen, and of what its owner
/// allows no more than that.
/// </summary>
/// <param name="memory">The memory.</param>
/// <param name="setUp">Puts together what verifies, by what the owner allows now.</param>
/// <param name="log">Takes why a report could not be verified.</param>
sealed class ReportVerifier(SkillMemory memory, Func<CancellationToken, Task<VerificationSetup>> setUp, Action<string> log)
{
    // A client gives up on a call after a minute.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public async Task<VerifiedReport> VerifyAsync(Report report, CancellationToken cancel)
    {
        if (report.Outcome != Outcome.Success)
        {
            return new VerifiedReport(report);
        }
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timed.CancelAfter(Patience);
        try
        {
            return await SeeAsync(report, timed.Token);
        }
        catch (Exception failed) when (
            failed is SkillException or IOException or UnauthorizedAccessException
            || failed is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            log($"An outcome of '{report.Skill}' was not verified: {failed.Message}");
            return new VerifiedReport(report);
        }
    }

    async Task<VerifiedReport> SeeAsync(Report report, CancellationToken cancel)
    {
        if (await memory.FindAsync(report.Skill, cancel) is not { IsActive: true } skill)
        {
            return new VerifiedReport(report);
        }
        using var verification = await setUp(cancel);
        var known = skill.Procedure.Parameters.Select(parameter => parameter.Name);
        var arguments = report.Arguments.Where(argument => known.Contains(argument.Key)).ToDictionary();
        var filled = await verification.Verifier.FilledForRunAsync(skill, arguments, cancel);
        var since = await memory.RetrievedAtAsync(report.Retrieval, cancel);
        var seen = await verification.Verifier.VerifyAsync(filled, withSteps: false, since, cancel);
        if (seen.Outcome is not { } outcome)
        {
            return new VerifiedReport(report);
        }
        var verified = report with
        {
            Outcome = outcome,
            Evidence = seen.Evidence,
            IsVerified = true,
            Versions = seen.Versions,
            Notes = Truncate.To($"{report.Notes} {seen.Notes}".Trim(), Evidence.MaxLength),
        };
        var remark = outcome == Outcome.Success
            ? "verified: the server made the skill's checks, and they hold"
            : $"counted as failure: the server made the skill's checks: {seen.Notes.TrimEnd('.')}";
        return new VerifiedReport(verified, remark);
    }
}
