using Dapper;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    public Task<IReadOnlyList<SkillVersion>> VersionsAsync(Project project, Guid skill, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<VersionRow>("""
            select written.number, written.title, written.description, written.category, written.tags, written.preconditions, written.steps,
                   written.postconditions, written.parameters, written.components, written.is_alternative, written.author, written.client,
                   written.task, written.reason, written.created_at,
                   count(*) filter (where execution.outcome = 'success') as successes,
                   count(*) filter (where execution.outcome = 'partial') as partials,
                   count(*) filter (where execution.outcome = 'failure') as failures
              from skill
              join skill_version as written on written.skill = skill.key
              left join execution           on execution.skill = skill.key and execution.version = written.number
             where skill.id = @skill
               and skill.project in ('', @project)
             group by written.number
             order by written.number
            """, new { skill = Column.Of(skill), project = project.Name, cancel });
        return (IReadOnlyList<SkillVersion>)[.. rows.Select(row => row.ToVersion())];
    }, cancel);

    public Task<IReadOnlyList<Execution>> ExecutionsAsync(Project project, Guid skill, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<ExecutionRow>("""
            select execution.id, execution.version, execution.outcome, execution.grade, execution.at, execution.retrieval, execution.task, execution.notes,
                   execution.evidence_kind, execution.evidence_observed, execution.evidence_expected, execution.evidence_check,
                   pitfall.text as pitfall_text, pitfall.step as pitfall_step, pitfall.seen as pitfall_seen
              from skill
              join execution    on execution.skill = skill.key
              left join pitfall on pitfall.key = execution.pitfall
             where skill.id = @skill
               and skill.project in ('', @project)
             order by execution.key desc
             limit @limit
            """, new { skill = Column.Of(skill), project = project.Name, limit, cancel });
        return (IReadOnlyList<Execution>)[.. rows.Select(row => row.ToExecution(skill))];
    }, cancel);
}
