using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    // A pitfall is read whenever its skill is. Of a skill that was told more than this, the least worth telling are forgotten.
    const int MaxKeptPitfalls = 200;

    public Task<IReadOnlyList<Pitfall>> PitfallsAsync(
        Project project, Guid skill, int version, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await WayPitfallsAsync(connection, project, skill, cancel);
        var steps = await connection.QuerySingleOrDefaultAsync<string>("""
            select written.steps
              from skill
              join skill_version as written on written.skill = skill.key and written.number = @version
             where skill.id = @skill
               and skill.project in ('', @project)
            """, new { skill = Column.Of(skill), project = project.Name, version, cancel });
        return (IReadOnlyList<Pitfall>)[.. Pitfall.AtSteps(TextColumns.StepsOf(steps ?? "[]"), rows.Select(row => row.ToMet(version)))];
    }, cancel);

    /// <summary>Counts the pitfalls of an execution.</summary>
    /// <returns>The key of the one that is taken back when the execution is corrected; null if there is none.</returns>
    static async Task<long?> CountPitfallsAsync(SqliteConnection connection, long skill, Execution execution, CancellationToken cancel)
    {
        foreach (var other in execution.OtherPitfalls)
        {
            await CountPitfallAsync(connection, skill, execution.Version, other, execution.At, cancel);
        }
        return execution.Pitfall is { } pitfall
            ? await CountPitfallAsync(connection, skill, execution.Version, pitfall, execution.At, cancel)
            : null;
    }

    /// <summary>
    /// Adds a pitfall, or adds to the count of the same pitfall if it is stored. What was a tip becomes a pitfall with the first failure,
    /// and what was told without a step goes to the step that is now told of it.
    /// </summary>
    static async Task<long> CountPitfallAsync(
        SqliteConnection connection, long skill, int version, Pitfall pitfall, DateTimeOffset at, CancellationToken cancel)
    {
        if (pitfall.Step > 0 && await PitfallOfAsync(connection, skill, pitfall with { Step = 0 }, cancel) is { } unplaced)
        {
            await MovePitfallAsync(connection, skill, unplaced, version, pitfall, cancel);
        }
        var key = await connection.QuerySingleAsync<long>("""
            insert into pitfall (skill, version, step, text, fingerprint, seen, at, tip, passed)
            values (@skill, @version, @step, @text, @fingerprint, @seen, @at, @tip, @passed)
            on conflict (skill, step, fingerprint) do update
               set seen    = seen + excluded.seen,
                   version = excluded.version,
                   at      = max(at, excluded.at),
                   tip     = min(tip, excluded.tip),
                   passed  = min(passed, excluded.passed)
            returning key
            """, new
        {
            skill,
            version,
            step = pitfall.Step,
            text = pitfall.Text,
            fingerprint = pitfall.Fingerprint,
            seen = pitfall.Seen,
            at = Column.Of(at),
            tip = pitfall.IsTip,
            passed = pitfall.Passed,
            cancel,
        });
        await connection.ExecuteAsync("""
            delete from pitfall
             where key in (select key
                             from pitfall
                            where skill = @skill and key <> @key
                            order by passed < @gone desc, seen desc, at desc
                            limit -1 offset @others)
            """, new { skill, key, gone = Pitfall.MaxPassed, others = MaxKeptPitfalls - 1, cancel });
        return key;
    }

    /// <summary>Counts a success for the pitfalls whose step it went past.</summary>
    static async Task PassPitfallsAsync(SqliteConnection connection, long skill, Execution success, CancellationToken cancel)
    {
        var passed = await PassedAsync(connection, skill, success, cancel);
        if (passed.Count == 0)
        {
            return;
        }
        var transient = passed
            .Where(row => row.Task is { } task && row.ToPitfall().IsTransientBy(task, row.InARow, success))
            .Select(row => row.Key);
        await AddPassedAsync(connection, passed.Select(row => row.Key), 1, cancel);
        await AddPassedAsync(connection, transient, Pitfall.MaxPassed, cancel);
    }

    /// <summary>Takes back that an execution went past the steps of pitfalls, except for those that were seen again since.</summary>
    static async Task TakeBackPassAsync(SqliteConnection connection, long skill, Execution execution, CancellationToken cancel)
    {
        var passed = await PassedAsync(connection, skill, execution, cancel);
        var unseen = passed.Where(row => row.At <= Column.Of(execution.At)).Select(row => row.Key);
        await AddPassedAsync(connection, unseen, -1, cancel);
    }

    /// <summary>The pitfalls whose step is in the text that was followed; those of all of the skill are in every one.</summary>
    static async Task<List<PassedPitfallRow>> PassedAsync(
        SqliteConnection connection, long skill, Execution followed, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<PassedPitfallRow>("""
            select pitfall.key, pitfall.step, pitfall.text, pitfall.seen, pitfall.tip, pitfall.passed, pitfall.at,
                   iif(pitfall.version = @version, null, met.steps) as steps,
                   (select iif(run.way = @way, run.task, null)
                      from execution as run
                     where run.pitfall = pitfall.key
                     order by run.key desc
                     limit 1) as task,
                   (select count(*)
                      from (select run.key from execution as run where run.pitfall = pitfall.key order by run.key desc limit @few) as met
                     where met.key > succeeded.key) as in_a_row
              from (select coalesce(max(run.key), 0) as key
                      from (select key
                              from execution indexed by execution_of_way
                             where skill = @skill and way = @way and outcome = 'success' and id <> @id
                             order by key desc
                             limit 1) as run) as succeeded
              join pitfall on true
              left join skill_version as met on met.skill = pitfall.skill and met.number = pitfall.version
             where pitfall.skill = @skill
               and pitfall.tip = 0
            """, new
        {
            skill,
            version = followed.Version,
            way = followed.Way,
            id = Column.Of(followed.Id),
            few = Pitfall.MaxTransient + 1,
            cancel,
        });
        var pitfalls = rows.ToList();
        if (pitfalls.Count == 0)
        {
            return pitfalls;
        }
        var steps = await connection.QuerySingleOrDefaultAsync<string>(
            "select steps from skill_version where skill = @skill and number = @version",
            new { skill, version = followed.Version, cancel });
        var now = TextColumns.StepsOf(steps ?? "[]");
        return pitfalls.FindAll(row => row.Steps is null || row.ToPitfall().MappedTo(TextColumns.StepsOf(row.Steps), now) is not null);
    }

    static Task AddPassedAsync(SqliteConnection connection, IEnumerable<long> pitfalls, int successes, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update pitfall
               set passed = max(0, min(@gone, passed + @successes))
             where key in (select value from json_each(@keys))
            """, new { keys = $"[{string.Join(',', pitfalls)}]", successes, gone = Pitfall.MaxPassed, cancel });

    /// <returns>The key of the pitfall of a corrected report; null if it has none.</returns>
    static async Task<long?> CorrectPitfallAsync(
        SqliteConnection connection, long skill, EarlierRow stored, CorrectedExecution correction, CancellationToken cancel)
    {
        var (before, after) = (correction.Earlier.Pitfall, correction.Execution.Pitfall);
        if (before == after)
        {
            return stored.Pitfall;
        }
        if (stored.Pitfall is { } pitfall && before is { Step: 0 } && after is { Step: > 0 } && before.Fingerprint == after.Fingerprint)
        {
            return await MovePitfallAsync(connection, skill, pitfall, correction.Execution.Version, after, cancel);
        }
        // Taken back first: a tip in the words of the pitfall that it replaces would otherwise stay a pitfall.
        await UncountPitfallAsync(connection, stored, cancel);
        // What else it tells of was counted with the first report.
        return await CountPitfallsAsync(connection, skill, correction.Execution with { OtherPitfalls = [] }, cancel);
    }

    /// <summary>Moves a pitfall to the step that was found for it, with all that was counted of it.</summary>
    /// <returns>The key of the pitfall of that step.</returns>
    static async Task<long> MovePitfallAsync(
        SqliteConnection connection, long skill, long pitfall, int version, Pitfall found, CancellationToken cancel)
    {
        if (await PitfallOfAsync(connection, skill, found, cancel) is not { } other)
        {
            await connection.ExecuteAsync(
                "update pitfall set step = @step, version = @version where key = @pitfall",
                new { pitfall, step = found.Step, version, cancel });
            return pitfall;
        }
        await connection.ExecuteAsync("""
            update pitfall
               set seen   = pitfall.seen + moved.seen,
                   at     = max(pitfall.at, moved.at),
                   passed = min(pitfall.passed, moved.passed)
              from (select seen, at, passed from pitfall where key = @pitfall) as moved
             where pitfall.key = @other
            """, new { pitfall, other, cancel });
        await connection.ExecuteAsync("update execution set pitfall = @other where pitfall = @pitfall", new { pitfall, other, cancel });
        await connection.ExecuteAsync("delete from pitfall where key = @pitfall", new { pitfall, cancel });
        return other;
    }

    /// <summary>
    /// Subtracts one execution from the count of a pitfall, and deletes it if none is left. It was then last seen by another execution, if
    /// that is stored, and passed by the successes since.
    /// </summary>
    static async Task UncountPitfallAsync(SqliteConnection connection, EarlierRow stored, CancellationToken cancel)
    {
        if (stored.Pitfall is not { } pitfall)
        {
            return;
        }
        await connection.ExecuteAsync("update pitfall set seen = seen - 1 where key = @pitfall", new { pitfall, cancel });
        await connection.ExecuteAsync("delete from pitfall where key = @pitfall and seen < 1", new { pitfall, cancel });
        await connection.ExecuteAsync("""
            update pitfall
               set at     = last.at,
                   passed = (select count(*)
                               from (select 1
                                       from execution as run
                                      where run.skill = last.skill and run.key > last.key and run.way = last.way
                                        and run.outcome = 'success' and pitfall.tip = 0
                                      limit @gone))
              from (select skill, key, way, at from execution where pitfall = @pitfall and key <> @taken order by key desc limit 1) as last
             where pitfall.key = @pitfall
            """, new { pitfall, taken = stored.Key, gone = Pitfall.MaxPassed, cancel });
    }

    /// <returns>The key of the same pitfall as it is stored; null if it is not.</returns>
    static Task<long?> PitfallOfAsync(SqliteConnection connection, long skill, Pitfall pitfall, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<long?>("""
            select key
              from pitfall
             where skill = @skill
               and step = @step
               and fingerprint = @fingerprint
            """, new { skill, step = pitfall.Step, fingerprint = pitfall.Fingerprint, cancel });
}

/// <summary>A pitfall that a success may have gone past.</summary>
sealed record PassedPitfallRow : PitfallColumns
{
    public required long Key { get; init; }

    /// <summary>The steps, as JSON, of the version that it was reported for; null if that is the version that was followed.</summary>
    public string? Steps { get; init; }

    /// <summary>The task of the execution that last ran into it; null if that was of another way, or is not stored.</summary>
    public string? Task { get; init; }

    /// <summary>How many of the last few executions that ran into it came after the last success of the way.</summary>
    public required int InARow { get; init; }
}
