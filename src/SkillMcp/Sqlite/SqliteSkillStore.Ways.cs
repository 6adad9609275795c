using Dapper;
using Microsoft.Data.Sqlite;
using SkillMcp.Ways;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<IReadOnlyList<SkillWay>> WaysAsync(
        Project project, Guid skill, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = (await connection.QueryAsync<WayRow>("""
            select written.number, written.way, written.title, written.description, written.category, written.tags,
                   written.preconditions, written.steps, written.postconditions, written.parameters, written.components,
                   written.document, written.files, written.content_hash, written.is_alternative, written.author, written.client,
                   written.task, written.reason, written.created_at, written.number = skill.version as is_current,
                   coalesce(begun.after_failure, 0) as after_failure, way.retired, way.posterior, way.decided_at, way.decision,
                   way.successes_verified, way.successes_evidenced, way.successes_self_reported,
                   way.partials_verified, way.partials_evidenced, way.partials_self_reported,
                   way.failures_verified, way.failures_evidenced, way.failures_self_reported,
                   0 as successes_before_restore, 0 as partials_before_restore, 0 as failures_before_restore
              from skill
              join way                      on way.skill = skill.key
              join skill_version as written on written.skill = skill.key
                                           and written.number = (select same.number
                                                                   from skill_version as same
                                                                  where same.skill = skill.key and same.way = way.number
                                                                  order by same.number = skill.version desc, same.number desc
                                                                  limit 1)
              left join skill_version as begun on begun.skill = skill.key and begun.number = way.number
             where skill.id = @skill
               and skill.project in ('', @project)
             order by way.number
            """, new { skill = Column.Of(skill), project = project.Name, cancel })).ToList();
        if (rows.Count == 0)
        {
            return (IReadOnlyList<SkillWay>)[];
        }
        var pitfalls = await WayPitfallsAsync(connection, project, skill, cancel);
        // Of an older file the posteriors are derived when they are first needed, and stored with the next report.
        var derived = rows.Exists(row => row.ToPosterior() is null) ? await DerivedWaysAsync(connection, skill, cancel) : [];
        return [.. rows.Select(row => derived.GetValueOrDefault(row.Way) is { } way
            ? row.ToWay(row.ToPosterior() ?? way.Posterior, pitfalls) with { Record = way.Record }
            : row.ToWay(row.ToPosterior()!, pitfalls))];
    }, cancel);

    static async Task<IReadOnlyList<WayPitfallRow>> WayPitfallsAsync(
        SqliteConnection connection, Project project, Guid skill, CancellationToken cancel) =>
        [.. await connection.QueryAsync<WayPitfallRow>("""
            select pitfall.version, pitfall.step, pitfall.text, pitfall.seen, pitfall.tip, pitfall.passed, pitfall.at,
                   coalesce(met.steps, '[]') as steps
              from skill
              join pitfall                   on pitfall.skill = skill.key
              left join skill_version as met on met.skill = skill.key and met.number = pitfall.version
             where skill.id = @skill
               and skill.project in ('', @project)
             order by pitfall.seen desc, pitfall.key
            """, new { skill = Column.Of(skill), project = project.Name, cancel })];

    static async Task<Dictionary<int, DerivedWay>> DerivedWaysAsync(SqliteConnection connection, Guid skill, CancellationToken cancel)
    {
        var key = await connection.QuerySingleAsync<long>(
            "select key from skill where id = @id", new { id = Column.Of(skill), cancel });
        var derived = await DerivedWays.AllOfAsync(connection, key, cancel);
        return derived.ToDictionary(way => way.Number);
    }

    /// <summary>Adds the way of a version, if it begins one.</summary>
    static Task BeginWayAsync(SqliteConnection connection, long key, SkillVersion version, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            insert into way (skill, number, retired)
            values (@key, @number, @retired)
            on conflict (skill, number) do nothing
            """, new { key, number = version.Way, retired = version.IsRetired, cancel });

    /// <summary>Writes down which way became the current one and why, and retires the others if a person decided it.</summary>
    static async Task DecideAsync(
        SqliteConnection connection, long key, WayDecision? decision, DateTimeOffset at, CancellationToken cancel)
    {
        if (decision is null)
        {
            return;
        }
        await connection.ExecuteAsync("""
            update way
               set decided_at = @at,
                   decision   = @reason,
                   retired    = iif(number = @number, 0, retired)
             where skill = @key
               and number in (@number, @before)
            """, new
        {
            key,
            number = decision.Number,
            before = decision.Before,
            reason = decision.Reason,
            at = Column.Of(at),
            cancel,
        });
        if (decision.RetiresOthers)
        {
            await connection.ExecuteAsync(
                "update way set retired = 1 where skill = @key and number <> @number", new { key, number = decision.Number, cancel });
        }
    }

    /// <summary>Counts the executions of a change for the ways that were followed, and derives what is believed of these.</summary>
    static async Task CountForWaysAsync(SqliteConnection connection, long key, SkillChange change, CancellationToken cancel)
    {
        var isCorrected = change.Correction is { } correction
            && (correction.Earlier.Outcome, correction.Earlier.EvidenceLevel)
                != (correction.Execution.Outcome, correction.Execution.EvidenceLevel);
        if (isCorrected)
        {
            // The order of the executions counts, so all of them are counted again.
            await DerivedWays.StoreAsync(connection, key, isMissingOnly: false, cancel);
        }
        foreach (var execution in change.AddedExecutions.Where(execution => execution.Outcome != Outcome.NotUsed))
        {
            await CountForWayAsync(connection, key, execution, cancel);
        }
        await DerivedWays.StoreAsync(connection, key, isMissingOnly: true, cancel);
    }

    static async Task CountForWayAsync(SqliteConnection connection, long key, Execution execution, CancellationToken cancel)
    {
        var row = await connection.QuerySingleOrDefaultAsync<BelievedWayRow>("""
            select way.number, way.posterior, way.successes_verified + way.successes_evidenced > 0 as is_proved
              from way
             where way.skill = @key
               and way.number = coalesce((select way from skill_version where skill = @key and number = @version), @version)
            """, new { key, version = execution.Version, cancel });
        if (row?.Posterior is null || ChangePointPosterior.Read(row.Posterior) is not { } posterior)
        {
            // One that cannot be read, because the file was changed outside, is derived again like one that is missing.
            await connection.ExecuteAsync("update way set posterior = null where skill = @key", new { key, cancel });
            return;
        }
        var weighted = ReportedOutcome.Of(execution).Weighted(row.IsProved);
        var after = posterior.After(weighted, ChangeModel.Default);
        var one = TrackRecord.Empty.With(execution.Outcome, execution.EvidenceLevel);
        await connection.ExecuteAsync("""
            update way
               set successes_verified      = successes_verified + @successesVerified,
                   successes_evidenced     = successes_evidenced + @successesEvidenced,
                   successes_self_reported = successes_self_reported + @successesSelfReported,
                   partials_verified       = partials_verified + @partialsVerified,
                   partials_evidenced      = partials_evidenced + @partialsEvidenced,
                   partials_self_reported  = partials_self_reported + @partialsSelfReported,
                   failures_verified       = failures_verified + @failuresVerified,
                   failures_evidenced      = failures_evidenced + @failuresEvidenced,
                   failures_self_reported  = failures_self_reported + @failuresSelfReported,
                   posterior               = @posterior,
                   belief                  = @belief
             where skill = @key
               and number = @number
            """, new
        {
            key,
            number = row.Number,
            successesVerified = one.Successes.Verified,
            successesEvidenced = one.Successes.Evidenced,
            successesSelfReported = one.Successes.SelfReported,
            partialsVerified = one.Partials.Verified,
            partialsEvidenced = one.Partials.Evidenced,
            partialsSelfReported = one.Partials.SelfReported,
            failuresVerified = one.Failures.Verified,
            failuresEvidenced = one.Failures.Evidenced,
            failuresSelfReported = one.Failures.SelfReported,
            posterior = (object)after.ToBytes(),
            belief = WayHistory.BeliefIn(after),
            cancel,
        });
    }
}

/// <summary>What is believed of a way.</summary>
sealed record BelievedWayRow
{
    public required int Number { get; init; }

    public byte[]? Posterior { get; init; }

    public required bool IsProved { get; init; }
}
