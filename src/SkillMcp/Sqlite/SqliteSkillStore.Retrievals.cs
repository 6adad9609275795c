using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    public Task<PastRetrieval?> FindRetrievalAsync(
        Project project, Guid id, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var found = await connection.QuerySingleOrDefaultAsync<RetrievalRow>("""
            select task, also, at
              from retrieval
             where id = @id
               and project = @project
            """, new { id = Column.Of(id), project = project.Name, cancel });
        if (found is null)
        {
            return null;
        }
        var skills = await connection.QueryAsync<RetrievedSkillRow>("""
            select skill, version
              from retrieved_skill
             where retrieval = @id
             order by position
            """, new { id = Column.Of(id), cancel });
        return new PastRetrieval(id, found.Task, [.. skills.Select(row => row.ToRetrievedSkill())], Column.Time(found.At))
        {
            Also = Column.Texts(found.Also),
        };
    }, cancel);

    static async Task KeepRetrievalsAsync(SqliteConnection connection, Project project, MemoryChange change, CancellationToken cancel)
    {
        foreach (var retrieval in change.Retrievals)
        {
            await InsertAsync(connection, project, retrieval, cancel);
        }
        if (change.ForgetRetrievalsBefore is { } time)
        {
            await connection.ExecuteAsync("delete from retrieval where at < @before", new { before = Column.Of(time), cancel });
        }
    }

    static async Task InsertAsync(SqliteConnection connection, Project project, PastRetrieval retrieval, CancellationToken cancel)
    {
        var id = Column.Of(retrieval.Id);
        var noted = await connection.ExecuteAsync("""
            insert into retrieval (id, project, task, also, at)
            values (@id, @project, @task, @also, @at)
            on conflict (id) do nothing
            """, new
        {
            id,
            project = project.Name,
            task = retrieval.Task,
            also = Column.Of(retrieval.Also),
            at = Column.Of(retrieval.At),
            cancel,
        });
        for (var position = 0; position < retrieval.Skills.Count && noted > 0; position++)
        {
            var skill = retrieval.Skills[position];
            await connection.ExecuteAsync("""
                insert into retrieved_skill (retrieval, position, skill, version)
                values (@id, @position, @skill, @version)
                """, new { id, position, skill = Column.Of(skill.Skill), version = skill.Version, cancel });
        }
    }
}

/// <summary>A row of <c>retrieval</c>.</summary>
sealed record RetrievalRow(string Task, string Also, long At);

/// <summary>A row of <c>retrieved_skill</c>.</summary>
sealed record RetrievedSkillRow(string Skill, int Version)
{
    public RetrievedSkill ToRetrievedSkill() => new(Guid.Parse(Skill), Version);
}
