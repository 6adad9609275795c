using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    // What was seen before these is old, and each of them is read.
    const int MaxReportsWithVersions = 500;

    public Task<IReadOnlyList<Execution>> ExecutionsAsync(
        Project project, Guid skill, ExecutionFilter filter, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await ExecutionRowsAsync(connection, project, skill, filter, limit, cancel);
        return (IReadOnlyList<Execution>)[.. rows.Select(row => row.ToExecution(skill))];
    }, cancel);

    // Each kind has a query of its own, which an index answers: a skill may have a hundred thousand executions.
    static Task<IEnumerable<ExecutionRow>> ExecutionRowsAsync(
        SqliteConnection connection, Project project, Guid skill, ExecutionFilter filter, int limit, CancellationToken cancel) =>
        filter switch
        {
            { SameAs: { } same } => ReportsAsync(connection, project, skill, same.Id, same.Retrieval, limit, cancel),
            { Retrieval: { } retrieval } => ReportsAsync(connection, project, skill, Guid.Empty, retrieval, limit, cancel),
            { Unbound: { } unbound } => UnboundAsync(connection, project, skill, unbound.Like, unbound.Since, limit, cancel),
            { Withheld: true } => WithheldOfAsync(connection, project, skill, limit, cancel),
            { HasVersions: true } => WithVersionsAsync(connection, project, skill, limit, cancel),
            { Remembered: true } => RememberedAsync(connection, project, skill, limit, cancel),
            _ => LastAsync(connection, project, skill, limit, cancel),
        };

    static Task<IEnumerable<ExecutionRow>> ReportsAsync(
        SqliteConnection connection, Project project, Guid skill, Guid id, Guid? retrieval, int limit, CancellationToken cancel) =>
        connection.QueryAsync<ExecutionRow>("""
            select execution.id, execution.version, execution.way, execution.principal, execution.bound, execution.weight,
                   execution.outcome, execution.grade, execution.at, execution.retrieval, execution.task, execution.also,
                   execution.notes, execution.not_for, execution.withheld, execution.versions,
                   execution.evidence_kind, execution.evidence_observed, execution.evidence_expected, execution.evidence_check,
                   pitfall.text as pitfall_text, pitfall.step as pitfall_step, pitfall.seen as pitfall_seen,
                   coalesce(pitfall.tip, 0) as pitfall_tip
              from (select key from execution where id = @id union select key from execution where retrieval = @retrieval) as same
             cross join execution on execution.key = same.key
              join skill          on skill.key = execution.skill
              left join pitfall   on pitfall.key = execution.pitfall
             where skill.id = @skill
               and skill.project in ('', @project)
             order by execution.key desc
             limit @limit
            """, new
        {
            id = Column.Of(id),
            retrieval = Column.Of(retrieval),
            skill = Column.Of(skill),
            project = project.Name,
            limit,
            cancel,
        });

    static Task<IEnumerable<ExecutionRow>> UnboundAsync(
        SqliteConnection connection,
        Project project,
        Guid skill,
        Execution like,
        DateTimeOffset since,
        int limit,
        CancellationToken cancel) =>
        connection.QueryAsync<ExecutionRow>("""
            select execution.id, execution.version, execution.way, execution.principal, execution.bound, execution.weight,
                   execution.outcome, execution.grade, execution.at, execution.retrieval, execution.task, execution.also,
                   execution.notes, execution.not_for, execution.withheld, execution.versions,
                   execution.evidence_kind, execution.evidence_observed, execution.evidence_expected, execution.evidence_check,
                   pitfall.text as pitfall_text, pitfall.step as pitfall_step, pitfall.seen as pitfall_seen,
                   coalesce(pitfall.tip, 0) as pitfall_tip
              from skill
             cross join execution on execution.skill = skill.key
              left join pitfall   on pitfall.key = execution.pitfall
             where skill.id = @skill
               and skill.project in ('', @project)
               and execution.way = @way
               and execution.principal = @principal
               and execution.bound = 0
               and execution.at > @since
             order by execution.at desc
             limit @limit
            """, new
        {
            skill = Column.Of(skill),
            project = project.Name,
            way = like.Way,
            principal = like.Principal,
            since = Column.Of(since),
            limit,
            cancel,
        });

    static Task<IEnumerable<ExecutionRow>> LastAsync(
        SqliteConnection connection, Project project, Guid skill, int limit, CancellationToken cancel) =>
        connection.QueryAsync<ExecutionRow>("""
            select execution.id, execution.version, execution.way, execution.principal, execution.bound, execution.weight,
                   execution.outcome, execution.grade, execution.at,
                   execution.retrieval, execution.task, execution.also,
                   execution.notes, execution.not_for, execution.withheld, execution.versions,
                   execution.evidence_kind, execution.evidence_observed, execution.evidence_expected, execution.evidence_check,
                   pitfall.text as pitfall_text, pitfall.step as pitfall_step, pitfall.seen as pitfall_seen,
                   coalesce(pitfall.tip, 0) as pitfall_tip
              from skill
              join execution    on execution.skill = skill.key
              left join pitfall on pitfall.key = execution.pitfall
             where skill.id = @skill
               and skill.project in ('', @project)
             order by execution.key desc
             limit @limit
            """, new
        {
            skill = Column.Of(skill),
            project = project.Name,
            limit,
            cancel,
        });

    static Task<IEnumerable<ExecutionRow>> RememberedAsync(
        SqliteConnection connection, Project project, Guid skill, int limit, CancellationToken cancel) =>
        connection.QueryAsync<ExecutionRow>("""
            select execution.id, execution.version, execution.way, execution.principal, execution.bound, execution.weight,
                   execution.outcome, execution.grade, execution.at,
                   execution.retrieval, execution.task, execution.also,
                   execution.notes, execution.not_for, execution.withheld, execution.versions,
                   execution.evidence_kind, execution.evidence_observed, execution.evidence_expected, execution.evidence_check,
                   pitfall.text as pitfall_text, pitfall.step as pitfall_step, pitfall.seen as pitfall_seen,
                   coalesce(pitfall.tip, 0) as pitfall_tip
              from skill
              join execution    on execution.skill = skill.key
              left join pitfall on pitfall.key = execution.pitfall
             where skill.id = @skill
               and skill.project in ('', @project)
               and execution.remembered = 1
             order by execution.key desc
             limit @limit
            """, new
        {
            skill = Column.Of(skill),
            project = project.Name,
            limit,
            cancel,
        });

    static Task<IEnumerable<ExecutionRow>> WithheldOfAsync(
        SqliteConnection connection, Project project, Guid skill, int limit, CancellationToken cancel) =>
        connection.QueryAsync<ExecutionRow>("""
            select execution.id, execution.version, execution.way, execution.principal, execution.bound, execution.weight,
                   execution.outcome, execution.grade, execution.at,
                   execution.retrieval, execution.task, execution.also,
                   execution.notes, execution.not_for, execution.withheld, execution.versions,
                   execution.evidence_kind, execution.evidence_observed, execution.evidence_expected, execution.evidence_check,
                   pitfall.text as pitfall_text, pitfall.step as pitfall_step, pitfall.seen as pitfall_seen,
                   coalesce(pitfall.tip, 0) as pitfall_tip
              from skill
              join execution    on execution.skill = skill.key
              left join pitfall on pitfall.key = execution.pitfall
             where skill.id = @skill
               and skill.project in ('', @project)
               and execution.withheld is not null
             order by execution.key desc
             limit @limit
            """, new
        {
            skill = Column.Of(skill),
            project = project.Name,
            limit,
            cancel,
        });

    static Task<IEnumerable<ExecutionRow>> WithVersionsAsync(
        SqliteConnection connection, Project project, Guid skill, int limit, CancellationToken cancel) =>
        connection.QueryAsync<ExecutionRow>("""
            select execution.id, execution.version, execution.way, execution.principal, execution.bound, execution.weight,
                   execution.outcome, execution.grade, execution.at,
                   execution.retrieval, execution.task, execution.also,
                   execution.notes, execution.not_for, execution.withheld, execution.versions,
                   execution.evidence_kind, execution.evidence_observed, execution.evidence_expected, execution.evidence_check,
                   pitfall.text as pitfall_text, pitfall.step as pitfall_step, pitfall.seen as pitfall_seen,
                   coalesce(pitfall.tip, 0) as pitfall_tip
              from skill
              join execution    on execution.skill = skill.key
              left join pitfall on pitfall.key = execution.pitfall
             where skill.id = @skill
               and skill.project in ('', @project)
               and execution.versions is not null
             order by execution.key desc
             limit @limit
            """, new
        {
            skill = Column.Of(skill),
            project = project.Name,
            limit,
            cancel,
        });

    public Task<IReadOnlyList<Execution>> WithheldAsync(
        Project project, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<WithheldRow>("""
            select skill.id as skill,
                   execution.seal = (select hash from execution_seal where execution_seal.key = execution.key) as intact,
                   execution.id, execution.version, execution.way, execution.principal, execution.bound, execution.weight,
                   execution.outcome, execution.grade, execution.at,
                   execution.retrieval, execution.task, execution.also,
                   execution.notes, execution.not_for, execution.withheld, execution.versions,
                   execution.evidence_kind, execution.evidence_observed, execution.evidence_expected, execution.evidence_check,
                   pitfall.text as pitfall_text, pitfall.step as pitfall_step, pitfall.seen as pitfall_seen,
                   coalesce(pitfall.tip, 0) as pitfall_tip
              from execution
              join skill        on skill.key = execution.skill
              left join pitfall on pitfall.key = execution.pitfall
             where execution.withheld is not null
               and not iif(json_valid(execution.withheld), coalesce(execution.withheld ->> 'is_dropped', 0), 0)
               and skill.project in ('', @project)
             order by execution.key desc
             limit @limit
            """, new { project = project.Name, limit, cancel });
        return (IReadOnlyList<Execution>)[.. rows.Select(row => row.ToExecution()).OfType<Execution>()];
    }, cancel);

    public Task<IReadOnlyList<ProgramVersion>> LastVersionsAsync(
        Project project, string machine, IReadOnlyList<string> programs, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<SeenVersionRow>("""
            select program, version, seen_at
              from (select seen.value ->> 'program' as program,
                           seen.value ->> 'version' as version,
                           coalesce(seen.value ->> 'seen_at', 0) as seen_at,
                           row_number() over (partition by seen.value ->> 'program'
                                              order by coalesce(seen.value ->> 'seen_at', 0) desc, told.key desc) as place
                      from (select key, skill, versions, seal
                              from execution
                             where versions is not null
                             order by key desc
                             limit @last) as told
                      join skill on skill.key = told.skill
                      join json_each(iif(json_valid(told.versions), told.versions, '[]')) as seen
                     where skill.project in ('', @project)
                       and seen.value ->> 'machine' = @machine
                       and seen.value ->> 'program' in (select value from json_each(@programs))
                       and told.seal = (select hash from execution_seal where execution_seal.key = told.key))
             where place = 1
            """, new { project = project.Name, machine, programs = Column.Of(programs), last = MaxReportsWithVersions, cancel });
        return (IReadOnlyList<ProgramVersion>)
            [.. rows.Select(row => row.ToVersion(machine)).Where(version => version.IsSound)];
    }, cancel);

    public Task<IReadOnlyList<FitReport>> FitReportsAsync(
        Project project, IReadOnlyList<Guid> skills, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<FitReportRow>("""
            select skill.id as skill, execution.task, execution.not_for, coalesce(execution.weight, 1) as weight, execution.at
              from json_each(@ids) as wanted
              join skill     on skill.id = wanted.value
              join execution on execution.skill = skill.key
             where skill.project in ('', @project)
               and execution.seal = (select hash from execution_seal where execution_seal.key = execution.key)
               and (execution.key in (select said.key
                                        from execution as said
                                       where said.skill = skill.key and said.not_for <> ''
                                       order by said.key desc
                                       limit @limit)
                    or execution.key in (select served.key
                                           from execution as served
                                          where served.skill = skill.key and served.remembered = 1 and served.outcome = 'success'
                                            and exists (select 1 from execution as said where said.skill = skill.key and said.not_for <> '')
                                          limit @limit))
             order by execution.key desc
            """, new { ids = Column.Of(skills), project = project.Name, limit, cancel });
        return (IReadOnlyList<FitReport>)[.. rows.Select(row => row.ToReport())];
    }, cancel);

    /// <summary>Adds the executions of a change, and applies its correction.</summary>
    /// <returns>False if reports were added or corrected since the change was decided on.</returns>
    static async Task<bool> CountAsync(SqliteConnection connection, long key, SkillChange change, CancellationToken cancel)
    {
        foreach (var execution in change.AddedExecutions)
        {
            if (await EarlierAsync(connection, key, execution, cancel) is not null)
            {
                return false;
            }
            await InsertAsync(connection, key, execution, await CountPitfallsAsync(connection, key, execution, cancel), cancel);
            if (execution.Outcome == Outcome.Success)
            {
                await PassPitfallsAsync(connection, key, execution, cancel);
            }
        }
        return change.Correction is null || await CorrectAsync(connection, key, change.Correction, cancel);
    }

    static async Task<bool> CorrectAsync(SqliteConnection connection, long key, CorrectedExecution correction, CancellationToken cancel)
    {
        var (earlier, execution) = (correction.Earlier, correction.Execution);
        if (await EarlierAsync(connection, key, earlier, cancel) is not { } stored || !stored.IsReportOf(earlier))
        {
            return false;
        }
        var pitfall = await CorrectPitfallAsync(connection, key, stored, correction, cancel);
        await UpdateAsync(connection, stored.Key, execution, pitfall, cancel);
        if (earlier.Outcome == Outcome.Success && execution.Outcome != Outcome.Success)
        {
            await TakeBackPassAsync(connection, key, earlier, cancel);
        }
        if (earlier.Outcome != Outcome.Success && execution.Outcome == Outcome.Success)
        {
            await PassPitfallsAsync(connection, key, execution, cancel);
        }
        return true;
    }

    /// <summary>The stored report with the same id, or of the same retrieval and skill; null if there is none.</summary>
    static Task<EarlierRow?> EarlierAsync(SqliteConnection connection, long skill, Execution execution, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<EarlierRow>("""
            select key, outcome, grade, pitfall
              from execution
             where id = @id
                or retrieval = @retrieval and skill = @skill
                   and way = coalesce((select way from skill_version where skill = @skill and number = @version), @version)
             limit 1
            """, new
        {
            skill,
            id = Column.Of(execution.Id),
            retrieval = Column.Of(execution.Retrieval),
            version = execution.Version,
            cancel,
        });

    static Task InsertAsync(SqliteConnection connection, long skill, Execution execution, long? pitfall, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            insert into execution (id, skill, version, way, principal, bound, weight, outcome, grade, at, retrieval, task, also, notes,
                                   not_for, withheld, versions, evidence_kind, evidence_observed, evidence_expected, evidence_check,
                                   pitfall)
            values (@id, @skill, @version,
                    coalesce((select way from skill_version where skill = @skill and number = @version), @version),
                    @principal, @bound, @weight, @outcome, @grade, @at, @retrieval, @task, @also, @notes, @notFor, @withheld, @versions,
                    @evidenceKind, @evidenceObserved, @evidenceExpected, @evidenceCheck, @pitfall)
            """, new
        {
            id = Column.Of(execution.Id),
            skill,
            version = execution.Version,
            principal = execution.Principal,
            bound = execution.IsBound,
            weight = execution.Weight,
            outcome = EnumName.Of(execution.Outcome),
            grade = EnumName.Of(execution.EvidenceLevel),
            at = Column.Of(execution.At),
            retrieval = Column.Of(execution.Retrieval),
            task = execution.Task,
            also = Column.Of(execution.Also),
            notes = execution.Notes,
            notFor = execution.NotFor,
            withheld = WithheldColumn.Of(execution.Withheld),
            versions = VersionColumn.Of(execution.Versions),
            evidenceKind = execution.Evidence is { } evidence ? EnumName.Of(evidence.Kind) : null,
            evidenceObserved = execution.Evidence?.Observed,
            evidenceExpected = execution.Evidence?.Expected,
            evidenceCheck = execution.Evidence?.Check,
            pitfall,
            cancel,
        });

    /// <summary>Replaces an earlier report of the same execution.</summary>
    static Task UpdateAsync(SqliteConnection connection, long key, Execution execution, long? pitfall, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update execution
               set seal              = '',
                   id                = @id,
                   outcome           = @outcome,
                   weight            = @weight,
                   grade             = @grade,
                   at                = @at,
                   task              = @task,
                   also              = @also,
                   notes             = @notes,
                   not_for           = @notFor,
                   withheld          = @withheld,
                   versions          = @versions,
                   evidence_kind     = @evidenceKind,
                   evidence_observed = @evidenceObserved,
                   evidence_expected = @evidenceExpected,
                   evidence_check    = @evidenceCheck,
                   pitfall           = @pitfall
             where key = @key
            """, new
        {
            key,
            id = Column.Of(execution.Id),
            outcome = EnumName.Of(execution.Outcome),
            weight = execution.Weight,
            grade = EnumName.Of(execution.EvidenceLevel),
            at = Column.Of(execution.At),
            task = execution.Task,
            also = Column.Of(execution.Also),
            notes = execution.Notes,
            notFor = execution.NotFor,
            withheld = WithheldColumn.Of(execution.Withheld),
            versions = VersionColumn.Of(execution.Versions),
            evidenceKind = execution.Evidence is { } evidence ? EnumName.Of(evidence.Kind) : null,
            evidenceObserved = execution.Evidence?.Observed,
            evidenceExpected = execution.Evidence?.Expected,
            evidenceCheck = execution.Evidence?.Check,
            pitfall,
            cancel,
        });

    /// <summary>Changes which executions are remembered with their tasks.</summary>
    /// <returns>Whether any was added or removed, so that the skill must be indexed again.</returns>
    static async Task<bool> RememberAsync(SqliteConnection connection, long key, RememberedTasks tasks, CancellationToken cancel)
    {
        if (tasks.IsUnchanged)
        {
            return false;
        }
        var (added, removed) = (Column.Of(tasks.Added), Column.Of(tasks.Removed));
        var forgotten = await connection.ExecuteAsync("""
            update execution
               set remembered = 0, seal = ''
             where skill = @key
               and remembered = 1
               and (id in (select value from json_each(@removed))
                    or @isAll and id not in (select value from json_each(@added)))
            """, new { key, added, removed, isAll = tasks.IsAll, cancel });
        var remembered = await connection.ExecuteAsync("""
            update execution
               set remembered = 1, seal = ''
             where id in (select value from json_each(@added))
               and skill = @key
               and remembered = 0
            """, new { key, added, cancel });
        return forgotten + remembered > 0;
    }

    /// <summary>Adds to the counts of a record. They may have changed since they were read, so they are not overwritten.</summary>
    static async Task AddToRecordAsync(SqliteConnection connection, long key, RecordChange change, CancellationToken cancel)
    {
        if (change.IsNone)
        {
            return;
        }
        await connection.ExecuteAsync("""
            update skill
               set successes_verified       = successes_verified + @successesVerified,
                   successes_evidenced      = successes_evidenced + @successesEvidenced,
                   successes_self_reported  = successes_self_reported + @successesSelfReported,
                   partials_verified        = partials_verified + @partialsVerified,
                   partials_evidenced       = partials_evidenced + @partialsEvidenced,
                   partials_self_reported   = partials_self_reported + @partialsSelfReported,
                   failures_verified        = failures_verified + @failuresVerified,
                   failures_evidenced       = failures_evidenced + @failuresEvidenced,
                   failures_self_reported   = failures_self_reported + @failuresSelfReported,
                   successes_before_restore = successes_before_restore + @successesBeforeRestore,
                   partials_before_restore  = partials_before_restore + @partialsBeforeRestore,
                   failures_before_restore  = failures_before_restore + @failuresBeforeRestore,
                   last_used_at             = iif(@setsTimes, @lastUsedAt,
                                                  nullif(max(coalesce(last_used_at, -1), coalesce(@usedAt, -1)), -1)),
                   last_succeeded_at        = iif(@setsTimes, @lastSucceededAt,
                                                  nullif(max(coalesce(last_succeeded_at, -1), coalesce(@succeededAt, -1)), -1))
             where key = @key
            """, new
        {
            key,
            successesVerified = change.Successes.Verified,
            successesEvidenced = change.Successes.Evidenced,
            successesSelfReported = change.Successes.SelfReported,
            partialsVerified = change.Partials.Verified,
            partialsEvidenced = change.Partials.Evidenced,
            partialsSelfReported = change.Partials.SelfReported,
            failuresVerified = change.Failures.Verified,
            failuresEvidenced = change.Failures.Evidenced,
            failuresSelfReported = change.Failures.SelfReported,
            successesBeforeRestore = change.BeforeRestore.Successes,
            partialsBeforeRestore = change.BeforeRestore.Partials,
            failuresBeforeRestore = change.BeforeRestore.Failures,
            setsTimes = change.Times is not null,
            lastUsedAt = Column.Of(change.Times?.LastUsedAt),
            lastSucceededAt = Column.Of(change.Times?.LastSucceededAt),
            usedAt = Column.Of(change.UsedAt),
            succeededAt = Column.Of(change.SucceededAt),
            cancel,
        });
    }
}

/// <summary>An earlier report of the same execution.</summary>
sealed record EarlierRow
{
    public required long Key { get; init; }

    public required string Outcome { get; init; }

    public required string Grade { get; init; }

    public long? Pitfall { get; init; }

    /// <summary>Whether it still says how an execution ended, and how that is known.</summary>
    public bool IsReportOf(Execution execution) =>
        Outcome == EnumName.Of(execution.Outcome) && Grade == EnumName.Of(execution.EvidenceLevel);
}

/// <summary>What an execution says of the tasks that its skill is for.</summary>
sealed record FitReportRow(string Skill, string Task, string NotFor, double Weight, long At)
{
    public FitReport ToReport() => new(Column.Id(Skill), Task, NotFor, Weight == 0, Column.Time(At));
}

/// <summary>A version of a program that was seen.</summary>
sealed record SeenVersionRow(string Program, string Version, long SeenAt)
{
    public ProgramVersion ToVersion(string machine) => new(Program, Version) { Machine = machine, SeenAt = Column.Time(SeenAt) };
}
