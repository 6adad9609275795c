using Microsoft.Extensions.AI;
using SkillMcp.Admissions;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A set in a SQLite file of its own: every row is added, without the formation policy and the duplicate check.</summary>
sealed class LoadedSet : IAsyncDisposable
{
    static readonly Actor By = new(Author.Person, "benchmark");

    readonly string folder;
    readonly SkillDatabase database;
    readonly Dictionary<Guid, int> rows = [];
    readonly Dictionary<Guid, SkillName> names = [];

    LoadedSet(DataSet set, string folder, SkillDatabase database, IEmbeddingGenerator<string, Embedding<float>>? model)
    {
        Set = set;
        this.folder = folder;
        this.database = database;
        Memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System, embedder: model);
    }

    public DataSet Set { get; }

    public SkillMemory Memory { get; }

    /// <summary>The path of the file, for another process to read.</summary>
    public string File => Path.Combine(folder, "skills.db");

    /// <summary>The rows by the names that their skills got.</summary>
    public IReadOnlyDictionary<string, SkillRow> Named =>
        names.ToDictionary(name => name.Value.Value, name => Set.Skills[rows[name.Key]], StringComparer.Ordinal);

    public static async Task<LoadedSet> LoadAsync(
        DataSet set, IEmbeddingGenerator<string, Embedding<float>>? model, CancellationToken cancel, bool uneven = false)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-retrieval-").FullName;
        var database = await SkillDatabase.OpenAsync(Path.Combine(folder, "skills.db"), OpenMode.Create, cancel);
        var loaded = new LoadedSet(set, folder, database, model);
        var store = new SqliteSkillStore(loaded.database);
        for (var row = 0; row < set.Skills.Count; row++)
        {
            var (id, name) = await AddAsync(store, set.Skills[row].ToProcedure(), row, uneven, cancel);
            loaded.rows[id] = row;
            loaded.names[id] = name;
        }
        await loaded.Memory.EmbedAsync(cancel);
        return loaded;
    }

    /// <summary>
    /// Records past tasks of each skill as successes, as an agent would: it retrieves the skill by name, and reports on that retrieval.
    /// </summary>
    /// <param name="max">How many tasks of each skill.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task UseAsync(int max, CancellationToken cancel)
    {
        foreach (var (row, skill) in rows.ToDictionary(pair => pair.Value, pair => pair.Key).OrderBy(pair => pair.Key))
        {
            foreach (var task in Set.PastTasks.GetValueOrDefault(Set.Skills[row].Id, []).Take(max))
            {
                await ReportAsync(skill, task, Outcome.Success, cancel);
            }
        }
    }

    /// <summary>
    /// Records past tasks of about half of the skills, chosen by a hash of their ids: what use teaches about one must not harm the others.
    /// A set without past tasks uses up half of the requests that a skill serves.
    /// </summary>
    /// <returns>The ids of the skills that were used, and of the requests that were used up.</returns>
    public async Task<(HashSet<string> Skills, HashSet<string> Requests)> UseHalfAsync(int max, CancellationToken cancel)
    {
        var (skills, requests) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var byGold = Set.Queries.Where(query => query.Relevant.Length > 0).ToLookup(query => query.Relevant[0], StringComparer.Ordinal);
        foreach (var (id, row) in rows.OrderBy(pair => pair.Value).Select(pair => (pair.Key, pair.Value)))
        {
            var skill = Set.Skills[row].Id;
            if (!IsChosen(skill))
            {
                continue;
            }
            var used = Set.PastTasks.Count == 0 ? byGold[skill].Take(Math.Min(max, byGold[skill].Count() / 2)).ToList() : [];
            IReadOnlyList<string> tasks = [.. Set.PastTasks.GetValueOrDefault(skill, []).Take(max), .. used.Select(query => query.Text)];
            foreach (var task in tasks)
            {
                await ReportAsync(id, task, Outcome.Success, cancel);
                skills.Add(skill);
            }
            requests.UnionWith(used.Select(query => query.Id));
        }
        await Memory.EmbedAsync(cancel);
        return (skills, requests);
    }

    static bool IsChosen(string id) => id.Aggregate(23, (hash, c) => unchecked(hash * 37 + c)) % 2 == 0;

    /// <summary>
    /// The same, but retrieves by each task first, and reports a wrong first answer as not used.
    /// The first answer is that of BM25 alone: the weights that are learned from this must not depend on earlier weights.
    /// </summary>
    public async Task UseAndMissAsync(int max, CancellationToken cancel)
    {
        foreach (var (id, row) in rows.OrderBy(pair => pair.Value).Select(pair => (pair.Key, pair.Value)))
        {
            foreach (var task in Set.PastTasks.GetValueOrDefault(Set.Skills[row].Id, []).Take(max))
            {
                var ranked = await Memory.RankAsync(task, [], null, cancel);
                var byBm25 = ranked.OrderByDescending(one => one.Match.Bm25).ThenBy(one => RowOf(one.Candidate.Id)).ToList();
                if (byBm25 is [var first, ..] && first.Candidate.Id != id)
                {
                    await ReportAsync(first.Candidate.Id, task, Outcome.NotUsed, cancel);
                }
                await ReportAsync(id, task, Outcome.Success, cancel);
            }
        }
        await Memory.EmbedAsync(cancel);
    }

    async Task ReportAsync(Guid skill, string task, Outcome outcome, CancellationToken cancel)
    {
        var retrieved = await Memory.RetrieveAsync(new RetrieveRequest { Task = task, Skill = names[skill] }, cancel);
        await Memory.RecordAsync(new Report { Skill = names[skill], Outcome = outcome, Retrieval = retrieved.RetrievalId }, By, cancel);
    }

    /// <summary>The row that a skill came from.</summary>
    public int RowOf(Guid skill) => rows[skill];

    public string IdOf(Guid skill) => Set.Skills[rows[skill]].Id;

    static async Task<(Guid Id, SkillName Name)> AddAsync(
        SqliteSkillStore store, Procedure procedure, int row, bool uneven, CancellationToken cancel)
    {
        // Ids in the order of the rows, so that ties are resolved the same on every run.
        var id = new Guid(row + 1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
        var name = SkillName.Of(procedure);
        var skill = new Skill
        {
            Id = id,
            Name = name,
            Procedure = procedure,
            Source = Source.Imported,
            Provenance = Provenance.Of(By),
            CreatedAt = TimeProvider.System.GetUtcNow(),
            UpdatedAt = TimeProvider.System.GetUtcNow(),
        };
        skill = uneven ? Perturbation.Age(skill) : skill;
        foreach (var free in name.AndNumbered())
        {
            // As the set has it, whatever the screen would say.
            var change = SkillChanges.Add(skill with { Name = free }, "benchmark");
            var approved = change with { Skills = [change.Skills[0] with { Origin = TextOrigin.Approved }] };
            var admitted = AdmissionControl.Admit(approved, AdmissionControl.Admit(By)).Change!;
            if (await store.ApplyAsync(Project.Everybody, admitted, new AuditContext(By, skill.CreatedAt), cancel) == ApplyResult.Applied)
            {
                return (id, free);
            }
        }
        throw new InvalidOperationException("Names are never used up.");
    }

    public async ValueTask DisposeAsync()
    {
        await Memory.FlushAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
