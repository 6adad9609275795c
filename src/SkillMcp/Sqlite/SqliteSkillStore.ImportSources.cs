using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<IReadOnlyList<ImportSource>> ImportSourcesAsync(
        Project project, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<ImportSource>>(async connection =>
    {
        var rows = await connection.QueryAsync<ImportSourceRow>("""
            select import_source.place, import_source.hash, import_source.rules, import_source.name, skill.id as skill,
                   import_source.content, import_source.refusal, import_source.findings
              from import_source
              left join skill on skill.key = import_source.skill
             where import_source.project = @project
             order by import_source.place
            """, new { project = project.Name, cancel });
        return [.. rows.Select(row => row.ToSource())];
    }, cancel);

    public Task KeepImportSourcesAsync(
        Project project, IReadOnlyList<ImportSource> sources, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        foreach (var source in sources)
        {
            await KeepAsync(connection, project, source, cancel);
        }
        return sources.Count;
    }, cancel);

    static Task KeepAsync(SqliteConnection connection, Project project, ImportSource source, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            insert or replace into import_source (project, place, hash, rules, skill, name, content, refusal, findings)
            select @project, @place, @hash, @rules, skill.key, @name, @content, @refusal, @findings
              from (select @skill as id) as became
              left join skill on skill.id = became.id
             where became.id is null or skill.key is not null
            """, new
        {
            project = project.Name,
            place = source.Place,
            hash = source.Hash,
            rules = source.Rules,
            skill = Column.Of(source.Skill),
            name = source.Name,
            content = source.Content,
            refusal = source.Refusal,
            findings = Column.Of(source.Findings),
            cancel,
        });
}

/// <summary>A row of what was read where skills are imported from.</summary>
sealed record ImportSourceRow
{
    public required string Place { get; init; }

    public required string Hash { get; init; }

    public required string Rules { get; init; }

    public required string Name { get; init; }

    public string? Skill { get; init; }

    public required string Content { get; init; }

    public required string Refusal { get; init; }

    public required string Findings { get; init; }

    public ImportSource ToSource() => new()
    {
        Place = Place,
        Hash = Hash,
        Rules = Rules,
        Name = Name,
        Skill = Skill is null ? null : Column.Id(Skill),
        Content = Content,
        Refusal = Refusal,
        Findings = Column.List(Findings, ColumnJson.Readable.IReadOnlyListScreeningFinding),
    };
}
