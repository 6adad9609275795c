using SkillMcp.Benchmarks.Learning;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>The library's own memory, on a new file.</summary>
sealed class LibraryMemory : ISimulatedMemory
{
    static readonly Actor Agent = new(Author.Agent, "simulation");
    static readonly TimeSpan BetweenUses = TimeSpan.FromMinutes(10);

    readonly SteppedClock clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    readonly string folder;
    Guid? lastRetrieval;
    readonly SkillDatabase database;

    LibraryMemory(string folder, SkillDatabase database, int seed, SkillMemoryOptions? options)
    {
        (this.folder, this.database) = (folder, database);
        Memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, clock, options, random: new Random(seed));
    }

    public SkillMemory Memory { get; }

    /// <param name="seed">What the memory's own random choices begin with.</param>
    /// <param name="options">Its rules; null for the usual ones.</param>
    public static async Task<LibraryMemory> NewAsync(int seed, SkillMemoryOptions? options = null)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-simulate-").FullName;
        var database = await SkillDatabase.OpenAsync(Path.Combine(folder, "skills.db"), OpenMode.Create, default);
        return new LibraryMemory(folder, database, seed, options);
    }

    public Task AddAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced) =>
        LearnAsync(task, steps, isEvidenced, retrieval: null);

    public async Task<Handed?> RetrieveAsync(string task)
    {
        clock.GoOn(BetweenUses);
        var retrieved = await Memory.RetrieveAsync(new RetrieveRequest { Task = task });
        lastRetrieval = retrieved.RetrievalId;
        return retrieved.Matches is [{ IsWhole: true } match, ..]
            ? new Handed(match.Skill.Name.Value, match.Procedure.Steps, retrieved.RetrievalId)
            : null;
    }

    public async Task<bool> ReportAsync(Handed handed, bool worked, bool isEvidenced)
    {
        var recorded = await RecordAsync(SkillName.From(handed.Skill)!.Value, worked, isEvidenced, handed.Retrieval);
        return recorded.Consequences.Any(consequence => consequence.StartsWith("archived", StringComparison.Ordinal));
    }

    /// <summary>Reports how a skill ended.</summary>
    public Task<Recorded> RecordAsync(
        SkillName skill, bool worked, bool isEvidenced, Guid? retrieval, string notes = "", int failedStep = 0) =>
        Memory.RecordAsync(
            new Report
            {
                Skill = skill,
                Outcome = worked ? Outcome.Success : Outcome.Failure,
                Retrieval = retrieval,
                Evidence = EvidenceOf(worked, isEvidenced),
                Notes = notes,
                FailedStep = failedStep,
            },
            Agent);

    // An agent that tells a run has just asked for the task, and gives the retrieval_id of the answer.
    public Task StoreAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced) =>
        LearnAsync(task, steps, isEvidenced, lastRetrieval);

    /// <summary>Tells a run.</summary>
    public Task<Learned> LearnAsync(
        string task, IReadOnlyList<Step> steps, bool isEvidenced, Guid? retrieval, string name = "", bool isSuccess = true) =>
        Memory.LearnAsync(
            new LearnRequest
            {
                Trajectory = new Trajectory
                {
                    Task = task,
                    Steps = steps,
                    Success = isSuccess,
                    Category = "deployment",
                    Name = name,
                    Evidence = EvidenceOf(isSuccess, isEvidenced),
                },
                Retrieval = retrieval,
            },
            Agent);

    public Task RefineAsync(Handed handed, IReadOnlyList<Step> steps, bool isEvidenced) => Memory.RefineAsync(
        new RefineRequest
        {
            Skill = SkillName.From(handed.Skill)!.Value,
            Steps = steps,
            Success = true,
            Reason = "the old way no longer works",
            Evidence = EvidenceOf(worked: true, isEvidenced),
            AcceptLoss = true,
        },
        Agent);

    public Task<Composed> ComposeAsync(IReadOnlyList<SkillName> skills, string name, string description) =>
        Memory.ComposeAsync(new ComposeRequest { Skills = skills, Name = name, Description = description }, Agent);

    public void Wait(TimeSpan time) => clock.GoOn(time);

    public async ValueTask DisposeAsync()
    {
        await Memory.FlushAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    static Evidence? EvidenceOf(bool worked, bool isEvidenced) =>
        isEvidenced ? new Evidence { Kind = EvidenceKind.ExitCode, Observed = worked ? "0" : "1" } : null;
}
