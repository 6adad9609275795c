using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<IReadOnlyList<Skill>> ListAsync(
        Project project, SkillFilter filter, string after, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // A skill whose content was changed outside turns out to be quarantined only when it is loaded.
        // Pages are therefore filtered again after loading, and read until enough skills are left.
        var page = new List<Skill>();
        while (page.Count < limit)
        {
            var rows = await PageAsync(connection, project, filter, after, limit, cancel);
            var skills = await LoadAsync(connection, project, rows, cancel);
            page.AddRange(skills.Where(skill => filter.Status is null || filter.Status == skill.Lifecycle.Status));
            if (rows.Count < limit)
            {
                break;
            }
            after = rows[^1].Name;
        }
        return (IReadOnlyList<Skill>)[.. page.Take(limit)];
    }, cancel);

    public Task<Names> NamesAsync(
        Project project, string text, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = (await connection.QueryAsync<NameRow>("""
            select name, count(*) over () as total
              from skill as named
             where status = 'active'
               and instr('-' || name, '-' || @text) > 0
               and (project = @project
                    or project = '' and not exists (select 1 from skill as own where own.name = named.name and own.project = @project))
             order by instr(name, @text) <> 1, name
             limit @limit
            """, new { text, project = project.Name, limit, cancel })).ToList();
        return new Names([.. rows.Select(row => row.Name)], rows.FirstOrDefault()?.Total ?? 0);
    }, cancel);

    /// <remarks>
    /// A skill whose steps were changed outside still counts here: that is only noticed when the skill is loaded,
    /// which then takes it off the list.
    /// </remarks>
    public Task<string> ListFingerprintAsync(Project project, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        using var mark = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Row by row, so that a hundred thousand descriptions are not in memory at once.
        await foreach (var row in connection.QueryUnbufferedAsync<ShownRow>("""
            select name, title, description
              from current_skill as shown
             where status = 'active'
               and (project = @project
                    or project = '' and not exists (select 1 from skill as own where own.name = shown.name and own.project = @project))
             order by name
            """, new { project = project.Name, cancel }))
        {
            var lengths = $"{row.Name.Length} {row.Title.Length} {row.Description.Length}";
            mark.AppendData(Encoding.UTF8.GetBytes($"{lengths} {row.Name}{row.Title}{row.Description}"));
        }
        return Convert.ToHexStringLower(mark.GetHashAndReset());
    }, cancel);

    public Task<IReadOnlyList<ImportedText>> ImportedAsync(
        Project project, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<ImportedText>>(async connection =>
    {
        var rows = await connection.QueryAsync<ImportedRow>("""
            select skill.id, skill_version.reason
              from skill
              join skill_version on skill_version.skill = skill.key and skill_version.number = skill.version
             where skill.project = @project
               and skill.source = 'imported'
               and skill.pinned = 0
               and skill_version.author = 'person'
             order by skill.name
            """, new { project = project.Name, cancel });
        return [.. rows.Select(row => new ImportedText(Column.Id(row.Id), row.Reason))];
    }, cancel);

    public Task<long> GenerationAsync(Project project, CancellationToken cancel) => database.GenerationAsync(cancel);

    static async Task<List<SkillRow>> PageAsync(
        SqliteConnection connection, Project project, SkillFilter filter, string after, int limit, CancellationToken cancel) =>
        (await connection.QueryAsync<SkillRow>("""
            select *
              from current_skill as listed
             where name > @after
               and (project = @project
                    or project = '' and not exists (select 1 from skill as own where own.name = listed.name and own.project = @project))
               and (@status   is null or status = @status)
               and (@category is null or category = @category)
               and (@tag      is null
                    or exists (select 1 from json_each(iif(json_valid(listed.tags), listed.tags, '[]')) where value = @tag))
               and (@since    is null or coalesce(last_succeeded_at, created_at) < @since)
             order by name
             limit @limit
            """, new
        {
            after,
            project = project.Name,
            // Any skill may turn out to be quarantined once it is loaded.
            status = filter.Status is { } status and not Status.Quarantined ? EnumName.Of(status) : null,
            category = filter.Category,
            tag = filter.Tag,
            since = Column.Of(filter.StaleSince),
            limit,
            cancel,
        })).ToList();
}

/// <summary>An imported skill and the reason of its current version.</summary>
sealed record ImportedRow(string Id, string Reason);

/// <summary>A matching name, and how many names match in all.</summary>
sealed record NameRow(string Name, int Total);

/// <summary>The texts of a skill that a list shows.</summary>
sealed record ShownRow(string Name, string Title, string Description);
