using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SkillDatabase
{
    static readonly TimeSpan LockedPause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Recreates everything that is derived: first the derived objects that the schema lacks,
    /// and then, from the current versions, the search index and the links of composites, and from the executions what is believed of ways.
    /// </summary>
    /// <returns>What was missing or different in the schema, one sentence each.</returns>
    public Task<IReadOnlyList<string>> RebuildAsync(CancellationToken cancel) =>
        WriteAsync(connection => DeriveAsync(connection, cancel), cancel);

    /// <summary>
    /// Writes the file anew, without what was deleted: SQLite keeps that in unused pages and in the write-ahead log, and the search index
    /// the words of it.
    /// </summary>
    /// <exception cref="SkillException">Another program kept reading the file as it was before.</exception>
    internal Task<bool> ForgetDeletedAsync(CancellationToken cancel) => ExplainedAsync(async () =>
    {
        await writing.WaitAsync(cancel);
        try
        {
            await ExecuteAsync(writer!, """
                insert into skill_search (skill_search) values ('optimize');
                insert into skill_letters (skill_letters) values ('optimize');
                """, cancel);
            // In memory it would take as much as the file.
            await ExecuteAsync(writer!, "pragma temp_store = file; vacuum; pragma temp_store = memory;", cancel);
            return await TruncateLogAsync(cancel) ? true : throw new SkillException(SqliteFault.NotForgotten(path));
        }
        finally
        {
            writing.Release();
        }
    });

    /// <returns>False if another connection needed the log for longer than a lock may take.</returns>
    async Task<bool> TruncateLogAsync(CancellationToken cancel)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < lockTimeout; await Task.Delay(LockedPause, cancel))
        {
            if (await writer!.QueryFirstAsync<int>("pragma wal_checkpoint(truncate)", cancel) == 0)
            {
                return true;
            }
        }
        return false;
    }

    static async Task<IReadOnlyList<string>> DeriveAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var made = await Schema.RepairAsync(connection, Migration.Newest, cancel);
        // FTS5 rebuilds the index from its own texts first, because rows cannot be deleted from a damaged index.
        await connection.ExecuteAsync("insert into skill_search (skill_search) values ('rebuild')", cancel);
        await connection.ExecuteAsync("delete from skill_search", cancel);
        await connection.ExecuteAsync("insert into skill_letters (skill_letters) values ('delete-all')", cancel);
        await connection.ExecuteAsync("delete from component", cancel);
        var keys = await connection.QueryAsync<long>("select key from skill order by key", cancel);
        foreach (var key in keys.ToList())
        {
            await SearchIndex.DeriveOneAsync(connection, key, cancel);
            var isIntact = await Seals.IsIntactAsync(connection, key, cancel);
            await DerivedWays.StoreAsync(connection, key, isMissingOnly: false, cancel);
            if (isIntact)
            {
                await Seals.SealAsync(connection, key, added: 0, cancel);
            }
        }
        await connection.ExecuteAsync("insert into skill_search (skill_search) values ('optimize')", cancel);
        await connection.ExecuteAsync("insert into skill_letters (skill_letters) values ('optimize')", cancel);
        await connection.ExecuteAsync("delete from search_generation", cancel);
        await connection.ExecuteAsync(
            "insert into search_generation values (@generation)", new { generation = SearchText.Generation, cancel });
        return made;
    }
}
