using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    /// <summary>How long a retrieval is remembered: nobody reports later what came of it.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    public Task<PastRetrieval?> FindRetrievalAsync(Project project, Guid id, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var found = await connection.QuerySingleOrDefaultAsync<RetrievalRow>("""
            select task, at
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
        return new PastRetrieval(id, found.Task, [.. skills.Select(row => new RetrievedSkill(Guid.Parse(row.Skill), row.Version))], Column.Time(found.At));
    }, cancel);

    public Task NoteAsync(Project project, IReadOnlyList<PastRetrieval> retrievals, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        foreach (var retrieval in retrievals)
        {
            await NoteAsync(connection, project, retrieval, cancel);
        }
        if (retrievals.Count > 0)
        {
            var before = Column.Of(retrievals.Max(retrieval => retrieval.At) - Remembered);
            await connection.ExecuteAsync("delete from retrieval where at < @before", new { before, cancel });
        }
        return retrievals.Count;
    }, cancel);

    static async Task NoteAsync(SqliteConnection connection, Project project, PastRetrieval retrieval, CancellationToken cancel)
    {
        var id = Column.Of(retrieval.Id);
        var noted = await connection.ExecuteAsync("""
            insert into retrieval (id, project, task, at)
            values (@id, @project, @task, @at)
            on conflict (id) do nothing
            """, new { id, project = project.Name, task = retrieval.Task, at = Column.Of(retrieval.At), cancel });
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

sealed record RetrievalRow(string Task, long At);

sealed record RetrievedSkillRow(string Skill, int Version);
