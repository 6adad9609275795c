using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SkillDatabase
{
    /// <summary>
    /// Keeps the skills apart of which another program changed something, until a person accepts them. Most changes are noticed whenever a
    /// skill is read; that of an older report or an earlier version is not. One whose id is not one is given an id.
    /// </summary>
    public Task<int> QuarantineChangedAsync(Diagnosis found, CancellationToken cancel) => WriteAsync(
        async connection =>
        {
            var quarantined = await Inventory.MendIdsAsync(connection, cancel);
            foreach (var changed in found.ChangedOutside.DistinctBy(changed => (changed.Project, changed.Skill)))
            {
                quarantined += await connection.ExecuteAsync(
                    "update skill set seal = '' where project = @project and name = @name and seal <> ''",
                    new { project = changed.Project, name = changed.Skill, cancel });
            }
            return quarantined;
        },
        isKept: quarantined => quarantined > 0,
        cancel);

    /// <summary>The skills that another program removed, as the list of skills or the record of changes says.</summary>
    public Task<IReadOnlyList<RemovedSkill>> RemovedAsync(CancellationToken cancel) =>
        ReadAsync(connection => RemovedAsync(connection, cancel), cancel);

    static async Task<IReadOnlyList<RemovedSkill>> RemovedAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var listed = await Inventory.RemovedAsync(connection, cancel);
        // A record that was tampered with says nothing of what there must be.
        return (await BrokenAuditAsync(connection, cancel)).Count > 0
            ? listed
            : [.. listed, .. await RecordedSkills.MissingAsync(connection, cancel)];
    }

    /// <summary>Takes note that a skill which another program removed is to be gone.</summary>
    /// <returns>False if no such skill was removed.</returns>
    public Task<bool> AcceptRemovalAsync(Project project, SkillName name, AuditContext context, CancellationToken cancel) => WriteAsync(
        async connection =>
        {
            if (await Inventory.ForgetRemovedAsync(connection, project.Name, name.Value, cancel) == 0
                && !(await RecordedSkills.MissingAsync(connection, cancel)).Contains(new RemovedSkill(project.Name, name.Value)))
            {
                return false;
            }
            var note = new AuditNote(AuditedAct.RemovalAccepted, project, name.Value, "another program had removed it");
            await SqliteSkillStore.AppendAsync(connection, AuditEntry.Of(note, context), cancel);
            return true;
        },
        isKept: isRemoved => isRemoved,
        cancel);

    /// <summary>Deletes a remembered run that another program changed.</summary>
    /// <returns>False if there is no such run, or it is as skillmcp wrote it.</returns>
    public Task<bool> DropChangedRunAsync(string id, AuditContext context, CancellationToken cancel) => WriteAsync(
        async connection =>
        {
            if (!(await ChangedRunsAsync(connection, cancel)).Contains(id))
            {
                return false;
            }
            await connection.ExecuteAsync("delete from candidate where id = @id", new { id, cancel });
            var note = new AuditNote(AuditedAct.Forgotten, Project.Everybody, "", "1 remembered run", "changed by another program");
            await SqliteSkillStore.AppendAsync(connection, AuditEntry.Of(note, context), cancel);
            return true;
        },
        isKept: isDropped => isDropped,
        cancel);

    /// <summary>Deletes the retrievals that another program changed.</summary>
    /// <returns>How many; 0 if all are as skillmcp wrote them.</returns>
    public Task<int> DropChangedRetrievalsAsync(AuditContext context, CancellationToken cancel) => WriteAsync(
        async connection =>
        {
            var dropped = await Seals.DropChangedRetrievalsAsync(connection, cancel);
            if (dropped > 0)
            {
                var note = new AuditNote(
                    AuditedAct.Forgotten, Project.Everybody, "", $"{dropped} retrievals", "changed by another program");
                await SqliteSkillStore.AppendAsync(connection, AuditEntry.Of(note, context), cancel);
            }
            return dropped;
        },
        isKept: dropped => dropped > 0,
        cancel);

    /// <summary>The skills of which something beside their texts is not as skillmcp wrote it.</summary>
    static async Task<IReadOnlyList<UnsealedRow>> UnsealedAsync(SqliteConnection connection, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<UnsealedRow>("""
            select skill.key, skill.project, skill.name, skill.version, skill.seal = skill_seal.hash as is_intact,
                   max(0, skill.reports - (select count(*) from execution where execution.skill = skill.key))
                   + (select coalesce(max(number), 0) - count(*) from assignment where assignment.skill = skill.key) as removed_reports,
                   (select count(*)
                      from execution
                      join execution_seal on execution_seal.key = execution.key
                     where execution.skill = skill.key
                       and execution.seal <> execution_seal.hash)
                   + (select count(*)
                        from assignment
                        join assignment_seal on assignment_seal.skill = assignment.skill and assignment_seal.number = assignment.number
                       where assignment.skill = skill.key
                         and assignment.seal <> assignment_seal.hash) as changed_reports
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

    /// <summary>How many of its reports and measured tasks were removed; of the last ones of the tasks it is not known.</summary>
    public required int RemovedReports { get; init; }

    /// <summary>How many of its reports and measured tasks were changed or added.</summary>
    public required int ChangedReports { get; init; }

    public bool HasChangedReports => RemovedReports + ChangedReports > 0;

    public ChangedVersion Changed => new(Project, Name, Version, IsCurrent: true);

    public string Sentence => HasChangedReports
        ? $"Reports or measured tasks of '{Name}' were changed outside skillmcp "
            + $"({RemovedReports} removed, {ChangedReports} changed or added), so it is quarantined and they are not used."
        : $"The status, the origin, the record, a way or a pitfall of '{Name}' was changed outside skillmcp, so it is quarantined.";
}
