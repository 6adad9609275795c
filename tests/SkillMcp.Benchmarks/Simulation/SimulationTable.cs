namespace SkillMcp.Benchmarks.Simulation;

/// <summary>Plays the scenarios one after another, and says after each what it came to.</summary>
/// <param name="replicates">How often a scenario is played on a memory.</param>
/// <param name="seed">What the random choices begin with.</param>
sealed class SimulationTable(int replicates, int seed)
{
    const int DriftingProcedures = 24;
    const int MostLies = 200;
    const int RuleReplicates = 200;

    readonly WayScenarios library = new(async replicate => await LibraryMemory.NewAsync(seed + replicate), seed);
    readonly WayScenarios frozen = new(async replicate => new FrozenMemory(await LibraryMemory.NewAsync(seed + replicate)), seed);
    readonly WayScenarios seeds = new(_ => Task.FromResult<ISimulatedMemory>(new SeedMemory()), seed);
    readonly WayScenarios alone = new(
        replicate => Task.FromResult<ISimulatedMemory>(new RuleMemory(RuleSettings.Default, _ => "", new Random(seed + replicate))), seed);
    readonly RuleSimulation rules = new(RuleSettings.Default, RuleReplicates, seed);

    int Fewer => Math.Max(1, replicates / 5);

    // A share of 2 % shows in no fewer.
    int ArchivedPlays => 3 * replicates;

    public async IAsyncEnumerable<SimulationRow> RowsAsync()
    {
        yield return await FixAlwaysToldAsync();
        yield return await GoodWayReturnsAsync();
        yield return await FallsBackAsync(second: 0.8, evidenced: 0.5);
        yield return await FallsBackAsync(second: 0.6, evidenced: 1);
        yield return await DriftAsync(byRefining: false);
        yield return await DriftAsync(byRefining: true);
        yield return await ArchivedAsync(0.5);
        yield return await ArchivedAsync(0.6);
        yield return await DelayAsync();
        yield return await RegretAsync(0.60, 0.85);
        yield return await RegretAsync(0.85, 0.60);
        yield return await PeersAsync(0.60, 0.85);
        yield return await PeersAsync(0.85, 0.60);
        yield return await LiesAsync();
        yield return await SunkAsync();
        yield return await OneSuccessAsync();
        yield return await StoredFixAsync();
        yield return await SuccessArchivesAsync();
        yield return await FailedComponentAsync();
        yield return await PitfallsAsync(isStepGiven: true);
        yield return await PitfallsAsync(isStepGiven: false);
    }

    async Task<SimulationRow> FixAlwaysToldAsync() => new(
        "a way breaks and the fix is told after each failure: broken text handed over, of 100",
        "≤ 8",
        $"{await library.BrokenUsesAsync(Fewer):0.0}",
        $"{await alone.BrokenUsesAsync(RuleReplicates):0.0}",
        Seed: $"{await seeds.BrokenUsesAsync(Fewer):0.0}",
        Frozen: $"{await frozen.BrokenUsesAsync(1):0.0}",
        Oracle: "0");

    async Task<SimulationRow> GoodWayReturnsAsync()
    {
        return new SimulationRow(
            "the good way is handed over within 10 uses: after a break with an alternative / after a bad refinement",
            $"{replicates} / {replicates}",
            await BothAsync(library),
            await BothAsync(alone),
            Seed: await BothAsync(seeds));

        async Task<string> BothAsync(WayScenarios scenarios)
        {
            var returned = await scenarios.AlternativeReturnsAsync(replicates);
            var undone = await scenarios.RefinementUndoneAsync(replicates);
            return $"{returned * replicates:0} / {undone * replicates:0}";
        }
    }

    async Task<SimulationRow> FallsBackAsync(double second, double evidenced)
    {
        var few = Math.Max(1, replicates / 2);
        var (fellBack, broken) = await library.FallsBackAsync(few, second, evidenced, async (memory, handed) =>
            (await ((LibraryMemory)memory).Memory.GetAsync(SkillName.From(handed.Skill)!.Value)).Procedure.Steps);
        var (aloneFellBack, aloneBroken) = await alone.FallsBackAsync(RuleReplicates, second, evidenced, (memory, handed) =>
            Task.FromResult(((RuleMemory)memory).CurrentOf(handed.Skill) ?? []));
        return new SimulationRow(
            $"the world breaks version 1, version 2 works {second:0%}: broken version shown again, of {few}; broken uses of 100",
            $"≤ {few / 20.0:0.#}",
            $"{fellBack * few:0}; {broken:0.0}",
            $"{aloneFellBack * few:0.0}; {aloneBroken:0.0}");
    }

    async Task<SimulationRow> DriftAsync(bool byRefining)
    {
        var learned = await MeanAsync(async seed => await LibraryMemory.NewAsync(seed));
        var ruled = await MeanAsync(seed =>
            Task.FromResult<ISimulatedMemory>(new RuleMemory(RuleSettings.Default, task => task, new Random(seed))));
        var original = await MeanAsync(_ => Task.FromResult<ISimulatedMemory>(new SeedMemory()));
        var still = await MeanAsync(async seed => new FrozenMemory(await LibraryMemory.NewAsync(seed)));
        var told = byRefining ? "refine_skill" : "store_trajectory";
        return new SimulationRow(
            $"drift, the fix told by {told}, {Fewer} plays: share of the gap closed (success)",
            "≥ .85",
            Closed(learned),
            Closed(ruled),
            Seed: Closed(original),
            Frozen: $"0 ({still:.00})",
            Oracle: $"1 ({DriftScenario.Oracle:.00})");

        // A few procedures break in each play, so one that is lucky or not would decide.
        async Task<double> MeanAsync(Func<int, Task<ISimulatedMemory>> newMemory)
        {
            var sum = 0.0;
            for (var play = seed; play < seed + Fewer; play++)
            {
                sum += await new DriftScenario(DriftingProcedures, play).SuccessAsync(await newMemory(play), byRefining);
            }
            return sum / Fewer;
        }

        string Closed(double success) => $"{(success - still) / (DriftScenario.Oracle - still):.00} ({success:.00})";
    }

    async Task<SimulationRow> ArchivedAsync(double chance) => new(
        $"one way that works {chance:0%}: archived within 200 uses",
        "≤ 2 %",
        $"{await library.ArchivedAsync(ArchivedPlays, chance):0 %}",
        $"{rules.ArchivedShare(chance, evidenced: 0.5, executions: 200):0.0 %}",
        $"{await seeds.ArchivedAsync(ArchivedPlays, chance):0 %}");

    async Task<SimulationRow> DelayAsync() => new(
        "a way falls from .9 to .05 after 30 uses: executions until it is archived",
        "≤ 8",
        $"{await library.DelayAsync(Fewer):0.0}",
        $"{rules.Delays(0.9, 0.05, 30, evidenced: 0.5).Average():0.0}",
        $"{await seeds.DelayAsync(Fewer):0.0}");

    async Task<SimulationRow> RegretAsync(double first, double second) => new(
        $"two ways, {first:.00} and then {second:.00}: regret in 500 uses",
        "≤ 12",
        $"{await library.RegretAsync(1, first, second):0.0}",
        $"{rules.Regret(first, second, uses: 500, evidenced: 0.5):0.0}",
        $"{await seeds.RegretAsync(1, first, second):0.0}",
        $"{500 * (Math.Max(first, second) - first):0.0}",
        "0");

    async Task<SimulationRow> PeersAsync(double first, double second)
    {
        var (regret, unserved) = await new PeerScenario(seed).RegretAsync(Fewer, first, second);
        return new SimulationRow(
            $"two skills that do the same, {first:.00} and {second:.00}: regret in 500 uses; uses without a procedure",
            "≤ 12",
            $"{regret:0.0}; {unserved:0.0}",
            Frozen: $"{500 * (Math.Max(first, second) - first):0.0}",
            Oracle: "0");
    }

    static async Task<SimulationRow> LiesAsync() => new(
        "lies of one agent that lift a bad skill above 50 honest reports: bare / with made-up evidence",
        $"> {MostLies} / > {MostLies}",
        $"{Lies(await ReportScenarios.LiesToLiftAsync(isEvidenced: false, MostLies))} / "
            + Lies(await ReportScenarios.LiesToLiftAsync(isEvidenced: true, MostLies)));

    static async Task<SimulationRow> SunkAsync() => new(
        "bare failures of one agent that archive a skill with 200 evidenced successes",
        "never",
        Lies(await ReportScenarios.FailuresToSinkAsync(MostLies)));

    async Task<SimulationRow> OneSuccessAsync() => new(
        "bare failures that archive a skill after one self-reported success",
        "≤ 12",
        Lies(await ReportScenarios.FailuresAfterOneSuccessAsync(MostLies)),
        Lies(rules.BareFailuresToArchive(Ways.WayPriors.Of(new SkillMemoryOptions().LearnedConfidence))));

    static async Task<SimulationRow> StoredFixAsync()
    {
        var (before, after) = await ReportScenarios.StoredFixAsync();
        return new SimulationRow(
            "reliability after a failure, and after its fix is stored with the same retrieval", "unchanged", $"{before:.00} → {after:.00}");
    }

    static async Task<SimulationRow> SuccessArchivesAsync() => new(
        "a success after nine failures since a restore archives", "never", await ReportScenarios.SuccessArchivesAsync() ? "yes" : "no");

    static async Task<SimulationRow> FailedComponentAsync()
    {
        var (composite, component, reliability) = await ReportScenarios.FailedComponentAsync(failures: 20);
        return new SimulationRow(
            "20 failures in a component's step: composite, component, its reliability",
            "active, archived",
            $"{Status(composite)}, {Status(component)}, {reliability:.00}");

        static string Status(bool isActive) => isActive ? "active" : "archived";
    }

    async Task<SimulationRow> PitfallsAsync(bool isStepGiven)
    {
        var figures = await PitfallScenario.PlayAsync(isStepGiven, seed);
        return new SimulationRow(
            $"pitfalls{(isStepGiven ? "" : " without failed_step")}: for each real cause; noise among those shown; "
                + $"at the right / a wrong step; left after {PitfallScenario.Successes} successes",
            "≤ 1.3; ≤ 10 %",
            $"{figures.PerCause:0.0}; {figures.Noise:0 %}; {figures.AtRightStep:0 %} / {figures.AtWrongStep:0 %}; {figures.Left}");
    }

    static string Lies(int? count) => count is { } number ? $"{number}" : "never";
}
