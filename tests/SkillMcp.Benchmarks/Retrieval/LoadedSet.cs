using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A set in a real SQLite file of its own, every row of it, past the formation policy and the duplicate check.</summary>
sealed class LoadedSet : IAsyncDisposable
{
    readonly string folder;
    readonly SkillDatabase database;
    readonly Dictionary<Guid, int> rows = [];

    LoadedSet(DataSet set, string folder, SkillDatabase database)
    {
        Set = set;
        this.folder = folder;
        this.database = database;
        Memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
    }

    public DataSet Set { get; }

    public SkillMemory Memory { get; }

    public static async Task<LoadedSet> LoadAsync(DataSet set, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-retrieval-").FullName;
        var loaded = new LoadedSet(set, folder, await SkillDatabase.OpenAsync(Path.Combine(folder, "skills.db"), OpenMode.Create, cancel));
        var store = new SqliteSkillStore(loaded.database);
        for (var row = 0; row < set.Skills.Count; row++)
        {
            loaded.rows[await AddAsync(store, set.Skills[row].ToProcedure(), row, cancel)] = row;
        }
        return loaded;
    }

    /// <summary>The row that a skill came from.</summary>
    public int RowOf(Guid skill) => rows[skill];

    public string IdOf(Guid skill) => Set.Skills[rows[skill]].Id;

    static async Task<Guid> AddAsync(SqliteSkillStore store, Procedure procedure, int row, CancellationToken cancel)
    {
        // Ids in the order of the rows, so that equals stand in the same order every time.
        var id = new Guid(row + 1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
        var name = SkillName.From(procedure.Title) ?? SkillName.FromHash(procedure.ContentHash());
        var skill = new Skill
        {
            Id = id,
            Name = name,
            Procedure = procedure,
            Source = Source.Imported,
            Provenance = new Provenance(Author.Person, "benchmark"),
            CreatedAt = TimeProvider.System.GetUtcNow(),
            UpdatedAt = TimeProvider.System.GetUtcNow(),
        };
        for (var number = 2; await store.AddAsync(Project.Everybody, skill, "benchmark", null, cancel) == Saved.NameTaken; number++)
        {
            skill = skill with { Name = name.Numbered(number) };
        }
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await Memory.FlushAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
