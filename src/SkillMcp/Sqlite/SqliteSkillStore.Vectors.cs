using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    readonly SemaphoreSlim loadingVectors = new(1, 1);
    VectorCache vectorCache = VectorCache.None;

    public Task<IReadOnlyList<Candidate>> SearchVectorsAsync(
        Project project,
        IReadOnlyList<ModelVector> vectors,
        IReadOnlyList<Candidate> others,
        string? category,
        int limit,
        CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var table = await VectorTableAsync(connection, vectors[0], cancel);
        var search = new VectorSearch(table, vectors, project, await OfCategoryAsync(connection, category, cancel));
        while (search.Unverified(limit) is { Count: > 0 } unverified)
        {
            search.Verify(unverified, await StoredVectorsAsync(connection, project, vectors[0].Model, unverified, cancel));
        }
        var otherKeys = await KeysAsync(connection, [.. others.Select(other => other.Id)], cancel);
        var added = otherKeys.Where(key => !search.IsVerified(key)).ToList();
        search.Verify(added, await StoredVectorsAsync(connection, project, vectors[0].Model, added, cancel));
        var nearest = await CandidatesAsync(connection, [.. search.Nearest(limit).Except(otherKeys).Where(search.IsVisible)], cancel);
        return (IReadOnlyList<Candidate>)
        [
            .. from candidate in nearest.Concat(others)
               let id = Column.Of(candidate.Id)
               where search.IsVisible(id)
               select candidate with { Nearness = search.NearnessOf(id) },
        ];
    }, cancel);

    /// <summary>The vectors in memory, as the connection reads them from the file.</summary>
    async Task<VectorTable> VectorTableAsync(SqliteConnection connection, ModelVector query, CancellationToken cancel)
    {
        await loadingVectors.WaitAsync(cancel);
        try
        {
            vectorCache = await VectorCache.RefreshedAsync(vectorCache, connection, query.Model, query.Values.Length, cancel);
            return vectorCache.Table;
        }
        finally
        {
            loadingVectors.Release();
        }
    }

    /// <summary>The keys of the skills of a category; null for all skills.</summary>
    static async Task<HashSet<long>?> OfCategoryAsync(SqliteConnection connection, string? category, CancellationToken cancel) =>
        category is null
            ? null
            : [.. await connection.QueryAsync<long>("select key from current_skill where category = @category", new { category, cancel })];

    static async Task<IReadOnlyList<long>> KeysAsync(SqliteConnection connection, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        [.. await connection.QueryAsync<long>("""
            select skill.key
              from json_each(@ids) as wanted
             cross join skill on skill.id = wanted.value
             order by wanted.key
            """, new { ids = Column.Of(ids), cancel })];

    /// <summary>
    /// The vectors that the file holds of those of the skills that are active and that the project sees.
    /// A skill without one has a row too.
    /// </summary>
    static async Task<IReadOnlyList<StoredVectorRow>> StoredVectorsAsync(
        SqliteConnection connection, Project project, string model, IReadOnlyList<long> skills, CancellationToken cancel) =>
        skills.Count == 0 ? [] : [.. await connection.QueryAsync<StoredVectorRow>("""
            select skill.key as skill, skill.id, coalesce(skill_vector.key, 0) as vector,
                   skill_vector.execution is not null as is_task
              from json_each(@keys) as wanted
             cross join skill           on skill.key = wanted.value
             left join skill_version    on skill_version.skill = skill.key and skill_version.number = skill.version
             left join skill_vector     on skill_vector.skill = skill.key
                                       and skill_vector.model = @model
                                       and (skill_vector.execution is not null or skill_vector.content_hash = skill_version.content_hash)
             where skill.status = 'active'
               and (skill.project = @project
                    or skill.project = ''
                       and not exists (select 1 from skill as own where own.name = skill.name and own.project = @project))
            """, new { keys = $"[{string.Join(',', skills)}]", project = project.Name, model, cancel })];

    public Task<IReadOnlyList<Guid>> WithoutVectorAsync(
        Project project, string model, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var ids = await connection.QueryAsync<string>("""
            select skill.id
              from skill
              join skill_version as written on written.skill = skill.key and written.number = skill.version
             where skill.status = 'active'
               and skill.project in ('', @project)
               and (not exists (select 1
                                  from skill_vector as own
                                 where own.skill = skill.key
                                   and own.model = @model
                                   and own.execution is null
                                   and own.content_hash = written.content_hash)
                    or exists (select 1
                                 from execution
                                where execution.skill = skill.key
                                  and execution.remembered = 1
                                  and execution.outcome <> 'not_used'
                                  and not exists (select 1
                                                    from skill_vector as past
                                                   where past.execution = execution.key
                                                     and past.model = @model)))
             order by skill.key
            """, new { project = project.Name, model, cancel });
        return (IReadOnlyList<Guid>)[.. ids.Select(Column.Id)];
    }, cancel);

    public Task<IReadOnlyList<MissingVectors>> MissingVectorsAsync(
        Project project, string model, IReadOnlyList<Guid> skills, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var ids = Column.Of(skills);
        var rows = (await connection.QueryAsync<SkillRow>("""
            select current_skill.*
              from json_each(@ids) as wanted
             cross join current_skill on current_skill.id = wanted.value
             where current_skill.status = 'active'
               and current_skill.project in ('', @project)
             order by wanted.key
            """, new { ids, project = project.Name, cancel })).ToList();
        var withText = (await connection.QueryAsync<string>("""
            select current_skill.id
              from json_each(@ids) as wanted
             cross join current_skill on current_skill.id = wanted.value
              join skill_vector       on skill_vector.skill = current_skill.key
             where skill_vector.model = @model
               and skill_vector.execution is null
               and skill_vector.content_hash = current_skill.content_hash
            """, new { ids, model, cancel })).ToHashSet(StringComparer.Ordinal);
        var tasks = (await connection.QueryAsync<MissingTaskRow>("""
            select skill.id as skill, execution.id, execution.task
              from json_each(@ids) as wanted
             cross join skill on skill.id = wanted.value
              join execution  on execution.skill = skill.key
             where execution.remembered = 1
               and execution.outcome <> 'not_used'
               and not exists (select 1 from skill_vector as past where past.execution = execution.key and past.model = @model)
             order by execution.key
            """, new { ids, model, cancel })).ToLookup(row => row.Skill, row => row.ToPastTask(), StringComparer.Ordinal);
        return (IReadOnlyList<MissingVectors>)
        [
            .. (await LoadAsync(connection, project, rows, cancel))
                // The store may hold a text that was changed outside. A person has to approve it first.
                .Where(skill => skill.IsActive)
                .Select(skill => (Skill: skill, Id: Column.Of(skill.Id)))
                .Select(found => new MissingVectors(found.Skill, !withText.Contains(found.Id), [.. tasks[found.Id]]))
                .Where(missing => missing.LacksText || missing.Tasks.Count > 0),
        ];
    }, cancel);

    public Task KeepVectorsAsync(
        Project project, IReadOnlyList<TextVector> vectors, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        foreach (var vector in vectors)
        {
            await (vector.Task is { } task ? KeepAsync(connection, vector, task, cancel) : KeepAsync(connection, vector, cancel));
        }
        return vectors.Count;
    }, cancel);

    static Task KeepAsync(SqliteConnection connection, TextVector given, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            insert or replace into skill_vector (skill, execution, model, content_hash, vector)
            select key, null, @model, content_hash, @vector
              from current_skill
             where id = @id
               and content_hash = @hash
            """, new
        {
            id = Column.Of(given.Skill.Id),
            hash = given.Skill.Procedure.ContentHash(),
            model = given.Vector.Model,
            // As object, because Dapper takes a byte[] for a list of values.
            vector = (object)Int8Vector.Of(given.Vector.Values.Span),
            cancel,
        });

    static Task KeepAsync(SqliteConnection connection, TextVector given, PastTask task, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            insert or replace into skill_vector (skill, execution, model, content_hash, vector)
            select execution.skill, execution.key, @model, '', @vector
              from execution
              join skill on skill.key = execution.skill
             where execution.id = @execution
               and execution.task = @task
               and execution.remembered = 1
               and execution.outcome <> 'not_used'
               and skill.id = @id
            """, new
        {
            id = Column.Of(given.Skill.Id),
            execution = Column.Of(task.Execution),
            task = task.Text,
            model = given.Vector.Model,
            vector = (object)Int8Vector.Of(given.Vector.Values.Span),
            cancel,
        });
}

/// <summary>A vector that the file holds.</summary>
/// <param name="Skill">The key of its skill.</param>
/// <param name="Id">The id of its skill.</param>
/// <param name="Vector">Its key; 0 if the skill has none.</param>
/// <param name="IsTask">Whether it is the vector of a task that the skill served.</param>
sealed record StoredVectorRow(long Skill, string Id, long Vector, bool IsTask);

/// <summary>A task that a skill served and that has no vector.</summary>
sealed record MissingTaskRow(string Skill, string Id, string Task)
{
    public PastTask ToPastTask() => new(Column.Id(Id), Task, Served: true);
}
