using System.CommandLine;
using System.Diagnostics;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Commands.Sessions;
using SkillMcp.Server.Verification;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp retest</c>: makes the checks of all skills again, for a timer or a pipeline.</summary>
static class RetestCommand
{
    static readonly Option<bool> Stale = new("--stale") { Description = "Only skills that have not succeeded for 90 days." };

    static readonly Option<string?> Older = new("--older")
    {
        Description = "Only skills that were not proved for so long, or since a date (30d, 12h, 2026-11-01), or failed since they were.",
        HelpName = "30d|DATE",
    };

    static readonly Option<int?> Limit = new("--limit")
    {
        Description =
            "Test at most so many skills, those first that failed, then the longest unproved. One that cannot be tested does not count.",
        HelpName = "N",
    };

    static readonly Option<int?> Minutes = new("--minutes") { Description = "Begin no other skill after so many minutes.", HelpName = "N" };

    public static Command Build() => new Command(
        "retest", $"Make the checks of all skills again, and record what was seen. Exit code {VerifyCommand.Failed}: one is broken.")
    {
        Stale, Older, Limit, Minutes, SandboxSelection.Container, Terminal.AsJson,
    }
        .WithExamples("skillmcp retest --older 30d --limit 20", "skillmcp retest --stale --json")
        .OnFile(OpenMode.Existing, RunAsync);

    static async Task<int> RunAsync(ParseResult typed, SkillDatabase database, CancellationToken cancel)
    {
        var memory = CompositionRoot.MemoryIn(database, typed);
        using var verification = await SandboxSelection.VerificationFromAsync(typed, memory, cancel);
        var retest = new Retest(memory, verification.Verifier);
        var before = typed.GetValue(Older) is { } older ? Since.Parse(older, CompositionRoot.Time.GetUtcNow()) : (DateTimeOffset?)null;
        var filter = typed.GetValue(Stale) ? memory.Stale : new SkillFilter { Status = Status.Active };
        var candidates = await retest.CandidatesAsync(filter, before, cancel);
        var limit = Positive(typed.GetValue(Limit), "--limit");
        var done = await RunAllAsync(retest, candidates, limit, Positive(typed.GetValue(Minutes), "--minutes"), cancel);
        await memory.FlushAsync(cancel);
        Print(typed, done, candidates.Count - done.Count);
        return done.Any(one => one.Result == RetestResult.Broken) ? VerifyCommand.Failed : 0;
    }

    static async Task<IReadOnlyList<RetestedSkill>> RunAllAsync(
        Retest retest, IReadOnlyList<Retest.Candidate> candidates, int? limit, int? minutes, CancellationToken cancel)
    {
        var (done, since) = (new List<RetestedSkill>(), Stopwatch.StartNew());
        using var progress = new Progress("skill", "tested again");
        foreach (var candidate in candidates)
        {
            // What was never tested comes first every time. If it counted, those that cannot be would keep all others from their turn.
            var isEnough = done.Count(one => one.IsTested) == limit;
            if (isEnough || minutes is { } most && since.Elapsed > TimeSpan.FromMinutes(most))
            {
                break;
            }
            done.Add(await retest.RunAsync(candidate, cancel));
            progress.Add();
        }
        return done;
    }

    static void Print(ParseResult typed, IReadOnlyList<RetestedSkill> done, int left)
    {
        var summary = RetestSummary.Of(done, left);
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(summary, CommandJson.Default.RetestSummary);
            return;
        }
        if (done.Count > 0)
        {
            Terminal.Table(
                [new("Skill", Wraps: true), new("Now"), new("Proved before", Rank: 3), new("Why", Rank: 2, Wraps: true)],
                [.. done.Select(Row)]);
        }
        Terminal.Line(summary.InWords);
    }

    static string[] Row(RetestedSkill one) =>
    [
        one.Skill.Name.Value,
        InWords(one.Result),
        one.Before is { } before ? $"{EnumName.Of(before.Outcome)}, {before.At:yyyy-MM-dd}" : "never",
        one.Seen.Checks.FirstOrDefault(check => check.Verdict != CheckVerdict.Holds) is { } check ? $"{check.Text}: {check.Brief}" : "",
    ];

    static string InWords(RetestResult result) => result switch
    {
        RetestResult.True => "true",
        RetestResult.Broken => "BROKEN",
        RetestResult.NotAllowed => "not allowed",
        _ => "not known",
    };

    static int? Positive(int? number, string option) =>
        number is < 1 ? throw new SkillException($"{option} is {number}, and must be 1 or more.") : number;
}
