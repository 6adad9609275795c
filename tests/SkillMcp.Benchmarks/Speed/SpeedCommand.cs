using System.CommandLine;
using System.Diagnostics;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Speed;

/// <summary><c>speed</c>: what storing and retrieving take inside the process, as the memory grows.</summary>
static class SpeedCommand
{
    static readonly Option<string> Skills = new("--skills")
    {
        Description = "At how many skills to measure.",
        HelpName = "N,N,...",
        DefaultValueFactory = _ => "100,1000,10000,100000",
    };

    static readonly Option<int> Repeats = new("--repeats") { Description = "How often each is measured at each size.", HelpName = "N", DefaultValueFactory = _ => 200 };

    public static Command Build()
    {
        var command = new Command("speed", "Storing and retrieving in one process, on a file that grows.") { Skills, Repeats, Report.AsJson };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        await using var database = await SkillDatabase.OpenAsync(scratch["skills.db"], OpenMode.Create, cancel);
        using var bare = new BareCommits(scratch["bare.db"]);
        var growing = new GrowingMemory(new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System), bare, typed.GetValue(Repeats));
        var sizes = new List<AtSize>();
        foreach (var skills in typed.GetValue(Skills)!.Split(',').Select(int.Parse).Order())
        {
            await growing.FillAsync(skills, cancel);
            sizes.Add(await growing.MeasureAsync(cancel) with { FileBytes = new FileInfo(scratch["skills.db"]).Length });
        }
        Report.Print(typed, sizes, $"p50 / p95 of {typed.GetValue(Repeats)} at each size; a bare commit is one row with synchronous=FULL, in turns with ours", [
            ["skills", "bare commit", "add", "learn", "retrieve", "allocated a retrieve", "right skill first", "file"],
            .. sizes.Select(size => size.Row),
        ]);
    }
}

/// <summary>A memory that is filled with <see cref="SyntheticSkills"/>, and measured on the way.</summary>
sealed class GrowingMemory(SkillMemory memory, BareCommits bare, int repeats)
{
    static readonly Provenance By = new(Author.Agent, "benchmark");

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
        var (allocated, found, retrieve) = await RetrieveAsync(cancel);
        await memory.FlushAsync(cancel);
        var (commit, add, learn) = (new List<double>(), new List<double>(), new List<double>());
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            commit.Add(await TimeAsync(() => { bare.Commit(); return Task.CompletedTask; }));
            add.Add(await TimeAsync(() => AddAsync(skills++, cancel)));
            learn.Add(await TimeAsync(() => LearnAsync(cancel)));
        }
        return new AtSize(size, Quantiles.Of(commit), Quantiles.Of(add), Quantiles.Of(learn), retrieve, allocated, found);
    }

    async Task<(long Allocated, double Found, Quantiles Time)> RetrieveAsync(CancellationToken cancel)
    {
        var (times, found) = (new List<double>(), 0);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var wanted = (int)((long)repeat * skills / repeats);
            var request = new RetrieveRequest { Task = SyntheticSkills.TaskFor(wanted) };
            Retrieved answer = null!;
            times.Add(await TimeAsync(async () => answer = await memory.RetrieveAsync(request, cancel)));
            found += answer.Matches is [{ Skill.Procedure.Title: var title }, ..] && title == SyntheticSkills.Procedure(wanted).Title ? 1 : 0;
        }
        return ((GC.GetTotalAllocatedBytes(precise: true) - before) / repeats, found / (double)repeats, Quantiles.Of(times));
    }

    Task AddAsync(int number, CancellationToken cancel) => memory.AddAsync(SyntheticSkills.Procedure(number), default, By, cancel: cancel);

    async Task LearnAsync(CancellationToken cancel)
    {
        // Numbers that no added skill has.
        var learned = await memory.LearnAsync(new LearnRequest { Trajectory = SyntheticSkills.Run(int.MaxValue - runs++) }, By, cancel);
        // Words that nobody made up for the screen may look doubtful to it; to keep a run apart takes as long.
        if (learned.Decision is not (Decision.Stored or Decision.Quarantined))
        {
            throw new InvalidOperationException($"A run was to be stored, and was {learned.Decision} with {learned.Skill?.Name}: {learned.Reason}.");
        }
    }

    static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}

/// <summary>The median and the 95 % quantile, in milliseconds.</summary>
sealed record Quantiles(double P50, double P95)
{
    public static Quantiles Of(IEnumerable<double> measured)
    {
        var sorted = new SortedSamples(measured);
        return new Quantiles(sorted.Median, sorted.Percentile95);
    }

    public override string ToString() => $"{Report.Milliseconds(P50)} / {Report.Milliseconds(P95)}";
}

/// <summary>What was measured at one size.</summary>
/// <param name="Skills">The size.</param>
/// <param name="BareCommit">One durable row.</param>
/// <param name="Add">A skill that a person wrote.</param>
/// <param name="Learn">A run: compared with what is known, and stored.</param>
/// <param name="Retrieve">The answer to a task.</param>
/// <param name="AllocatedBytes">By one retrieve.</param>
/// <param name="Found">The share of tasks whose skill came first.</param>
sealed record AtSize(int Skills, Quantiles BareCommit, Quantiles Add, Quantiles Learn, Quantiles Retrieve, long AllocatedBytes, double Found)
{
    public long FileBytes { get; init; }

    public string[] Row =>
        [$"{Skills:#,0}", $"{BareCommit}", $"{Add}", $"{Learn}", $"{Retrieve}", Report.Bytes(AllocatedBytes), Report.Percent(Found), Report.Bytes(FileBytes)];
}
