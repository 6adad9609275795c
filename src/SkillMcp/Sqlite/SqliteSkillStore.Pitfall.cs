using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    /// <returns>The key of the pitfall that the execution ran into; null where it ran into none.</returns>
    static async Task<long?> KeepPitfallAsync(SqliteConnection connection, long skill, Execution execution, CancellationToken cancel) =>
        execution.Pitfall is { } pitfall ? await KeepPitfallAsync(connection, skill, execution.Version, pitfall, execution.At, cancel) : null;

    /// <summary>Keeps a pitfall, or counts it where the same was kept before.</summary>
    static Task<long> KeepPitfallAsync(SqliteConnection connection, long skill, int version, Pitfall pitfall, DateTimeOffset at, CancellationToken cancel) =>
        connection.QuerySingleAsync<long>("""
            insert into pitfall (skill, version, step, text, fingerprint, seen, at)
            values (@skill, @version, @step, @text, @fingerprint, @seen, @at)
            on conflict (skill, step, fingerprint) do update
               set seen = seen + excluded.seen, version = excluded.version, at = excluded.at
            returning key
            """, new { skill, version, step = pitfall.Step, text = pitfall.Text, fingerprint = pitfall.Fingerprint, seen = pitfall.Seen, at = Column.Of(at), cancel });

    /// <summary>One execution less ran into it; one that nobody ran into is gone.</summary>
    static async Task TakePitfallBackAsync(SqliteConnection connection, long? pitfall, CancellationToken cancel)
    {
        if (pitfall is not null)
        {
            await connection.ExecuteAsync("update pitfall set seen = seen - 1 where key = @pitfall", new { pitfall, cancel });
            await connection.ExecuteAsync("delete from pitfall where key = @pitfall and seen < 1", new { pitfall, cancel });
        }
    }
}
