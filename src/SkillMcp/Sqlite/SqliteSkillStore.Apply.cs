using Dapper;
using Microsoft.Data.Sqlite;
using SkillMcp.Admissions;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public async Task<ApplyResult> ApplyAsync(
        Project project, AdmittedChange change, AuditContext context, CancellationToken cancel)
    {
        var result = await database.WriteAsync(
            connection => ApplyAsync(connection, project, change, context, cancel),
            // If one part of a change cannot be applied, the whole change is rolled back.
            isKept: result => result == ApplyResult.Applied,
            cancel);
        if (result == ApplyResult.Applied && change.Change.Audit.Any(note => note.Act == AuditedAct.Purged))
        {
            await database.ForgetDeletedAsync(cancel);
        }
        return result;
    }

    static async Task<ApplyResult> ApplyAsync(
        SqliteConnection connection, Project project, AdmittedChange admitted, AuditContext context, CancellationToken cancel)
    {
        var change = admitted.Change;
        await RequireOwnTriggersAsync(connection, cancel);
        await KeepFilesAsync(connection, change.FilesFor ?? project, admitted.Contents, cancel);
        await CopyFilesAsync(connection, change.CopiedFiles, cancel);
        var notes = new List<AuditNote>(change.Audit);
        foreach (var skill in change.Skills)
        {
            if (skill.AcceptsText && await Inventory.FormerAsync(connection, skill.Before!, cancel) is { } former)
            {
                notes.Add(new AuditNote(
                    AuditedAct.RemovalAccepted, Project.Parse(former.Project), former.Name, "another program had given it another name"));
            }
            if (await ApplyAsync(connection, project, skill, cancel) is not ApplyResult.Applied and var refused)
            {
                return refused;
            }
        }
        if (!await ChangeCandidatesAsync(connection, project, change.Candidates, context, cancel))
        {
            return ApplyResult.Conflict;
        }
        await KeepRetrievalsAsync(connection, project, change, cancel);
        await KeepAssignmentsAsync(connection, project, change.Assignments, cancel);
        foreach (var note in notes)
        {
            await AppendAsync(connection, AuditEntry.Of(note, context), cancel);
        }
        return ApplyResult.Applied;
    }

    /// <exception cref="SkillException">Another program added a trigger: what is written would not be what was decided.</exception>
    static async Task RequireOwnTriggersAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var triggers = await connection.QueryAsync<string>("select sql from sqlite_schema where type = 'trigger'", cancel);
        var own = await Schema.OwnTriggers.Value;
        if (triggers.Any(trigger => !own.Contains(trigger)))
        {
            throw new SkillException(
                "Another program added a trigger to the memory's file, which may change what is written, so nothing is written: "
                + "'skillmcp doctor' removes it and says what it was.");
        }
    }

    static Task<ApplyResult> ApplyAsync(
        SqliteConnection connection, Project project, SkillChange change, CancellationToken cancel) =>
        (change.Before, change.After) switch
        {
            (null, { } added) => AddAsync(connection, change, added, cancel),
            ({ } before, null) => PurgeAsync(connection, project, before, cancel),
            ({ } before, { } after) => ChangeAsync(connection, project, change, before, after, cancel),
            _ => throw new InvalidOperationException("A change of a skill names a skill."),
        };

    static async Task<ApplyResult> AddAsync(SqliteConnection connection, SkillChange change, Skill skill, CancellationToken cancel)
    {
        if (await IsKnownAsync(connection, skill, change.AddedExecutions, cancel))
        {
            return ApplyResult.Conflict;
        }
        if (await IsTakenAsync(connection, skill, cancel))
        {
            return ApplyResult.NameTaken;
        }
        var key = await InsertAsync(connection, skill, cancel);
        foreach (var version in change.AddedVersions)
        {
            await InsertAsync(connection, key, version, cancel);
        }
        await RequireVersionAsync(connection, key, skill, cancel);
        await AddExecutionsAsync(connection, key, change, cancel);
        await Seals.SealReportsAsync(connection, key, cancel);
        await DerivedWays.StoreAsync(connection, key, isMissingOnly: true, cancel);
        await RememberAsync(connection, key, change.Tasks, cancel);
        await ProposeAsync(connection, key, change.Proposes, cancel);
        await Inventory.EnterAsync(connection, skill, cancel);
        await Seals.SealAsync(connection, key, change.AddedExecutions.Count, cancel);
        await SearchIndex.DeriveAsync(connection, key, Column.Of(skill.Id), cancel);
        return ApplyResult.Applied;
    }

    /// <summary>Adds the executions of a new skill. A pitfall that came with one of the versions is counted there already.</summary>
    static async Task AddExecutionsAsync(SqliteConnection connection, long key, SkillChange change, CancellationToken cancel)
    {
        var counted = change.AddedVersions
            .SelectMany(version => version.Pitfalls)
            .Select(pitfall => (pitfall.Step, pitfall.Fingerprint))
            .ToHashSet();
        foreach (var execution in change.AddedExecutions)
        {
            var isCounted = execution.Pitfall is { } met && counted.Contains((met.Step, met.Fingerprint));
            var pitfall = isCounted
                ? await PitfallOfAsync(connection, key, execution.Pitfall!, cancel)
                : await CountPitfallsAsync(connection, key, execution, cancel);
            await InsertAsync(connection, key, execution, pitfall, cancel);
        }
    }

    static async Task<ApplyResult> ChangeAsync(
        SqliteConnection connection, Project project, SkillChange change, Skill before, Skill after, CancellationToken cancel)
    {
        if (await StoredAsync(connection, project, before, cancel) is not { } stored || HasOtherContent(stored, change, before))
        {
            return ApplyResult.Conflict;
        }
        if (await IsTakenAsync(connection, after, cancel))
        {
            return ApplyResult.NameTaken;
        }
        var isIntact = await Seals.IsIntactAsync(connection, stored.Key, cancel);
        await ChangeTextAsync(connection, stored, change, before, after, cancel);
        if (!await CountAsync(connection, stored.Key, change, cancel))
        {
            return ApplyResult.Conflict;
        }
        if (isIntact)
        {
            // What is believed of the ways is derived from sealed reports alone.
            await Seals.SealReportsAsync(connection, stored.Key, cancel);
        }
        await AddToRecordAsync(connection, stored.Key, change.Record, cancel);
        await CountForWaysAsync(connection, stored.Key, change, cancel);
        var searchTasksChanged = await RememberAsync(connection, stored.Key, change.Tasks, cancel);
        await SealAsync(connection, stored.Key, change, isIntact, cancel);
        if (change.ChangesSkill)
        {
            await Inventory.EnterAsync(connection, after, cancel);
            await SearchIndex.DeriveAsync(connection, stored.Key, Column.Of(before.Id), cancel);
        }
        // A corrected report keeps its row and its task, but the outcome says whether the skill served that task.
        else if (searchTasksChanged || change.Correction is not null)
        {
            await SearchIndex.DeriveOneAsync(connection, stored.Key, cancel);
        }
        return ApplyResult.Applied;
    }

    /// <summary>Seals what was changed. What another program changed stays noticed, until a person accepts all of it.</summary>
    static async Task SealAsync(SqliteConnection connection, long key, SkillChange change, bool isIntact, CancellationToken cancel)
    {
        if (change.AcceptsText)
        {
            await Seals.AcceptAsync(connection, key, cancel);
            // It may have had another id.
            await Inventory.ForgetRemovedAsync(connection, change.After!.Project.Name, change.After.Name.Value, cancel);
        }
        else if (isIntact)
        {
            await Seals.SealAsync(connection, key, change.AddedExecutions.Count, cancel);
        }
    }

    /// <summary>Adds the versions of a change, and updates the skill's row if the change is more than a report.</summary>
    static async Task ChangeTextAsync(
        SqliteConnection connection, SkillRow stored, SkillChange change, Skill before, Skill after, CancellationToken cancel)
    {
        foreach (var version in change.AddedVersions)
        {
            await InsertAsync(connection, stored.Key, version, cancel);
        }
        if (change.AcceptsText)
        {
            await AcceptAsync(connection, stored.Key, cancel);
        }
        if (change.ChangesSkill)
        {
            await RequireVersionAsync(connection, stored.Key, after, cancel);
            await AdoptAsync(connection, stored.Key, after.Version, cancel);
            await DecideAsync(connection, stored.Key, change.Decision, after.UpdatedAt, cancel);
            await UpdateAsync(connection, stored.Key, after, cancel);
        }
    }

    static async Task<ApplyResult> PurgeAsync(SqliteConnection connection, Project project, Skill skill, CancellationToken cancel)
    {
        if (await StoredAsync(connection, project, skill, cancel) is not { } stored || stored.Revision != skill.Revision)
        {
            return ApplyResult.Conflict;
        }
        var (id, key) = (Column.Of(skill.Id), stored.Key);
        var holders = await SearchIndex.HoldersAsync(connection, id, cancel);
        await SearchIndex.RemoveAsync(connection, key, cancel);
        await Inventory.RemoveAsync(connection, id, cancel);
        await ForgetRetrievalsAsync(connection, id, key, cancel);
        await connection.ExecuteAsync("delete from skill where key = @key", new { key, cancel });
        await ForgetFilesAsync(connection, stored.Project, cancel);
        foreach (var holder in holders.Where(holder => holder != key))
        {
            await SearchIndex.DeriveOneAsync(connection, holder, cancel);
        }
        return ApplyResult.Applied;
    }

    /// <summary>Deletes the retrievals that returned nothing but a skill, and the skill from those that returned others too.</summary>
    static async Task ForgetRetrievalsAsync(SqliteConnection connection, string id, long key, CancellationToken cancel)
    {
        await connection.ExecuteAsync("""
            delete from retrieval
             where id in (select retrieval from retrieved_skill where skill = @id
                           union all
                          select retrieval from assignment where skill = @key and withheld = 1)
               and not exists (select 1
                                 from retrieved_skill
                                where retrieved_skill.retrieval = retrieval.id
                                  and retrieved_skill.skill <> @id)
            """, new { id, key, cancel });
        // What another program changed is not sealed.
        var intact = await Seals.IntactRetrievalsOfAsync(connection, id, cancel);
        await connection.ExecuteAsync("delete from retrieved_skill where skill = @id", new { id, cancel });
        await Seals.SealRetrievalsAsync(connection, intact, cancel);
    }

    /// <summary>Whether the stored skill has changed since the change was decided on.</summary>
    static bool HasOtherContent(SkillRow stored, SkillChange change, Skill before) =>
        change.ChangesSkill && stored.Revision != before.Revision
        || change.AcceptsText && stored.ToProcedure().ContentHash() != before.Procedure.ContentHash()
        || change.Record.Expected is { } expected && stored.ToRecord() != expected;

    /// <summary>The row of a skill that the project may change; null if it was purged or belongs to another project.</summary>
    static Task<SkillRow?> StoredAsync(SqliteConnection connection, Project project, Skill skill, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<SkillRow>("""
            select *
              from current_skill
             where id = @id
               and project in ('', @project)
            """, new { id = Column.Of(skill.Id), project = project.Name, cancel });

    /// <summary>Whether another skill of its project has the skill's name.</summary>
    static Task<bool> IsTakenAsync(SqliteConnection connection, Skill skill, CancellationToken cancel) =>
        connection.QuerySingleAsync<bool>("""
            select exists (select 1 from skill where name = @name and project = @project and id <> @id)
            """, new { name = skill.Name.Value, project = skill.Project.Name, id = Column.Of(skill.Id), cancel });

    /// <summary>
    /// Whether the id of a skill or of one of its executions is in use, in any project.
    /// Then the skill is stored already, or its ids are forged.
    /// </summary>
    static Task<bool> IsKnownAsync(
        SqliteConnection connection, Skill skill, IReadOnlyList<Execution> executions, CancellationToken cancel) =>
        connection.QuerySingleAsync<bool>("""
            select exists (select 1 from skill where id = @id)
                or exists (select 1 from json_each(@executions) as given join execution on execution.id = given.value)
            """, new { id = Column.Of(skill.Id), executions = Column.Of(executions.Select(execution => execution.Id)), cancel });

    /// <exception cref="SkillException">The current version of the skill is not stored.</exception>
    static async Task RequireVersionAsync(SqliteConnection connection, long key, Skill skill, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<int>(
            "select number from skill_version where skill = @key order by number", new { key, cancel });
        var numbers = rows.ToList();
        if (!numbers.Contains(skill.Version))
        {
            throw new SkillException($"'{skill.Name}' has no version {skill.Version}: there are {string.Join(", ", numbers)}.");
        }
    }
}
