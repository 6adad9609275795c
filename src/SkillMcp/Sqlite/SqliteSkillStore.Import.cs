using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    public Task<Saved> ImportAsync(Project project, WholeSkill whole, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        if (await IsKnownAsync(connection, whole, cancel))
        {
            return Saved.Conflict;
        }
        if (await IsTakenAsync(connection, whole.Skill, cancel))
        {
            return Saved.NameTaken;
        }
        var key = await InsertAsync(connection, whole.Skill, cancel);
        foreach (var version in whole.Versions)
        {
            await InsertAsync(connection, key, version, cancel);
            foreach (var pitfall in version.Pitfalls)
            {
                await KeepPitfallAsync(connection, key, version.Number, pitfall, version.CreatedAt, cancel);
            }
        }
        await RequireVersionAsync(connection, key, whole.Skill, cancel);
        foreach (var execution in whole.Executions)
        {
            await InsertAsync(connection, key, execution, await PitfallOfAsync(connection, key, execution, cancel), cancel);
        }
        await MarkAsync(connection, key, PastTask.Remembered(await TaughtAsync(connection, key, cancel)), cancel);
        await SearchIndex.DeriveAsync(connection, key, Column.Of(whole.Skill.Id), cancel);
        await AppendAsync(connection, AuditedAct.Imported, whole.Skill, $"{Word.Of(whole.Skill.Lifecycle.Status)}, version {Told(whole.Skill.Version, whole.Skill.Procedure)}", cancel);
        return Saved.Done;
    }, cancel);

    /// <summary>Whether an id of it is in use, in any project: then it is here already, or only says that it is the same.</summary>
    static Task<bool> IsKnownAsync(SqliteConnection connection, WholeSkill whole, CancellationToken cancel) =>
        connection.QuerySingleAsync<bool>("""
            select exists (select 1 from skill where id = @id)
                or exists (select 1 from json_each(@executions) as given join execution on execution.id = given.value)
            """, new { id = Column.Of(whole.Skill.Id), executions = Column.Of(whole.Executions.Select(execution => execution.Id)), cancel });

    /// <returns>The key of the pitfall that an execution ran into, which is counted already; null where it ran into none.</returns>
    static Task<long?> PitfallOfAsync(SqliteConnection connection, long skill, Execution execution, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<long?>("""
            select key
              from pitfall
             where skill = @skill
               and step = @step
               and fingerprint = @fingerprint
            """, new { skill, step = execution.Pitfall?.Step, fingerprint = execution.Pitfall?.Fingerprint, cancel });
}
