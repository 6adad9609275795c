using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>
/// Maintains what is derived from the current versions: the words that active skills are found by,
/// and the links from composites to their components.
/// </summary>
static class SearchIndex
{
    /// <summary>Derives the entries of a skill again, and of the composites that contain it.</summary>
    public static async Task DeriveAsync(SqliteConnection connection, long key, string id, CancellationToken cancel)
    {
        await DeriveOneAsync(connection, key, cancel);
        foreach (var composite in await HoldersAsync(connection, id, cancel))
        {
            await DeriveOneAsync(connection, composite, cancel);
        }
    }

    /// <summary>The keys of the composites that contain a skill, directly or through another composite.</summary>
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

    /// <summary>Derives the entries of a single skill again: its words if it is active, and its links if it is a composite.</summary>
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

    /// <summary>The words that a skill is found by, with those of its components at every depth.</summary>
    public static async Task<SearchText> TextOfAsync(
        SqliteConnection connection, SkillRow row, Procedure procedure, CancellationToken cancel)
    {
        var components = new List<Procedure>();
        await GatherAsync(connection, procedure, components, [row.Id], cancel);
        return SearchText.Of(row.ToName(), procedure, components, await RememberedAsync(connection, row.Key, cancel));
    }

    /// <summary>The tasks that raise or lower a skill for similar tasks, the oldest first.</summary>
    public static async Task<IReadOnlyList<PastTask>> RememberedAsync(SqliteConnection connection, long key, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<PastTaskRow>("""
            select id, task, also, outcome <> 'not_used' as served
              from execution
             where skill = @key
               and remembered = 1
               and seal = (select hash from execution_seal where execution_seal.key = execution.key)
             order by at, key
            """, new { key, cancel })).Select(row => row.ToPastTask()).Where(task => task.Stems.Count > 0)];

    /// <summary>Removes a skill from the search tables.</summary>
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
            """, new
        {
            key,
            name = text.Name,
            description = text.Description,
            tags = text.Tags,
            steps = text.Steps,
            tasks = text.Tasks,
            unfit = text.UnsuitableTasks,
            cancel,
        });
        await connection.ExecuteAsync("""
            insert into skill_letters (rowid, stems)
            values (@key, @stems)
            """, new { key, stems = SpacedStems(text), cancel });
    }

    /// <summary>The stems that are searched by trigrams, with a space on both sides of each: trigrams include the ends of words.</summary>
    static string SpacedStems(SearchText text)
    {
        string[] columns = [text.Name, text.Description, text.Tags, text.Tasks];
        return $" {string.Join(' ', columns.Where(stems => stems.Length > 0))} ";
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

    /// <summary>Adds the components of a procedure, at every depth, to a list.</summary>
    /// <param name="connection">The connection to read from.</param>
    /// <param name="procedure">A composite; a procedure without components adds nothing.</param>
    /// <param name="into">The list of components.</param>
    /// <param name="seen">The ids of the skills already visited, so that each is added once and a cycle ends.</param>
    /// <param name="cancel">Cancels the reading.</param>
    static async Task GatherAsync(
        SqliteConnection connection, Procedure procedure, List<Procedure> into, HashSet<string> seen, CancellationToken cancel)
    {
        foreach (var id in procedure.Components.Select(component => Column.Of(component.Skill)).Where(seen.Add))
        {
            var row = await connection.QuerySingleOrDefaultAsync<SkillRow>(
                "select * from current_skill where id = @id", new { id, cancel });
            if (row is not null)
            {
                var component = row.ToProcedure();
                into.Add(component);
                await GatherAsync(connection, component, into, seen, cancel);
            }
        }
    }
}

/// <summary>The task of an execution.</summary>
sealed record PastTaskRow(string Id, string Task, string Also, bool Served)
{
    public PastTask ToPastTask() => new(Guid.Parse(Id), Task, Served) { Also = Column.Texts(Also) };
}
