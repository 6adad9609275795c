using Dapper;
using Microsoft.Data.Sqlite;
using SkillMcp.Ways;

namespace SkillMcp.Sqlite;

/// <summary>What is derived of a way from its executions.</summary>
/// <param name="Number">The number of the way.</param>
/// <param name="Record">How they ended. That of the first way includes what the skill came with.</param>
/// <param name="Posterior">What is believed of it.</param>
sealed record DerivedWay(int Number, TrackRecord Record, ChangePointPosterior Posterior);

/// <summary>Derives the records and posteriors of ways from the executions that are stored.</summary>
static class DerivedWays
{
    /// <summary>Derives the ways of a skill again and stores what is derived.</summary>
    /// <param name="connection">The connection to write to.</param>
    /// <param name="key">The key of the skill.</param>
    /// <param name="isMissingOnly">Whether only the ways without a posterior are derived.</param>
    /// <param name="cancel">Cancels the writing.</param>
    public static async Task StoreAsync(SqliteConnection connection, long key, bool isMissingOnly, CancellationToken cancel)
    {
        var missing = (await connection.QueryAsync<int>(
            "select number from way where skill = @key and posterior is null", new { key, cancel })).ToHashSet();
        if (isMissingOnly && missing.Count == 0)
        {
            return;
        }
        // Derived again from its last reports, what is believed of a way would forget those before them.
        var derived = await AllOfAsync(connection, key, cancel);
        foreach (var way in derived.Where(way => !isMissingOnly || missing.Contains(way.Number)))
        {
            await StoreAsync(connection, key, way, cancel);
        }
    }

    /// <summary>The ways of a skill, in order.</summary>
    public static async Task<IReadOnlyList<DerivedWay>> AllOfAsync(SqliteConnection connection, long key, CancellationToken cancel)
    {
        var counted = (await connection.QueryAsync<CountedWayRow>("""
            select way.number, coalesce(max(begun.after_failure), 0) as after_failure, max(skill.confidence) as confidence,
                   count(*) filter (where run.outcome = 'success' and run.grade = 'verified')      as successes_verified,
                   count(*) filter (where run.outcome = 'success' and run.grade = 'evidenced')     as successes_evidenced,
                   count(*) filter (where run.outcome = 'success' and run.grade = 'self_reported') as successes_self_reported,
                   count(*) filter (where run.outcome = 'partial' and run.grade = 'verified')      as partials_verified,
                   count(*) filter (where run.outcome = 'partial' and run.grade = 'evidenced')     as partials_evidenced,
                   count(*) filter (where run.outcome = 'partial' and run.grade = 'self_reported') as partials_self_reported,
                   count(*) filter (where run.outcome = 'failure' and run.grade = 'verified')      as failures_verified,
                   count(*) filter (where run.outcome = 'failure' and run.grade = 'evidenced')     as failures_evidenced,
                   count(*) filter (where run.outcome = 'failure' and run.grade = 'self_reported') as failures_self_reported,
                   0 as successes_before_restore, 0 as partials_before_restore, 0 as failures_before_restore
              from way
              join skill                       on skill.key = way.skill
              left join skill_version as begun on begun.skill = way.skill and begun.number = way.number
              left join execution as run       on run.skill = way.skill and run.way = way.number
             where way.skill = @key
             group by way.number
             order by way.number
            """, new { key, cancel })).ToList();
        var whole = await WholeAsync(connection, key, cancel);
        var inherited = whole.Minus(counted.Select(row => row.ToRecord()));
        var derived = new List<DerivedWay>();
        foreach (var row in counted)
        {
            // Those that the skill came with were executions of its first text.
            var counts = row == counted[0] ? inherited : TrackRecord.Empty;
            var prior = WayPriors.Of(row.AfterFailure, Column.Share(row.Confidence), counts.All);
            var posterior = WayHistory.Replay(prior, await ReportsAsync(connection, key, row.Number, cancel));
            derived.Add(new DerivedWay(row.Number, row.ToRecord().Plus(counts), posterior));
        }
        return derived;
    }

    static async Task<TrackRecord> WholeAsync(SqliteConnection connection, long key, CancellationToken cancel)
    {
        var row = await connection.QuerySingleAsync<RecordRow>("""
            select successes_verified, successes_evidenced, successes_self_reported,
                   partials_verified, partials_evidenced, partials_self_reported,
                   failures_verified, failures_evidenced, failures_self_reported,
                   successes_before_restore, partials_before_restore, failures_before_restore
              from skill
             where key = @key
            """, new { key, cancel });
        return row.ToRecord();
    }

    /// <summary>The last reports of a way, oldest first.</summary>
    static async Task<IEnumerable<ReportedOutcome>> ReportsAsync(SqliteConnection connection, long key, int way, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<ReportRow>("""
            select outcome, grade, bound, weight
              from execution
             where skill = @key
               and way = @way
               and outcome <> 'not_used'
               and seal = (select hash from execution_seal where execution_seal.key = execution.key)
             order by key desc
             limit @limit
            """, new { key, way, limit = WayHistory.MaxReplayed, cancel });
        return rows.Reverse().Select(row => row.ToReport());
    }

    static Task StoreAsync(SqliteConnection connection, long key, DerivedWay way, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update way
               set successes_verified      = @successesVerified,
                   successes_evidenced     = @successesEvidenced,
                   successes_self_reported = @successesSelfReported,
                   partials_verified       = @partialsVerified,
                   partials_evidenced      = @partialsEvidenced,
                   partials_self_reported  = @partialsSelfReported,
                   failures_verified       = @failuresVerified,
                   failures_evidenced      = @failuresEvidenced,
                   failures_self_reported  = @failuresSelfReported,
                   posterior               = @posterior,
                   belief                  = @belief
             where skill = @key
               and number = @number
            """, new
        {
            key,
            number = way.Number,
            successesVerified = way.Record.Successes.Verified,
            successesEvidenced = way.Record.Successes.Evidenced,
            successesSelfReported = way.Record.Successes.SelfReported,
            partialsVerified = way.Record.Partials.Verified,
            partialsEvidenced = way.Record.Partials.Evidenced,
            partialsSelfReported = way.Record.Partials.SelfReported,
            failuresVerified = way.Record.Failures.Verified,
            failuresEvidenced = way.Record.Failures.Evidenced,
            failuresSelfReported = way.Record.Failures.SelfReported,
            posterior = (object)way.Posterior.ToBytes(),
            belief = WayHistory.BeliefIn(way.Posterior),
            cancel,
        });
}

/// <summary>A way, with how its executions ended.</summary>
sealed record CountedWayRow : RecordColumns
{
    public required int Number { get; init; }

    public required bool AfterFailure { get; init; }

    public required double Confidence { get; init; }
}

/// <summary>What a report says of a way.</summary>
sealed record ReportRow(string Outcome, string Grade, bool Bound, double? Weight)
{
    public ReportedOutcome ToReport() =>
        new(
            EnumName.Find<Outcome>(Outcome) ?? SkillMcp.Outcome.NotUsed,
            EnumName.Find<EvidenceLevel>(Grade) ?? EvidenceLevel.SelfReported,
            Bound,
            Weight);
}
