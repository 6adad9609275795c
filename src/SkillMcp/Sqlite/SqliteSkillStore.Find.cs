using Dapper;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<Skill?> FindAsync(Project project, SkillName name, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // The shared project is the empty text, which is sorted last, so that the project's own skill is preferred.
        var rows = await connection.QueryAsync<SkillRow>("""
            select *
              from current_skill
             where name = @name
               and project in ('', @project)
             order by project desc
             limit 1
            """, new { name = name.Value, project = project.Name, cancel });
        var found = await LoadAsync(connection, project, rows.ToList(), cancel);
        return found.SingleOrDefault();
    }, cancel);

    public Task<IReadOnlyList<Skill>> GetAsync(
        Project project, IReadOnlyList<Guid> ids, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // A cross join fixes the order of the tables: otherwise SQLite would scan every skill of the project.
        var rows = await connection.QueryAsync<SkillRow>("""
            select current_skill.*
              from json_each(@ids) as wanted
             cross join current_skill on current_skill.id = wanted.value
             where current_skill.project in ('', @project)
             order by wanted.key
            """, new { ids = Column.Of(ids), project = project.Name, cancel });
        return await LoadAsync(connection, project, rows.ToList(), cancel);
    }, cancel);

    public Task<IReadOnlyList<Skill>> CompositesOfAsync(
        Project project, Guid component, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<SkillRow>("""
            select current_skill.*
              from component
              join current_skill on current_skill.key = component.composite
             where component.component = @component
               and current_skill.project in ('', @project)
             order by current_skill.name, current_skill.key
            """, new { component = Column.Of(component), project = project.Name, cancel });
        return await LoadAsync(connection, project, rows.ToList(), cancel);
    }, cancel);
}
