using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    // Twenty different ones are among so many, or the rest are said all the time.
    const int MostTaught = 500;

    public Task<Counted> RecordAsync(Project project, Execution execution, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        var row = await RecordOfAsync(connection, project, execution, cancel);
        var earlier = await EarlierAsync(connection, row.Key, execution, cancel);
        if (earlier is null)
        {
            await AppendAsync(connection, row, execution, cancel);
            await LearnAsync(connection, row.Key, execution, cancel);
            await AppendAsync(connection, row.Key, execution, "", cancel);
            return Counted.New;
        }
        // What a person has seen, nobody's word takes back; and the same again says nothing unless it is known better now.
        var known = Column.Enum<Grade>(earlier.Grade);
        if (execution.Grade < known || execution.Grade == known && earlier.Outcome == Column.Of(execution.Outcome))
        {
            await AnnotateAsync(connection, earlier.Key, NotesOf(earlier, execution), cancel);
            return Counted.Unchanged;
        }
        // What it was for, and what was followed, is known as long as the retrieval is; a later report may come without.
        var corrected = execution.Task.Length > 0 ? execution : execution with { Task = earlier.Task, Version = earlier.Version };
        await CorrectAsync(connection, row, earlier, corrected with { Notes = NotesOf(earlier, execution) }, cancel);
        await MarkAsync(connection, row.Key, PastTask.Remembered(await TaughtAsync(connection, row.Key, cancel)), cancel);
        await SearchIndex.DeriveOneAsync(connection, row.Key, cancel);
        await AppendAsync(connection, row.Key, corrected, $", was {earlier.Outcome}", cancel);
        return Counted.Corrected;
    }, cancel);

    /// <summary>What was noted with a report, and what another of the same execution adds: a run's own steps may be kept nowhere else.</summary>
    static string NotesOf(EarlierRow earlier, Execution execution)
    {
        var noted = earlier.Notes.Split('\n');
        return string.Join('\n', noted.Concat(execution.Notes.Split('\n').Except(noted)).Where(line => line.Length > 0));
    }

    static Task AnnotateAsync(SqliteConnection connection, long execution, string notes, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update execution
               set notes = @notes
             where key = @execution
               and notes <> @notes
            """, new { execution, notes, cancel });

    /// <summary>Lets a skill be found, or no longer be found, by the task of an execution that was just appended.</summary>
    static async Task LearnAsync(SqliteConnection connection, long key, Execution execution, CancellationToken cancel)
    {
        if (await RememberAsync(connection, key, execution, cancel))
        {
            await SearchIndex.DeriveOneAsync(connection, key, cancel);
        }
    }

    /// <returns>Whether the skill is found by other words now than before.</returns>
    static async Task<bool> RememberAsync(SqliteConnection connection, long key, Execution execution, CancellationToken cancel)
    {
        if (PastTask.Of(execution) is not { } added)
        {
            return false;
        }
        var known = await SearchIndex.RememberedAsync(connection, key, cancel);
        var remembered = PastTask.Remembered(known, added);
        await MarkAsync(connection, key, remembered, cancel);
        return !Teaching(known).SequenceEqual(Teaching(remembered));

        // The same task from another execution is found by the same words.
        static IEnumerable<(bool, string)> Teaching(IEnumerable<PastTask> tasks) => tasks.Select(task => (task.Served, string.Join(' ', task.Stems))).Order();
    }

    static async Task MarkAsync(SqliteConnection connection, long key, IReadOnlyList<PastTask> remembered, CancellationToken cancel)
    {
        var ids = Column.Of(remembered.Select(task => task.Execution));
        await connection.ExecuteAsync("""
            update execution
               set remembered = 0
             where skill = @key
               and remembered = 1
               and id not in (select value from json_each(@ids))
            """, new { key, ids, cancel });
        await connection.ExecuteAsync("""
            update execution
               set remembered = 1
             where id in (select value from json_each(@ids))
               and remembered = 0
            """, new { ids, cancel });
    }

    /// <summary>What the last executions taught of finding a skill, in the order in which it was said: what one that was corrected had displaced is among it again.</summary>
    static async Task<IReadOnlyList<PastTask>> TaughtAsync(SqliteConnection connection, long key, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<PastTaskRow>("""
            select id, task, served
              from (select id, task, outcome <> 'not_used' as served, at, key
                      from execution
                     where skill = @key
                       and task <> ''
                       and outcome <> 'failure'
                     order by key desc
                     limit @limit)
             order by at, key
            """, new { key, limit = MostTaught, cancel })).Select(row => row.ToPastTask()).Where(task => task.Stems.Count > 0)];

    static async Task AppendAsync(SqliteConnection connection, RecordRow row, Execution execution, CancellationToken cancel)
    {
        await InsertAsync(connection, row.Key, execution, await KeepPitfallAsync(connection, row.Key, execution, cancel), cancel);
        await WriteRecordAsync(connection, row.Key, row.ToRecord().With(execution.Outcome, execution.Grade), execution, cancel);
    }

    static Task InsertAsync(SqliteConnection connection, long skill, Execution execution, long? pitfall, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            insert into execution (id, skill, version, outcome, grade, at, retrieval, task, notes,
                                   evidence_kind, evidence_observed, evidence_expected, evidence_check, pitfall)
            values (@id, @skill, @version, @outcome, @grade, @at, @retrieval, @task, @notes,
                    @evidenceKind, @evidenceObserved, @evidenceExpected, @evidenceCheck, @pitfall)
            """, new
        {
            id = Column.Of(execution.Id),
            skill,
            version = execution.Version,
            outcome = Column.Of(execution.Outcome),
            grade = Column.Of(execution.Grade),
            at = Column.Of(execution.At),
            retrieval = Column.Of(execution.Retrieval),
            task = execution.Task,
            notes = execution.Notes,
            evidenceKind = execution.Evidence is { } evidence ? Column.Of(evidence.Kind) : null,
            evidenceObserved = execution.Evidence?.Observed,
            evidenceExpected = execution.Evidence?.Expected,
            evidenceCheck = execution.Evidence?.Check,
            pitfall,
            cancel,
        });

    /// <summary>Puts a report into the place of an earlier one of the same execution.</summary>
    static async Task CorrectAsync(SqliteConnection connection, RecordRow row, EarlierRow earlier, Execution execution, CancellationToken cancel)
    {
        var pitfall = await KeepPitfallAsync(connection, row.Key, execution, cancel);
        await connection.ExecuteAsync("""
            update execution
               set id                = @id,
                   version           = @version,
                   outcome           = @outcome,
                   grade             = @grade,
                   at                = @at,
                   task              = @task,
                   notes             = @notes,
                   evidence_kind     = @evidenceKind,
                   evidence_observed = @evidenceObserved,
                   evidence_expected = @evidenceExpected,
                   evidence_check    = @evidenceCheck,
                   pitfall           = @pitfall
             where key = @key
            """, new
        {
            key = earlier.Key,
            id = Column.Of(execution.Id),
            version = execution.Version,
            outcome = Column.Of(execution.Outcome),
            grade = Column.Of(execution.Grade),
            at = Column.Of(execution.At),
            task = execution.Task,
            notes = execution.Notes,
            evidenceKind = execution.Evidence is { } evidence ? Column.Of(evidence.Kind) : null,
            evidenceObserved = execution.Evidence?.Observed,
            evidenceExpected = execution.Evidence?.Expected,
            evidenceCheck = execution.Evidence?.Check,
            pitfall,
            cancel,
        });
        await TakePitfallBackAsync(connection, earlier.Pitfall, cancel);
        var record = row.ToRecord().Corrected(Column.Enum<Outcome>(earlier.Outcome), Column.Enum<Grade>(earlier.Grade), execution.Outcome, execution.Grade, earlier.Since);
        await WriteRecordAsync(connection, row.Key, record, execution, cancel);
        await TakeTimesBackAsync(connection, row.Key, record, cancel);
    }

    /// <summary>A skill was last used when the last execution that is still one was; one that came with a record and has no other, at the latest when it came.</summary>
    static Task TakeTimesBackAsync(SqliteConnection connection, long key, TrackRecord record, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update skill
               set last_used_at      = coalesce((select max(at) from execution where skill = @key and outcome <> 'not_used'),
                                                iif(@used, min(last_used_at, created_at), null)),
                   last_succeeded_at = coalesce((select max(at) from execution where skill = @key and outcome = 'success'),
                                                iif(@succeeded, min(last_succeeded_at, created_at), null))
             where key = @key
            """, new { key, used = record.Total > 0, succeeded = record.Successes.Total > 0, cancel });

    static async Task<RecordRow> RecordOfAsync(SqliteConnection connection, Project project, Execution execution, CancellationToken cancel) =>
        await RecordOfAsync(connection, project, execution.Skill, cancel)
        ?? throw new SkillException($"There is no skill {execution.Skill} (any more), so nothing was recorded. Retrieve one and report on that.");

    static Task<RecordRow?> RecordOfAsync(SqliteConnection connection, Project project, Guid skill, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<RecordRow>("""
            select key,
                   successes_verified, successes_evidenced, successes_self_reported,
                   partials_verified, partials_evidenced, partials_self_reported,
                   failures_verified, failures_evidenced, failures_self_reported,
                   recent_weight, recent_score,
                   successes_before_restore, partials_before_restore, failures_before_restore
              from skill
             where id = @id
               and project in ('', @project)
            """, new { id = Column.Of(skill), project = project.Name, cancel });

    /// <summary>The report that was made before for the same retrieval, or the same report come twice.</summary>
    static Task<EarlierRow?> EarlierAsync(SqliteConnection connection, long skill, Execution execution, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<EarlierRow>("""
            select key, outcome, grade, pitfall, task, notes, version,
                   (select count(*) from execution as later
                     where later.skill = @skill and later.key > earlier.key and later.outcome <> 'not_used') as since
              from execution as earlier
             where id = @id
                or retrieval = @retrieval and skill = @skill
             limit 1
            """, new { skill, id = Column.Of(execution.Id), retrieval = Column.Of(execution.Retrieval), cancel });

    static Task WriteRecordAsync(SqliteConnection connection, long key, TrackRecord record, Execution execution, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update skill
               set successes_verified       = @successesVerified,
                   successes_evidenced      = @successesEvidenced,
                   successes_self_reported  = @successesSelfReported,
                   partials_verified        = @partialsVerified,
                   partials_evidenced       = @partialsEvidenced,
                   partials_self_reported   = @partialsSelfReported,
                   failures_verified        = @failuresVerified,
                   failures_evidenced       = @failuresEvidenced,
                   failures_self_reported   = @failuresSelfReported,
                   recent_weight            = @recentWeight,
                   recent_score             = @recentScore,
                   successes_before_restore = @successesBeforeRestore,
                   partials_before_restore  = @partialsBeforeRestore,
                   failures_before_restore  = @failuresBeforeRestore,
                   last_used_at             = iif(@used, max(coalesce(last_used_at, @at), @at), last_used_at),
                   last_succeeded_at        = iif(@succeeded, max(coalesce(last_succeeded_at, @at), @at), last_succeeded_at)
             where key = @key
            """, new
        {
            key,
            successesVerified = record.Successes.Verified,
            successesEvidenced = record.Successes.Evidenced,
            successesSelfReported = record.Successes.SelfReported,
            partialsVerified = record.Partials.Verified,
            partialsEvidenced = record.Partials.Evidenced,
            partialsSelfReported = record.Partials.SelfReported,
            failuresVerified = record.Failures.Verified,
            failuresEvidenced = record.Failures.Evidenced,
            failuresSelfReported = record.Failures.SelfReported,
            recentWeight = record.RecentWeight,
            recentScore = record.RecentScore,
            successesBeforeRestore = record.BeforeRestore.Successes,
            partialsBeforeRestore = record.BeforeRestore.Partials,
            failuresBeforeRestore = record.BeforeRestore.Failures,
            used = execution.Outcome is not Outcome.NotUsed,
            succeeded = execution.Outcome is Outcome.Success,
            at = Column.Of(execution.At),
            cancel,
        });
}
