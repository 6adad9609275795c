using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>Keeps what is derived from current versions: the words that active skills are found by, and which composite refers to what.</summary>
static class SearchIndex
{
    /// <summary>Derives anew what there is of a skill, and of the composites that hold it.</summary>
    public static async Task DeriveAsync(SqliteConnection connection, long key, string id, CancellationToken cancel)
    {
        await DeriveOneAsync(connection, key, cancel);
        foreach (var composite in await HoldersAsync(connection, id, cancel))
        {
            await DeriveOneAsync(connection, composite, cancel);
        }
    }

    /// <summary>The composites that hold a skill, or hold one that does.</summary>
    public static async Task<IReadOnlyList<long>> HoldersAsync(SqliteConnection connection, string id, CancellationToken cancel) =>
        (await connection.QueryAsync<long>("""
            with recursive holder (key, id) as (
                select skill.key, skill.id
                  from component join skill on skill.key = component.composite
                 where component.component = @id
                union
                select skill.key, skill.id
                  from holder join component on component.component = holder.id join skill on skill.key = component.composite)
            select key from holder
            """, new { id, cancel })).ToList();

    public static async Task DeriveOneAsync(SqliteConnection connection, long key, CancellationToken cancel)
    {
        var row = await connection.QuerySingleAsync<SkillRow>("select * from current_skill where key = @key", new { key, cancel });
        var procedure = row.ToProcedure();
        await LinkAsync(connection, key, procedure, cancel);
        await RemoveAsync(connection, key, cancel);
        if (row.Status == "active")
        {
            await EnterAsync(connection, key, await TextOfAsync(connection, row, procedure, cancel), cancel);
        }
    }

    /// <summary>The words of a skill, with those of all that it is composed of, however deep.</summary>
    public static async Task<SearchText> TextOfAsync(SqliteConnection connection, SkillRow row, Procedure procedure, CancellationToken cancel)
    {
        var components = new List<Procedure>();
        await GatherAsync(connection, procedure, components, [row.Id], cancel);
        return SearchText.Of(row.ToName(), procedure, components, await RememberedAsync(connection, row.Key, cancel));
    }

    /// <summary>The tasks that a skill is remembered with, the oldest first.</summary>
    public static async Task<IReadOnlyList<PastTask>> RememberedAsync(SqliteConnection connection, long key, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<PastTaskRow>("""
            select id, task, outcome <> 'not_used' as served
              from execution
             where skill = @key
               and remembered = 1
             order by at, key
            """, new { key, cancel })).Select(row => row.ToPastTask()).Where(task => task.Stems.Count > 0)];

    /// <summary>Takes a skill out of everything that finds it.</summary>
    public static async Task RemoveAsync(SqliteConnection connection, long key, CancellationToken cancel)
    {
        await connection.ExecuteAsync("delete from skill_search where rowid = @key", new { key, cancel });
        await connection.ExecuteAsync("delete from skill_letters where rowid = @key", new { key, cancel });
    }

    static async Task EnterAsync(SqliteConnection connection, long key, SearchText text, CancellationToken cancel)
    {
        await connection.ExecuteAsync("""
            insert into skill_search (rowid, name, description, tags, steps, tasks, unfit)
            values (@key, @name, @description, @tags, @steps, @tasks, @unfit)
            """, new { key, name = text.Name, description = text.Description, tags = text.Tags, steps = text.Steps, tasks = text.Tasks, unfit = text.Unfit, cancel });
        await connection.ExecuteAsync("""
            insert into skill_letters (rowid, stems)
            values (@key, @stems)
            """, new { key, stems = $" {string.Join(' ', new[] { text.Name, text.Description, text.Tags, text.Tasks }.Where(stems => stems.Length > 0))} ", cancel });
    }

    static async Task LinkAsync(SqliteConnection connection, long key, Procedure procedure, CancellationToken cancel)
    {
        await connection.ExecuteAsync("delete from component where composite = @key", new { key, cancel });
        if (procedure.IsComposite)
        {
            await connection.ExecuteAsync("""
                insert into component (composite, component)
                select distinct @key, value from json_each(@ids)
                """, new { key, ids = Column.Of(procedure.Components.Select(component => component.Skill)), cancel });
        }
    }

    /// <param name="connection">Where to look.</param>
    /// <param name="procedure">A composite, or a leaf that adds nothing.</param>
    /// <param name="into">The procedures found so far.</param>
    /// <param name="seen">Their ids: each counts once, and a circle ends.</param>
    /// <param name="cancel">Gives up.</param>
    static async Task GatherAsync(SqliteConnection connection, Procedure procedure, List<Procedure> into, HashSet<string> seen, CancellationToken cancel)
    {
        foreach (var id in procedure.Components.Select(component => Column.Of(component.Skill)).Where(seen.Add))
        {
            if (await connection.QuerySingleOrDefaultAsync<SkillRow>("select * from current_skill where id = @id", new { id, cancel }) is { } row)
            {
                into.Add(row.ToProcedure());
                await GatherAsync(connection, into[^1], into, seen, cancel);
            }
        }
    }
}

sealed record PastTaskRow(string Id, string Task, bool Served)
{
    public PastTask ToPastTask() => new(Guid.Parse(Id), Task, Served);
}
