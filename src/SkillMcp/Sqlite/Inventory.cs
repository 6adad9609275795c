using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>The list of the skills that were added and not purged, by which it is noticed that another program removed one.</summary>
static class Inventory
{
    /// <summary>Lists a skill, or what it is called now.</summary>
    public static Task EnterAsync(SqliteConnection connection, Skill skill, CancellationToken cancel) => connection.ExecuteAsync("""
        insert into inventory (id, project, name)
        values (@id, @project, @name)
        on conflict (id) do update
           set project = excluded.project, name = excluded.name
         where inventory.project <> excluded.project or inventory.name <> excluded.name
        """, new { id = Column.Of(skill.Id), project = skill.Project.Name, name = skill.Name.Value, cancel });

    public static Task RemoveAsync(SqliteConnection connection, string id, CancellationToken cancel) =>
        connection.ExecuteAsync("delete from inventory where id = @id", new { id, cancel });

    /// <summary>What a skill is listed as, if another program gave it another name or project; else null.</summary>
    public static Task<RemovedSkill?> FormerAsync(SqliteConnection connection, Skill skill, CancellationToken cancel) =>
        connection.QueryFirstOrDefaultAsync<RemovedSkill>("""
            select project, name
              from inventory
             where id = @id
               and (project <> @project or name <> @name)
            """, new { id = Column.Of(skill.Id), project = skill.Project.Name, name = skill.Name.Value, cancel });

    /// <summary>The skills that another program removed.</summary>
    public static async Task<IReadOnlyList<RemovedSkill>> RemovedAsync(SqliteConnection connection, CancellationToken cancel) =>
        [.. await connection.QueryAsync<RemovedSkill>("""
            select project, name
              from inventory
             where not exists (select 1 from skill where skill.id = inventory.id)
             order by name, project
            """, cancel)];

    /// <summary>How many more skills are listed than there are.</summary>
    public static Task<int> CountRemovedAsync(SqliteConnection connection, CancellationToken cancel) =>
        connection.QuerySingleAsync<int>("select (select count(*) from inventory) - (select count(*) from skill)", cancel);

    /// <summary>Takes what another program removed of a name off the list.</summary>
    /// <returns>How many skills.</returns>
    public static Task<int> ForgetRemovedAsync(SqliteConnection connection, string project, string name, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            delete from inventory
             where project = @project
               and name = @name
               and not exists (select 1 from skill where skill.id = inventory.id)
            """, new { project, name, cancel });

    /// <summary>
    /// Gives the skills whose id is not one the id that they are listed under, or else one that is derived from what is there.
    /// </summary>
    /// <returns>How many skills.</returns>
    public static async Task<int> MendIdsAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<ListedSkillRow>("""
            select skill.key, skill.id,
                   (select inventory.id
                      from inventory
                     where inventory.project = skill.project
                       and inventory.name = skill.name
                       and not exists (select 1 from skill as other where other.id = inventory.id)) as listed
              from skill
            """, cancel);
        var broken = rows.Where(row => !Column.IsId(row.Id ?? "")).ToList();
        foreach (var row in broken)
        {
            var id = row.Listed ?? Column.Of(Column.Id(row.Id ?? ""));
            await connection.ExecuteAsync("update skill set id = @id, seal = '' where key = @key", new { id, key = row.Key, cancel });
        }
        return broken.Count;
    }
}

/// <summary>A skill that another program removed.</summary>
/// <param name="Project">Its project; empty for everybody's.</param>
/// <param name="Name">Its name.</param>
sealed record RemovedSkill(string Project, string Name)
{
    /// <summary>What happened, and what a person can do about it.</summary>
    public string Sentence => $"The skill '{Name}' was removed outside skillmcp. A backup or an export may have it; "
        + $"if it is to be gone: skillmcp doctor --accept {(Project == "" ? Name : $"{Name} --project {Project}")}";
}

/// <summary>A skill, with the id that one of its name is listed under and that no other has.</summary>
sealed record ListedSkillRow
{
    public required long Key { get; init; }

    public string? Id { get; init; }

    public string? Listed { get; init; }
}
