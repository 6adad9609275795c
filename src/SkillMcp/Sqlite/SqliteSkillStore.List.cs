using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    public Task<IReadOnlyList<Skill>> ListAsync(Project project, SkillFilter filter, string after, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // Whether the content was changed outside shows only when it is read, and that moves a skill from one status to another.
        var page = new List<Skill>();
        while (page.Count < limit)
        {
            var rows = await PageAsync(connection, project, filter, after, limit, cancel);
            page.AddRange((await WholeAsync(connection, project, rows, cancel)).Where(skill => filter.Status is null || filter.Status == skill.Lifecycle.Status));
            if (rows.Count < limit)
            {
                break;
            }
            after = rows[^1].Name;
        }
        return (IReadOnlyList<Skill>)[.. page.Take(limit)];
    }, cancel);

    public Task<IReadOnlyList<string>> NamesAsync(Project project, string prefix, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // In the alphabet of names, nothing comes after '{'.
        var names = await connection.QueryAsync<string>("""
            select distinct name
              from skill
             where name >= @prefix
               and name < @prefix || '{'
               and project in ('', @project)
               and status = 'active'
             order by name
             limit @limit
            """, new { prefix, project = project.Name, limit, cancel });
        return (IReadOnlyList<string>)names.ToList();
    }, cancel);

    static async Task<List<SkillRow>> PageAsync(SqliteConnection connection, Project project, SkillFilter filter, string after, int limit, CancellationToken cancel) =>
        (await connection.QueryAsync<SkillRow>("""
            select *
              from current_skill as listed
             where name > @after
               and (project = @project
                    or project = '' and not exists (select 1 from skill as own where own.name = listed.name and own.project = @project))
               and (@status   is null or status = @status)
               and (@category is null or category = @category)
               and (@tag      is null or exists (select 1 from json_each(iif(json_valid(listed.tags), listed.tags, '[]')) where value = @tag))
               and (@since    is null or coalesce(last_succeeded_at, created_at) < @since)
             order by name
             limit @limit
            """, new
        {
            after,
            project = project.Name,
            // Any skill may turn out to be quarantined.
            status = filter.Status is { } status and not Status.Quarantined ? Column.Of(status) : null,
            category = filter.Category,
            tag = filter.Tag,
            since = Column.Of(filter.StaleSince),
            limit,
            cancel,
        })).ToList();
}
