using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>
/// The hashes over what decides what is handed over of a skill: its status and origin, its record, its ways, versions and pitfalls, and
/// each of its reports; and over the retrievals that reports follow. They are stored with every change, so that what another program
/// changes is noticed. They do not keep away someone who computes them again.
/// </summary>
static class Seals
{
    // Those that say how a skill fares now. Older ones are checked where they are used, and all by doctor.
    const int MaxReportsChecked = 20;

    /// <summary>Whether everything about a skill is as skillmcp wrote it.</summary>
    public static async Task<bool> IsIntactAsync(SqliteConnection connection, long key, CancellationToken cancel) =>
        (await BrokenAsync(connection, $"[{key}]", cancel)).Count == 0;

    /// <summary>Those of some skills that another program changed.</summary>
    /// <param name="connection">The connection to read from.</param>
    /// <param name="keys">Their keys, as JSON.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async Task<IReadOnlySet<long>> BrokenAsync(SqliteConnection connection, string keys, CancellationToken cancel) =>
        (await connection.QueryAsync<long>("""
            select skill.key
              from json_each(@keys) as wanted
             cross join skill      on skill.key = wanted.value
             cross join skill_seal on skill_seal.key = skill.key
             where skill.seal <> skill_seal.hash
                or skill.reports <> (select count(*) from execution where execution.skill = skill.key)
                or exists (select 1 from execution where execution.skill = skill.key and execution.seal = '')
                or exists (select 1
                             from (select key, seal from execution where execution.skill = skill.key order by key desc limit @last) as last
                             join execution_seal on execution_seal.key = last.key
                            where last.seal <> execution_seal.hash)
            """, new { keys, last = MaxReportsChecked, cancel })).ToHashSet();

    /// <summary>Seals the reports of a skill that were added or corrected.</summary>
    public static Task SealReportsAsync(SqliteConnection connection, long key, CancellationToken cancel) => connection.ExecuteAsync("""
        update execution
           set seal = (select hash from execution_seal where execution_seal.key = execution.key)
         where skill = @key
           and seal = ''
        """, new { key, cancel });

    /// <summary>Seals a skill and what was changed of its reports as they are now stored.</summary>
    /// <param name="connection">The connection that wrote them.</param>
    /// <param name="key">The key of the skill.</param>
    /// <param name="added">How many reports were added.</param>
    /// <param name="cancel">Cancels the writing.</param>
    public static async Task SealAsync(SqliteConnection connection, long key, int added, CancellationToken cancel)
    {
        await SealReportsAsync(connection, key, cancel);
        await connection.ExecuteAsync("update skill set reports = reports + @added where key = @key", new { key, added, cancel });
        await SealSkillAsync(connection, key, cancel);
    }

    /// <summary>Seals everything about a skill as it is now stored, whoever wrote it.</summary>
    public static async Task AcceptAsync(SqliteConnection connection, long key, CancellationToken cancel)
    {
        await connection.ExecuteAsync("""
            update execution
               set seal = (select hash from execution_seal where execution_seal.key = execution.key)
             where skill = @key
            """, new { key, cancel });
        // Measured tasks are numbered without gaps: one of those that are left is none that another program removed.
        await connection.ExecuteAsync("""
            update assignment
               set number = (select count(*)
                               from assignment as other
                              where other.skill = assignment.skill
                                and other.number <= assignment.number)
             where skill = @key
            """, new { key, cancel });
        await connection.ExecuteAsync("""
            update assignment
               set seal = (select hash
                             from assignment_seal
                            where assignment_seal.skill = assignment.skill
                              and assignment_seal.number = assignment.number)
             where skill = @key
            """, new { key, cancel });
        await connection.ExecuteAsync(
            "update skill set reports = (select count(*) from execution where skill = @key) where key = @key", new { key, cancel });
        await SealSkillAsync(connection, key, cancel);
    }

    /// <summary>Seals some retrievals, with the skills that they returned, as they are now stored.</summary>
    public static async Task SealRetrievalsAsync(SqliteConnection connection, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count > 0)
        {
            await connection.ExecuteAsync("""
                update retrieval
                   set seal = (select hash from retrieval_seal where retrieval_seal.id = retrieval.id)
                 where id in (select value from json_each(@ids))
                """, new { ids = Column.Of(ids), cancel });
        }
    }

    /// <summary>The ids of the retrievals that returned a skill and are as skillmcp wrote them.</summary>
    public static async Task<IReadOnlyList<string>> IntactRetrievalsOfAsync(
        SqliteConnection connection, string skill, CancellationToken cancel) =>
        [.. await connection.QueryAsync<string>("""
            select retrieval.id
              from retrieval
              join retrieval_seal on retrieval_seal.id = retrieval.id
             where retrieval.id in (select retrieval from retrieved_skill where skill = @skill)
               and retrieval.seal = retrieval_seal.hash
            """, new { skill, cancel })];

    /// <summary>The ids of the retrievals that another program changed, added or removed in part.</summary>
    public static async Task<IReadOnlyList<string>> ChangedRetrievalsAsync(SqliteConnection connection, CancellationToken cancel) =>
        [.. await connection.QueryAsync<string>("""
            select retrieval.id
              from retrieval
              join retrieval_seal on retrieval_seal.id = retrieval.id
             where retrieval.seal <> retrieval_seal.hash
             union
            select retrieval
              from retrieved_skill
             where retrieval not in (select id from retrieval)
            """, cancel)];

    /// <summary>Deletes the retrievals that another program changed.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> DropChangedRetrievalsAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var changed = await ChangedRetrievalsAsync(connection, cancel);
        var ids = Column.Of(changed);
        await connection.ExecuteAsync(
            "delete from retrieved_skill where retrieval in (select value from json_each(@ids))", new { ids, cancel });
        await connection.ExecuteAsync("delete from retrieval where id in (select value from json_each(@ids))", new { ids, cancel });
        return changed.Count;
    }

    static Task SealSkillAsync(SqliteConnection connection, long key, CancellationToken cancel) => connection.ExecuteAsync(
        "update skill set seal = (select hash from skill_seal where skill_seal.key = skill.key) where key = @key", new { key, cancel });
}
