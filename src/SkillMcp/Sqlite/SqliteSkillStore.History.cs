using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<IReadOnlyList<SkillVersion>> VersionsAsync(
        Project project, Guid skill, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await ExecutedVersionsAsync(connection, project, skill, cancel);
        var pitfalls = await MetPitfallsAsync(connection, project, skill, cancel);
        var versions = rows.Select(row => row.ToVersion([.. pitfalls[row.Number]])).ToList();
        return versions.Count == 0
            ? versions
            : SkillVersion.WithUnattributedRecord(versions, await RecordAsync(connection, skill, cancel));
    }, cancel);

    /// <summary>The versions of a skill in order, each with the outcomes that were reported for it.</summary>
    static Task<IEnumerable<VersionRow>> ExecutedVersionsAsync(
        SqliteConnection connection, Project project, Guid skill, CancellationToken cancel) =>
        connection.QueryAsync<VersionRow>("""
            with executed as (
                select written.skill, written.number,
                       count(*) filter (where run.outcome = 'success' and run.grade = 'verified')      as successes_verified,
                       count(*) filter (where run.outcome = 'success' and run.grade = 'evidenced')     as successes_evidenced,
                       count(*) filter (where run.outcome = 'success' and run.grade = 'self_reported') as successes_self_reported,
                       count(*) filter (where run.outcome = 'partial' and run.grade = 'verified')      as partials_verified,
                       count(*) filter (where run.outcome = 'partial' and run.grade = 'evidenced')     as partials_evidenced,
                       count(*) filter (where run.outcome = 'partial' and run.grade = 'self_reported') as partials_self_reported,
                       count(*) filter (where run.outcome = 'failure' and run.grade = 'verified')      as failures_verified,
                       count(*) filter (where run.outcome = 'failure' and run.grade = 'evidenced')     as failures_evidenced,
                       count(*) filter (where run.outcome = 'failure' and run.grade = 'self_reported') as failures_self_reported,
                       max(run.key) filter (where run.evidence_kind is not null)                       as shown
                  from skill
                  join skill_version as written on written.skill = skill.key
                  left join execution as run    on run.skill = skill.key and run.version = written.number
                 where skill.id = @skill
                   and skill.project in ('', @project)
                 group by written.skill, written.number)
            select written.*, coalesce(way.retired, 0) as retired,
                   executed.successes_verified, executed.successes_evidenced, executed.successes_self_reported,
                   executed.partials_verified, executed.partials_evidenced, executed.partials_self_reported,
                   executed.failures_verified, executed.failures_evidenced, executed.failures_self_reported,
                   0 as successes_before_restore, 0 as partials_before_restore, 0 as failures_before_restore,
                   shown.evidence_kind, shown.evidence_observed, shown.evidence_expected, shown.evidence_check
              from executed
              join skill_version as written on written.skill = executed.skill and written.number = executed.number
              left join execution as shown  on shown.key = executed.shown
              left join way                 on way.skill = written.skill and way.number = written.way
             order by written.number
            """, new { skill = Column.Of(skill), project = project.Name, cancel });

    /// <summary>The pitfalls of a skill, by the number of the version that they were reported for.</summary>
    static async Task<ILookup<int, Pitfall>> MetPitfallsAsync(
        SqliteConnection connection, Project project, Guid skill, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<MetPitfallRow>("""
            select pitfall.version, pitfall.step, pitfall.text, pitfall.seen, pitfall.tip, pitfall.passed, pitfall.at
              from skill
              join pitfall on pitfall.skill = skill.key
             where skill.id = @skill
               and skill.project in ('', @project)
             order by pitfall.key
            """, new { skill = Column.Of(skill), project = project.Name, cancel });
        return rows.ToLookup(row => row.Version, row => row.ToPitfall());
    }

    static async Task<TrackRecord> RecordAsync(SqliteConnection connection, Guid skill, CancellationToken cancel)
    {
        var row = await connection.QuerySingleAsync<RecordRow>("""
            select successes_verified, successes_evidenced, successes_self_reported,
                   partials_verified, partials_evidenced, partials_self_reported,
                   failures_verified, failures_evidenced, failures_self_reported,
                   successes_before_restore, partials_before_restore, failures_before_restore
              from skill
             where id = @id
            """, new { id = Column.Of(skill), cancel });
        return row.ToRecord();
    }
}

/// <summary>The track record of a skill.</summary>
sealed record RecordRow : RecordColumns;
