using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using SkillMcp.Formation;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Memory;

/// <summary>A memory on a real file of its own, with a clock that the test moves.</summary>
sealed class OpenMemory : IAsyncDisposable
{
    public static readonly Actor Person = new(Author.Person, "tests");
    public static readonly Actor Agent = new(Author.Agent, "tests");

    readonly TemporaryFolder folder;
    readonly SkillDatabase database;

    OpenMemory(TemporaryFolder folder, SkillDatabase database)
    {
        this.folder = folder;
        this.database = database;
        Memory = For(Project.Everybody);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public SkillMemory Memory { get; }

    /// <summary>The files that hold the memory.</summary>
    public IEnumerable<string> Files => Directory.GetFiles(folder.Path);

    /// <summary>Where the file is.</summary>
    public string Folder => folder.Path;

    public IMemoryStore Store => new SqliteSkillStore(database);

    public static async Task<OpenMemory> NewAsync()
    {
        var folder = new TemporaryFolder();
        return new OpenMemory(
            folder, await SkillDatabase.OpenAsync(Path.Combine(folder.Path, "skills.db"), OpenMode.Create, CancellationToken.None));
    }

    /// <summary>The same file as another project sees it.</summary>
    public SkillMemory For(Project project, SkillMemoryOptions? options = null) =>
        new(new SqliteSkillStore(database), project, Clock, options);

    /// <summary>The same file with a model of what texts mean.</summary>
    public SkillMemory With(IEmbeddingGenerator<string, Embedding<float>> embedder) =>
        new(new SqliteSkillStore(database), Project.Everybody, Clock, embedder: embedder);

    /// <summary>The same file with what writes the words of learned skills.</summary>
    public SkillMemory With(IDrafter drafter) => new(new SqliteSkillStore(database), Project.Everybody, Clock, drafter: drafter);

    /// <summary>The same file under other rules.</summary>
    public SkillMemory With(SkillMemoryOptions options) => new(new SqliteSkillStore(database), Project.Everybody, Clock, options);

    public Task BackUpAsync(string name) =>
        File.Exists(folder[name]) ? Task.CompletedTask : database.BackupAsync(folder[name], CancellationToken.None);

    /// <summary>Changes the file as another program would.</summary>
    public async Task ChangeOutsideAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={folder["skills.db"]};Pooling=false");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What doctor finds wrong with the file.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync() => (await database.DiagnoseAsync(CancellationToken.None)).Problems;

    /// <summary>A file as text, byte for byte, while others have it open.</summary>
    public static string Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return System.Text.Encoding.Latin1.GetString(bytes.ToArray());
    }

    public Task<Skill> AddAsync(string name, string description, params string[] steps) => AddAsync(Procedure(name, description, steps));

    public Task<Skill> AddAsync(Procedure procedure, ExecutionCounts record = default) => Memory.AddAsync(procedure, record, Person);

    public Task<Learned> LearnAsync(string task, params string[] steps) => LearnAsync(Run(task, steps));

    public Task<Learned> LearnAsync(Trajectory run) => Memory.LearnAsync(new LearnRequest { Trajectory = run }, Agent);

    public Task<Recorded> RecordAsync(Skill skill, Outcome outcome, int times = 1) =>
        RecordAsync(new Report { Skill = skill.Name, Outcome = outcome }, times);

    public Task<Recorded> RecordAsync(Report report, Actor actor) => Memory.RecordAsync(report, actor);

    public async Task<Recorded> RecordAsync(Report report, int times = 1)
    {
        for (var time = 1; time < times; time++)
        {
            await Memory.RecordAsync(report, Agent);
        }
        return await Memory.RecordAsync(report, Agent);
    }

    public static Procedure Procedure(string name, string description, params string[] steps) =>
        new() { Title = name, Description = description, Steps = [.. steps.Select(Step.Parse)] };

    public static Trajectory Run(string task, params string[] steps) =>
        new() { Task = task, Success = true, Steps = [.. steps.Select(Step.Parse)] };

    public async ValueTask DisposeAsync()
    {
        await Memory.FlushAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }
}
