using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SkillDatabase
{
    /// <summary>
    /// Quarantines the skills of which another program changed reports or an earlier version, until a person accepts them. All other
    /// changes quarantine a skill by themselves whenever it is read.
    /// </summary>
    public Task<int> QuarantineChangedAsync(CancellationToken cancel) => WriteAsync(
        async connection =>
        {
            var unsealed = (await UnsealedAsync(connection, cancel)).Where(skill => skill.HasChangedReports).Select(skill => skill.Changed);
            var earlier = (await ChangedOutsideAsync(connection, cancel)).Where(version => !version.IsCurrent);
            var quarantined = 0;
            foreach (var changed in unsealed.Concat(earlier).DistinctBy(changed => (changed.Project, changed.Skill)))
            {
                quarantined += await connection.ExecuteAsync(
                    "update skill set seal = '' where project = @project and name = @name",
                    new { project = changed.Project, name = changed.Skill, cancel });
            }
            return quarantined;
        },
        isKept: quarantined => quarantined > 0,
        cancel);

    /// <summary>The skills of which something beside their texts is not as skillmcp wrote it.</summary>
    static async Task<IReadOnlyList<UnsealedRow>> UnsealedAsync(SqliteConnection connection, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<UnsealedRow>("""
            select skill.key, skill.project, skill.name, skill.version, skill.seal = skill_seal.hash as is_intact,
                   max(0, skill.reports - (select count(*) from execution where execution.skill = skill.key)) as removed_reports,
                   (select count(*)
                      from execution
                      join execution_seal on execution_seal.key = execution.key
                     where execution.skill = skill.key
                       and execution.seal <> execution_seal.hash) as changed_reports
              from skill
              join skill_seal on skill_seal.key = skill.key
             order by skill.name, skill.project
            """, cancel)).Where(row => !row.IsIntact || row.HasChangedReports)];
}

/// <summary>A skill of which something beside its text may have been changed.</summary>
sealed record UnsealedRow
{
    public required long Key { get; init; }

    public required string Project { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    /// <summary>Whether all but its reports is as skillmcp wrote it.</summary>
    public required bool IsIntact { get; init; }

    public required int RemovedReports { get; init; }

    /// <summary>How many of its reports were changed or added.</summary>
    public required int ChangedReports { get; init; }

    public bool HasChangedReports => RemovedReports + ChangedReports > 0;

    public ChangedVersion Changed => new(Project, Name, Version, IsCurrent: true);

    public string Sentence => HasChangedReports
        ? $"Reports of '{Name}' were changed outside skillmcp ({RemovedReports} removed, {ChangedReports} changed or added), "
            + "so it is quarantined and they are not used."
        : $"The status, the origin, the record, a way or a pitfall of '{Name}' was changed outside skillmcp, so it is quarantined.";
}
