using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SkillDatabase
{
    /// <summary>
    /// Recreates everything that is derived: first the derived objects that the schema lacks,
    /// and then, from the current versions, the search index and the links of composites, and from the executions what is believed of ways.
    /// </summary>
    /// <returns>What was missing or different in the schema, one sentence each.</returns>
    public Task<IReadOnlyList<string>> RebuildAsync(CancellationToken cancel) =>
        WriteAsync(connection => DeriveAsync(connection, cancel), cancel);

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
