using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<IReadOnlyList<RunCandidate>> CandidatesAsync(
        Project project, string skeleton, DateTimeOffset since, int limit, CancellationToken cancel) =>
        database.ReadAsync(async connection =>
        {
            var rows = await connection.QueryAsync<RunCandidateRow>("""
                select project, id, skeleton, run, retrieval, author, client, quarantine_reason, at, content_hash
                  from candidate
                 where project = @project
                   and skeleton = @skeleton
                   and at >= @since
                 order by key desc
                 limit @limit
                """, new { project = project.Name, skeleton, since = Column.Of(since), limit, cancel });
            return (IReadOnlyList<RunCandidate>)[.. rows.Select(row => row.ToCandidate()).OfType<RunCandidate>().Reverse()];
        }, cancel);

    public Task<IReadOnlyList<RunCandidate>> WaitingCandidatesAsync(
        Project project, DateTimeOffset since, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<RunCandidateRow>("""
            select project, id, skeleton, run, retrieval, author, client, quarantine_reason, at, content_hash
              from candidate
             where project = @project
               and at >= @since
               and skeleton <> ''
             order by at, key
            """, new { project = project.Name, since = Column.Of(since), cancel });
        return (IReadOnlyList<RunCandidate>)[.. rows.Select(row => row.ToCandidate()).OfType<RunCandidate>()];
    }, cancel);

    public Task<RunCandidate?> FindCandidateAsync(Project project, Guid id, CancellationToken cancel) => database.ReadAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<RunCandidateRow>("""
                select project, id, skeleton, run, retrieval, author, client, quarantine_reason, at, content_hash
                  from candidate
                 where project = @project
                   and id = @id
                """, new { project = project.Name, id = Column.Of(id), cancel });
            return row?.ToCandidate();
        },
        cancel);

    public Task<int> CountCandidatesAsync(Project project, DateTimeOffset since, CancellationToken cancel) => database.ReadAsync(
        connection => connection.QuerySingleAsync<int>("""
            select count(*)
              from candidate
             where project = @project
               and at >= @since
               and skeleton <> ''
            """, new { project = project.Name, since = Column.Of(since), cancel }),
        cancel);

    /// <returns>False if the removed candidate is not stored any more.</returns>
    static async Task<bool> ChangeCandidatesAsync(
        SqliteConnection connection, Project project, CandidateChange? change, AuditContext context, CancellationToken cancel)
    {
        if (change is null)
        {
            return true;
        }
        if (change.Removed is { } removed && await DeleteCandidateAsync(connection, project, removed, cancel) == 0)
        {
            return false;
        }
        if (change.Added is { } added && await RunCandidateRow.InsertAsync(connection, project, added, cancel) == 0)
        {
            return false;
        }
        if (await ForgetCandidatesAsync(connection, project, change, cancel) is > 0 and var forgotten)
        {
            await AppendAsync(connection, AuditEntry.Of(CandidateChanges.Forgotten(project, forgotten), context), cancel);
        }
        return true;
    }

    static Task<int> DeleteCandidateAsync(SqliteConnection connection, Project project, Guid id, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            delete from candidate
             where project = @project
               and id = @id
            """, new { project = project.Name, id = Column.Of(id), cancel });

    /// <summary>Deletes the candidates that are too old, and the oldest of those that are too many.</summary>
    /// <returns>How many.</returns>
    static Task<int> ForgetCandidatesAsync(
        SqliteConnection connection, Project project, CandidateChange change, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            delete from candidate
             where project = @project
               and (at < @before
                    or key in (select key from candidate where project = @project order by at desc, key desc limit -1 offset @kept))
            """, new { project = project.Name, before = Column.Of(change.ForgetBefore) ?? long.MinValue, kept = change.MaxKept, cancel });
}
