namespace SkillMcp.Server.Verification;

/// <summary>
/// Makes the checks of skills again beside a server, one skill at a time: what was not proved for long, and soon what somebody told to
/// have failed. What another server of the same memory has proved meanwhile is not due.
/// </summary>
/// <param name="memory">The memory.</param>
/// <param name="setUp">Puts together what verifies, by what the owner allows now.</param>
/// <param name="age">How old a proof may be.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes what became of each skill that is not still true.</param>
sealed class IdleRetest(
    SkillMemory memory, Func<CancellationToken, Task<VerificationSetup>> setUp, TimeSpan age, TimeProvider time, Action<string> log)
{
    // A client that has just started the server waits for other things.
    static readonly TimeSpan BeforeFirst = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    // What could not be tested leaves no proof, and is not tried all the time for that.
    readonly Dictionary<Guid, DateTimeOffset> tried = [];

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await Task.Delay(BeforeFirst, time, cancel);
        while (true)
        {
            try
            {
                await RunDueAsync(cancel);
            }
            catch (Exception failed) when (failed is SkillException or IOException or UnauthorizedAccessException)
            {
                log($"Skills were not tested again: {failed.Message}");
            }
            await Task.Delay(Between, time, cancel);
        }
    }

    async Task RunDueAsync(CancellationToken cancel)
    {
        using var verification = await setUp(cancel);
        var retest = new Retest(memory, verification.Verifier);
        var old = time.GetUtcNow() - age;
        foreach (var candidate in await retest.CandidatesAsync(new SkillFilter { Status = Status.Active }, old, cancel))
        {
            if (tried.TryGetValue(candidate.Skill.Id, out var at) && at >= old && !(candidate.FailedAt > at))
            {
                continue;
            }
            tried[candidate.Skill.Id] = time.GetUtcNow();
            var tested = await retest.RunAsync(candidate, cancel);
            if (tested.Result == RetestResult.Broken)
            {
                log($"'{candidate.Skill.Name}' was tested again and is broken: {tested.Seen.Notes}");
            }
        }
    }
}
