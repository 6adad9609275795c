using System.Diagnostics;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>A memory that is filled with <see cref="SyntheticSkills"/>, and measured at each size.</summary>
/// <param name="memory">The memory.</param>
/// <param name="withModel">The same memory with a sentence model; null if that is not measured.</param>
/// <param name="bare">What a commit takes by itself.</param>
/// <param name="repeats">How often each is measured.</param>
sealed class GrowingMemory(SkillMemory memory, SkillMemory? withModel, BareCommits bare, int repeats)
{
    static readonly Actor By = new(Author.Agent, "benchmark");

    int skills;
    int runs;

    public async Task FillAsync(int size, CancellationToken cancel)
    {
        for (; skills < size; skills++)
        {
            await AddAsync(skills, cancel);
            if (skills % 1000 == 0)
            {
                Console.Error.Write($"\r{skills:#,0} of {size:#,0} skills ");
            }
        }
        Console.Error.WriteLine();
    }

    public async Task<AtSize> MeasureAsync(CancellationToken cancel)
    {
        var size = skills;
        var (allocated, found, retrieve) = await RetrieveAsync(memory, cancel);
        var retrieveWithModel = withModel is null ? null : await RetrieveWithModelAsync(withModel, cancel);
        await memory.FlushAsync(cancel);
        var (commit, add, learn) = (new List<double>(), new List<double>(), new List<double>());
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            commit.Add(await TimeAsync(() => { bare.Commit(); return Task.CompletedTask; }));
            add.Add(await TimeAsync(() => AddAsync(skills++, cancel)));
            learn.Add(await TimeAsync(() => LearnAsync(cancel)));
        }
        return new AtSize(
            size, Quantiles.Of(commit), Quantiles.Of(add), Quantiles.Of(learn), retrieve, retrieveWithModel, allocated, found);
    }

    async Task<Quantiles> RetrieveWithModelAsync(SkillMemory memory, CancellationToken cancel)
    {
        await memory.EmbedAsync();
        // The first search reads the vectors into memory.
        await memory.RetrieveAsync(new RetrieveRequest { Task = SyntheticSkills.TaskFor(0) }, cancel);
        return (await RetrieveAsync(memory, cancel)).Time;
    }

    async Task<(long Allocated, double Found, Quantiles Time)> RetrieveAsync(SkillMemory memory, CancellationToken cancel)
    {
        var (times, found) = (new List<double>(), 0);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var wanted = (int)((long)repeat * skills / repeats);
            var request = new RetrieveRequest { Task = SyntheticSkills.TaskFor(wanted) };
            Retrieved answer = null!;
            times.Add(await TimeAsync(async () => answer = await memory.RetrieveAsync(request, cancel)));
            var right = SyntheticSkills.Procedure(wanted).Title;
            found += answer.Matches is [{ Skill.Procedure.Title: var title }, ..] && title == right ? 1 : 0;
        }
        return ((GC.GetTotalAllocatedBytes(precise: true) - before) / repeats, found / (double)repeats, Quantiles.Of(times));
    }

    Task AddAsync(int number, CancellationToken cancel) => memory.AddAsync(SyntheticSkills.Procedure(number), default, By, cancel: cancel);

    async Task LearnAsync(CancellationToken cancel)
    {
        // Numbers that no added skill has.
        var learned = await memory.LearnAsync(new LearnRequest { Trajectory = SyntheticSkills.Run(int.MaxValue - runs++) }, By, cancel);
        // Made-up words may look doubtful to the screen; quarantining a run takes as long as storing it.
        if (learned.Decision is not (Decision.Stored or Decision.Quarantined))
        {
            throw new InvalidOperationException(
                $"A run was to be stored, and was {learned.Decision} with {learned.Skill?.Name}: {learned.Reason}.");
        }
    }

    static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
