using SkillMcp.Benchmarks.Learning;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>
/// A memory of several procedures that are used in turn; then every third one breaks. An agent whose procedure failed works out the way
/// that works in three cases of ten, and tells it.
/// </summary>
sealed class DriftScenario
{
    const int UsesBefore = 15;
    const int UsesAfter = 30;
    const double Good = 0.9;
    const double Broken = 0.05;
    const double Unaided = 0.5;
    const double Repaired = 0.3;
    const string Repair = "relayctl migrate apply --plan v2 --for";

    static readonly double[] Chances = [0.95, 0.9, 0.8, 0.7];

    readonly IReadOnlyList<GrowthRun> runs;
    readonly int seed;

    public DriftScenario(int procedures, int seed)
    {
        var options = new GrowthOptions { Runs = 1, Seed = seed, NamedShare = 0, OptionalShare = 0, PastPolicy = false };
        var all = GrowthRun.Of(GrowthProcedure.ReadAll(null), options);
        runs = [.. all.Where(run => run.Procedure.IsDevops && run.Trajectory.Steps.Count >= 3).Take(procedures)];
        this.seed = seed;
    }

    /// <summary>The share of the tasks of broken procedures that go well after the break.</summary>
    /// <param name="memory">A new memory.</param>
    /// <param name="byRefining">Whether what works is told with refine_skill, and otherwise with store_trajectory.</param>
    public async Task<double> SuccessAsync(ISimulatedMemory memory, bool byRefining)
    {
        await using var owned = memory;
        var random = new Random(seed);
        foreach (var run in runs)
        {
            await memory.AddAsync(run.Trajectory.Task, run.Trajectory.Steps, isEvidenced: true);
        }
        var (went, all) = (0, 0);
        var before = UsesBefore * runs.Count;
        for (var use = 0; use < before + UsesAfter * runs.Count; use++)
        {
            var at = random.Next(runs.Count);
            var isBroken = use >= before && at % 3 == 0;
            var worked = await UseAsync(memory, at, isBroken, byRefining, random);
            (went, all) = isBroken ? (went + (worked ? 1 : 0), all + 1) : (went, all);
        }
        return (double)went / all;
    }

    /// <summary>What an agent would reach that always knew the way that works.</summary>
    public static double Oracle => Good;

    async Task<bool> UseAsync(ISimulatedMemory memory, int at, bool isBroken, bool byRefining, Random random)
    {
        var (run, luck) = (runs[at].Trajectory, random.NextDouble());
        var (isEvidenced, isWorkedOut) = (random.NextDouble() < 0.5, random.NextDouble() < Repaired);
        if (await memory.RetrieveAsync(run.Task) is not { } handed || !IsOf(run, handed))
        {
            // Another procedure than the right one is seen not to fit, and is not followed.
            if (isBroken && isWorkedOut)
            {
                await memory.StoreAsync(run.Task, RepairedSteps(at), isEvidenced);
            }
            return luck < Unaided;
        }
        var worked = luck < ChanceOf(at, isBroken, handed);
        var isArchived = await memory.ReportAsync(handed, worked, isEvidenced);
        if (!worked && isBroken && isWorkedOut && !IsRepaired(handed))
        {
            await (byRefining && !isArchived
                ? memory.RefineAsync(handed, RepairedSteps(at), isEvidenced)
                : memory.StoreAsync(run.Task, RepairedSteps(at), isEvidenced));
        }
        return worked;
    }

    static double ChanceOf(int at, bool isBroken, Handed handed) => (at % 3 == 0, isBroken && !IsRepaired(handed)) switch
    {
        (_, true) => Broken,
        (true, _) => Good,
        _ => Chances[at % Chances.Length],
    };

    static bool IsRepaired(Handed handed) => handed.Steps.Any(step => step.Text.Contains(Repair, StringComparison.Ordinal));

    IReadOnlyList<Step> RepairedSteps(int at)
    {
        var steps = runs[at].Trajectory.Steps;
        return [steps[0], Step.Parse($"{Repair} {runs[at].Procedure.Id}"), .. steps.Skip(2)];
    }

    /// <summary>Whether a procedure is the one of a run, in whatever version: they begin with the same program.</summary>
    static bool IsOf(Trajectory run, Handed handed) => handed.Steps.Count > 0
        && handed.Steps[0].Text.Split(' ')[0] == run.Steps[0].Text.Split(' ')[0]
        && handed.Steps[^1].Text.Split(' ')[0] == run.Steps[^1].Text.Split(' ')[0];
}
