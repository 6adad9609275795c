using SkillMcp.Benchmarks.Learning;
using SkillMcp.Server.Verification;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>A memory whose skills are verified in the sandbox of this machine, with programs that the scenario makes.</summary>
sealed class ProofMemory : IAsyncDisposable
{
    static readonly Actor Person = new(Author.Person);
    static readonly Actor Agent = new(Author.Agent, "simulation");

    readonly SteppedClock clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    readonly SkillDatabase database;
    readonly Lazy<ISandbox> sandbox;

    ProofMemory(FakePrograms programs, SkillDatabase database)
    {
        (Programs, this.database) = (programs, database);
        var options = new SkillMemoryOptions { Machine = "00000000000000aa", HasTrials = false };
        Memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, clock, options);
        sandbox = new Lazy<ISandbox>(() => Sandboxes.Find(programs.Database));
    }

    public SkillMemory Memory { get; }

    public FakePrograms Programs { get; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public static async Task<ProofMemory> NewAsync()
    {
        var programs = new FakePrograms();
        return new ProofMemory(programs, await SkillDatabase.OpenAsync(programs.Database, OpenMode.Create, default));
    }

    public Task<Skill> AddAsync(string name, string step, string outcome) => Memory.AddAsync(
        new Procedure
        {
            Title = name,
            Description = $"Do what {name} does",
            Steps = [Step.Parse($"{step} prepare"), Step.Parse($"{step} apply")],
            Postconditions = [outcome],
        },
        default,
        Person);

    public void Wait(TimeSpan time) => clock.GoOn(time);

    /// <summary>Tests again what was not proved for so long.</summary>
    public async Task<IReadOnlyList<RetestedSkill>> RetestAsync(IEnumerable<string> allowed, TimeSpan? age)
    {
        using var verification = new VerificationSetup(Memory, Programs.Allowing(allowed), sandbox, Programs.Folder, Person);
        var retest = new Retest(Memory, verification.Verifier);
        var tested = new List<RetestedSkill>();
        var active = new SkillFilter { Status = Status.Active };
        foreach (var candidate in await retest.CandidatesAsync(active, age is { } period ? Now - period : null, default))
        {
            tested.Add(await retest.RunAsync(candidate, default));
        }
        return tested;
    }

    public async Task<bool> IsActiveAsync(Skill skill) => (await Memory.GetAsync(skill.Name)).IsActive;

    /// <summary>What an agent is warned of when it asks for a skill.</summary>
    public async Task<IReadOnlyList<string>> WarningsAsync(Skill skill) =>
        (await Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0].Warnings;

    /// <summary>What an agent tells of a run, which may have asked a program for its version.</summary>
    public Task ReportAsync(Skill skill, bool worked, string? asked, string answered) => Memory.RecordAsync(
        new Report
        {
            Skill = skill.Name,
            Outcome = worked ? Outcome.Success : Outcome.Failure,
            Evidence = asked is null
                ? null
                : new Evidence { Kind = EvidenceKind.OutputMatch, Check = $"{asked} --version", Observed = answered },
        },
        Agent);

    public async ValueTask DisposeAsync()
    {
        await Memory.FlushAsync();
        await database.DisposeAsync();
        Programs.Dispose();
    }
}
