using SkillMcp.Server.Verification;
using SkillMcp.Tests.Memory;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Verification;

/// <summary>A server that tests its skills again: what is due, and what is not tried all the time.</summary>
public sealed class IdleRetestTests : IDisposable
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_breaks_is_found_within_the_time_that_a_proof_may_have()
    {
        await using var open = await NewAsync();
        await AddAsync(open, "report", "`state.txt` exists");
        await AddAsync(open, "unallowed", "`/elsewhere/state.txt` exists");
        await File.WriteAllTextAsync(folder["state.txt"], "ready");
        var log = new List<string>();
        using var end = new CancellationTokenSource();
        var running = new IdleRetest(open.Memory, _ => SetUpIn(open), Day, open.Clock, log.Add).RunAsync(end.Token);

        await UntilAsync(open, TimeSpan.FromHours(1), async () => await CountAsync(open, "report") == 1);
        File.Delete(folder["state.txt"]);
        await UntilAsync(open, Day + TimeSpan.FromHours(1), async () => await CountAsync(open, "report") == 2);

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Contains("'report' was tested again and is broken", Assert.Single(log), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(open, "unallowed"));
    }

    [Fact]
    public async Task What_an_agent_tells_to_have_failed_is_tested_soon_and_once()
    {
        await using var open = await NewAsync();
        await AddAsync(open, "report", "`state.txt` exists");
        await File.WriteAllTextAsync(folder["state.txt"], "ready");
        using var end = new CancellationTokenSource();
        var running = new IdleRetest(open.Memory, _ => SetUpIn(open), 30 * Day, open.Clock, _ => { }).RunAsync(end.Token);
        await UntilAsync(open, TimeSpan.FromHours(1), async () => await CountAsync(open, "report") == 1);
        await PassAsync(open, Minute);

        await open.Memory.RecordAsync(
            new Report { Skill = SkillName.Parse("report"), Outcome = Outcome.Failure }, new Actor(Author.Agent));
        await UntilAsync(open, TimeSpan.FromHours(1), async () => await CountAsync(open, "report") == 3);
        await PassAsync(open, TimeSpan.FromHours(2));

        Assert.Equal(3, await CountAsync(open, "report"));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    Task<VerificationSetup> SetUpIn(OpenMemory open) => Task.FromResult(new VerificationSetup(
        open.Memory,
        new VerifyPolicy { Readable = [folder.Path] },
        new Lazy<ISandbox>(() => throw new SkillException("No command is run here.")),
        folder.Path,
        new Actor(Author.Person)));

    static Task AddAsync(OpenMemory open, string name, string outcome) => open.Memory.AddAsync(
        Sample.Procedure(name, "mix", "bake") with { Postconditions = [outcome] }, default, new Actor(Author.Person));

    static async Task<int> CountAsync(OpenMemory open, string name) =>
        (await open.Memory.ExecutionsAsync(await open.Memory.GetAsync(SkillName.Parse(name)), 10)).Count;

    /// <summary>Lets time pass in small steps until something has happened.</summary>
    static async Task UntilAsync(OpenMemory open, TimeSpan most, Func<Task<bool>> hasHappened)
    {
        for (var passed = TimeSpan.Zero; !await hasHappened(); passed += Minute)
        {
            Assert.True(passed < most, $"It did not happen within {most}.");
            await PassAsync(open, Minute);
        }
    }

    static async Task PassAsync(OpenMemory open, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Minute)
        {
            open.Clock.Advance(Minute);
            // What it does beside us takes real time.
            await Task.Delay(5);
        }
    }
}
