namespace SkillMcp.Benchmarks.Simulation;

/// <summary>The scenarios of one task with two ways.</summary>
sealed class WayScenarios(Func<int, Task<ISimulatedMemory>> newMemory, int seed)
{
    const int Soon = 10;

    /// <summary>A way breaks, and after each failure the way that works is told: how often of 100 the broken one is handed over.</summary>
    public Task<double> BrokenUsesAsync(int replicates) => AverageAsync(replicates, async (memory, random) =>
    {
        var task = new TwoWays(memory, evidenced: 0.5, random);
        await task.AddFirstAsync();
        await task.UseAsync(20, first: 0.9, second: 0.9);
        var broken = 0;
        for (var use = 0; use < 100; use++)
        {
            var used = await task.UseAsync(first: 0.05, second: 0.9);
            broken += used is { Handed: not null, IsSecond: false } ? 1 : 0;
            if (!used.IsSecond && (used.Handed is null ? used.Worked : !used.Worked))
            {
                await task.StoreSecondAsync(used);
            }
        }
        return broken;
    });

    /// <summary>There is an alternative, and the way before it breaks: whether the alternative is handed over soon.</summary>
    public Task<double> AlternativeReturnsAsync(int replicates) => AverageAsync(replicates, async (memory, random) =>
    {
        var task = new TwoWays(memory, evidenced: 0.5, random);
        await task.AddFirstAsync();
        await task.AddSecondAsync();
        await task.UseAsync(20, first: 0.9, second: 0.9);
        return await IsHandedSoonAsync(task, isSecond: true, first: 0.05, second: 0.9);
    });

    /// <summary>A good way is refined into a bad one, reported without evidence: whether the good one is handed over again soon.</summary>
    public Task<double> RefinementUndoneAsync(int replicates) => AverageAsync(replicates, async (memory, random) =>
    {
        var task = new TwoWays(memory, evidenced: 0, random);
        await task.AddFirstAsync();
        await task.UseAsync(20, first: 0.9, second: 0.9);
        if ((await task.UseAsync(first: 1, second: 1)).Handed is { } handed)
        {
            await memory.RefineAsync(handed, TwoWays.Second, isEvidenced: false);
        }
        return await IsHandedSoonAsync(task, isSecond: false, first: 0.9, second: 0.05);
    });

    /// <summary>
    /// The world breaks the first version, and a refinement mends it: the share of replicates in which the broken one is shown again as the
    /// skill, and how often of 100 uses it was handed over.
    /// </summary>
    /// <param name="replicates">How often it is played.</param>
    /// <param name="second">The true chance of the refinement.</param>
    /// <param name="evidenced">The share of reports with evidence.</param>
    /// <param name="current">The steps that a skill is shown with by its name; null if that cannot be asked.</param>
    public async Task<(double FellBack, double BrokenUses)> FallsBackAsync(
        int replicates, double second, double evidenced, Func<ISimulatedMemory, Handed, Task<IReadOnlyList<Step>>>? current = null)
    {
        var brokenUses = 0;
        var fellBack = await AverageAsync(replicates, async (memory, random) =>
        {
            var task = new TwoWays(memory, evidenced, random);
            await task.AddFirstAsync();
            await task.UseAsync(60, first: 0.95, second);
            await task.UseAsync(2, first: 0.05, second);
            if ((await task.UseAsync(first: 0, second)).Handed is not { } refined)
            {
                return 0;
            }
            await memory.RefineAsync(refined, TwoWays.Second, isEvidenced: true);
            var isBack = false;
            for (var use = 0; use < 100; use++)
            {
                var used = await task.UseAsync(first: 0.05, second);
                brokenUses += used is { Handed: not null, IsSecond: false } ? 1 : 0;
                var shown = used.Handed is { } handed && current is not null ? await current(memory, handed) : used.Handed?.Steps;
                isBack |= shown is not null && !TwoWays.IsSecondWay(shown);
            }
            return isBack ? 1 : 0;
        });
        return (fellBack, brokenUses / (double)replicates);
    }

    /// <summary>The share of skills of one way and a constant chance that are archived within 200 uses.</summary>
    public Task<double> ArchivedAsync(int replicates, double chance) => AverageAsync(replicates, async (memory, random) =>
    {
        var task = new TwoWays(memory, evidenced: 0.5, random);
        await task.AddFirstAsync();
        for (var use = 0; use < 200; use++)
        {
            if ((await task.UseAsync(chance, chance)).IsArchived)
            {
                return 1;
            }
        }
        return 0;
    });

    /// <summary>The executions until a skill of one way is archived, after its chance fell from 0.9 to 0.05.</summary>
    public Task<double> DelayAsync(int replicates) => AverageAsync(replicates, async (memory, random) =>
    {
        const int longest = 60;
        var task = new TwoWays(memory, evidenced: 0.5, random);
        await task.AddFirstAsync();
        await task.UseAsync(30, first: 0.9, second: 0.9);
        for (var use = 1; use < longest; use++)
        {
            if ((await task.UseAsync(first: 0.05, second: 0.05)).IsArchived)
            {
                return use;
            }
        }
        return longest;
    });

    /// <summary>The successes that are lost in 500 uses, against always following the better of two ways.</summary>
    /// <param name="replicates">How often it is played.</param>
    /// <param name="first">The true chance of the way that is told first.</param>
    /// <param name="second">That of the other.</param>
    public Task<double> RegretAsync(int replicates, double first, double second) => AverageAsync(replicates, async (memory, random) =>
    {
        var task = new TwoWays(memory, evidenced: 0.5, random);
        await task.AddFirstAsync();
        await task.AddSecondAsync();
        var (lost, best) = (0.0, Math.Max(first, second));
        for (var use = 0; use < 500; use++)
        {
            var used = await task.UseAsync(first, second);
            var chance = used.IsSecond ? second : first;
            lost += best - (used.Handed is null ? 0.5 : chance);
        }
        return lost;
    });

    static async Task<double> IsHandedSoonAsync(TwoWays task, bool isSecond, double first, double second)
    {
        for (var use = 0; use < Soon; use++)
        {
            var used = await task.UseAsync(first, second);
            if (used.Handed is not null && used.IsSecond == isSecond)
            {
                return 1;
            }
        }
        return 0;
    }

    async Task<double> AverageAsync(int replicates, Func<ISimulatedMemory, Random, Task<double>> play)
    {
        var sum = 0.0;
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            await using var memory = await newMemory(replicate);
            sum += await play(memory, new Random(seed * 1000 + replicate));
        }
        return sum / replicates;
    }
}
