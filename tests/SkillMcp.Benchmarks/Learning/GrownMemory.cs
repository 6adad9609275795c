using System.Diagnostics;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Learning;

/// <summary>What a memory made of runs that it was told one after another.</summary>
/// <param name="Procedures">What became of each procedure.</param>
/// <param name="Runs">What became of each run.</param>
sealed record GrownMemory(IReadOnlyList<GrownProcedure> Procedures, IReadOnlyList<PlayedRun> Runs)
{
    static readonly TimeSpan BetweenRuns = TimeSpan.FromMinutes(30);

    static readonly Actor Agent = new(Author.Agent, "benchmark");

    /// <summary>Tells a new memory every run in order, as the tool store_trajectory does.</summary>
    public static async Task<GrownMemory> PlayAsync(IReadOnlyList<GrowthRun> runs, GrowthOptions options, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-growth-").FullName;
        try
        {
            await using var database = await SkillDatabase.OpenAsync(Path.Combine(folder, "skills.db"), OpenMode.Create, cancel);
            var store = new SqliteSkillStore(database);
            var clock = new SteppedClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
            var memory = new SkillMemory(store, Project.Everybody, clock);
            var played = new List<PlayedRun>();
            var owners = new Dictionary<Guid, GrowthProcedure>();
            var watch = Stopwatch.StartNew();
            foreach (var run in runs)
            {
                clock.GoOn(BetweenRuns);
                played.Add(await TellAsync(memory, run, owners, options.PastPolicy, cancel));
                if (played.Count % 100 == 0 || played.Count == runs.Count)
                {
                    var each = watch.Elapsed.TotalMilliseconds / played.Count;
                    Console.Error.WriteLine($"{played.Count} of {runs.Count} runs, {owners.Count} skills, {each:0.0} ms each");
                }
            }
            var skills = await store.GetAsync(Project.Everybody, [.. owners.Keys], cancel);
            return Of(played, owners, [.. skills.Where(skill => skill.IsActive)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<PlayedRun> TellAsync(
        SkillMemory memory, GrowthRun run, Dictionary<Guid, GrowthProcedure> owners, bool pastPolicy, CancellationToken cancel)
    {
        var request = new LearnRequest { Trajectory = run.Trajectory };
        Learned learned;
        try
        {
            learned = await (pastPolicy ? memory.RememberAsync(request, Agent, cancel) : memory.LearnAsync(request, Agent, cancel));
        }
        catch (SkillException refused)
        {
            return new PlayedRun(run, Skill: null, Owner: null, IsMerged: false, refused.Message);
        }
        if (learned is not { Skill: { } skill, Decision: not Decision.NotStored })
        {
            return new PlayedRun(run, Skill: null, Owner: null, IsMerged: false, learned.Reason);
        }
        var isFirst = owners.TryAdd(skill.Id, run.Procedure);
        return new PlayedRun(run, skill.Id, owners[skill.Id], !isFirst, learned.Reason);
    }

    static GrownMemory Of(List<PlayedRun> runs, Dictionary<Guid, GrowthProcedure> owners, List<Skill> skills)
    {
        var runsOf = runs.Where(run => run.Skill is not null).CountBy(run => run.Skill!.Value).ToDictionary();
        var grown = skills
            .Select(skill => new GrownSkill(skill, owners[skill.Id], runsOf[skill.Id]))
            .OrderByDescending(skill => skill.Runs)
            .ToLookup(skill => skill.Owner);
        var active = skills.Select(skill => skill.Id).ToHashSet();
        return new GrownMemory(
            [
                .. runs.GroupBy(run => run.Procedure).OrderBy(group => group.Key.Id, StringComparer.Ordinal).Select(group =>
                    new GrownProcedure(group.Key, [.. group], [.. grown[group.Key]], group.Count(run => !IsActive(run)))),
            ],
            runs);

        bool IsActive(PlayedRun run) => run.Skill is { } id && active.Contains(id);
    }
}
