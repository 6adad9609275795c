using CsCheck;

namespace SkillMcp.Tests;

public sealed class TrackRecordTests
{
    static readonly Gen<(Outcome Outcome, Grade Grade)> Reports =
        Gen.Select(Gen.Enum<Outcome>(), Gen.Enum<Grade>());

    [Fact]
    public void Reliability_is_the_formula_of_the_seed()
    {
        Assert.Equal(0.94, TrackRecord.Of(new Executions(47, 0, 3), Grade.Verified).Reliability(1), 12);
        Assert.Equal((23 + 2.5) / 32, TrackRecord.Of(new Executions(23, 5, 4), Grade.SelfReported).Reliability(1), 12);
        Assert.Equal(0.7, TrackRecord.Empty.Reliability(0.7));
    }

    [Fact]
    public void Proved_outranks_untried_even_when_nobody_verified_it()
    {
        var untried = TrackRecord.Empty.Belief(1);
        var proved = TrackRecord.Of(new Executions(47, 0, 3), Grade.SelfReported).Belief(1);

        Assert.Equal(0.4, untried, 1);
        Assert.Equal(0.7, proved, 1);
    }

    // Jeffreys' prior moved by the confidence, and each outcome by how it is known.
    [Theory]
    [InlineData(0, 0, 0, 0.5, 2.5)]
    [InlineData(1, 0, 0, 2.5, 0.5)]
    [InlineData(0.5, 0, 0, 1.5, 1.5)]
    [InlineData(1, 8, 0, 10.5, 0.5)]
    [InlineData(1, 0, 8, 2.5, 8.5)]
    public void Belief_begins_at_the_confidence_and_is_a_beta_distribution(double confidence, int successes, int failures, double a, double b) =>
        Assert.Equal(new BetaDistribution(a, b).Mean, (TrackRecord.Empty with { Successes = new Tally(successes, 0, 0), Failures = new Tally(failures, 0, 0) }).Posterior(confidence).Mean, 12);

    [Theory]
    [InlineData(Outcome.Success, Grade.Verified, 1, 0)]
    [InlineData(Outcome.Success, Grade.Evidenced, 0.5, 0)]
    [InlineData(Outcome.Success, Grade.SelfReported, 0.25, 0)]
    [InlineData(Outcome.Failure, Grade.Verified, 0, 1)]
    [InlineData(Outcome.Failure, Grade.Evidenced, 0, 0.5)]
    [InlineData(Outcome.Failure, Grade.SelfReported, 0, 0.5)]
    [InlineData(Outcome.Partial, Grade.Verified, 0.5, 0.5)]
    [InlineData(Outcome.Partial, Grade.Evidenced, 0.25, 0.25)]
    [InlineData(Outcome.Partial, Grade.SelfReported, 0.125, 0.25)]
    [InlineData(Outcome.NotUsed, Grade.Verified, 0, 0)]
    public void An_outcome_weighs_by_how_it_is_known(Outcome outcome, Grade grade, double success, double failure)
    {
        var (posterior, expected) = (TrackRecord.Empty.With(outcome, grade).Posterior(0.5), new BetaDistribution(1.5 + success, 1.5 + failure));

        Assert.Equal((expected.Mean, expected.Variance), (posterior.Mean, posterior.Variance));
        Assert.Equal(expected.Quantile(0.05), TrackRecord.Empty.With(outcome, grade).Belief(0.5), 9);
    }

    [Fact]
    public void Nothing_is_known_of_what_was_never_executed()
    {
        Assert.Equal((0, 1), TrackRecord.Empty.Interval());
        Assert.Equal((0.3, 0.3), (TrackRecord.Empty.Reliability(0.3), TrackRecord.Empty.RecentReliability(0.3)));
        Assert.Equal(0, new TrackRecord().Total);
    }

    [Fact]
    public void A_partial_success_is_half_a_success_in_every_share()
    {
        var record = Recorded([(Outcome.Partial, Grade.Verified), (Outcome.Success, Grade.Verified), (Outcome.Failure, Grade.Verified), (Outcome.Partial, Grade.Verified)]);

        Assert.Equal((4, 0.5), (record.Total, record.Reliability(1)));
        Assert.Equal((0.5 * 0.729 + 0.81 + 0.5) / (0.729 + 0.81 + 0.9 + 1), record.RecentReliability(1), 12);
        Assert.Equal(new Executions(1, 2, 1), record.All);
    }

    [Fact]
    public void A_record_of_mere_counts_is_as_if_all_were_average()
    {
        var record = TrackRecord.Of(new Executions(6, 2, 2), Grade.Evidenced);

        Assert.Equal((new Tally(0, 6, 0), new Tally(0, 2, 0), new Tally(0, 2, 0)), (record.Successes, record.Partials, record.Failures));
        Assert.Equal(0.7, record.RecentReliability(0), 12);
        Assert.Equal(Recorded(Enumerable.Repeat((Outcome.Success, Grade.Evidenced), 10)).RecentWeight, record.RecentWeight, 9);
        Assert.Equal(0, TrackRecord.Of(default, Grade.Verified).RecentWeight);
    }

    [Fact]
    public void Records_are_added_and_taken_from_each_other() =>
        Gen.Select(Reports.List[0, 20], Reports.List[0, 20]).Sample((some, others) =>
        {
            var (one, other, all) = (Recorded(some), Recorded(others), Recorded([.. some, .. others]));
            Assert.Equal(Counts(all), Counts(one.Plus(other)));
            Assert.Equal(Counts(one), Counts(all.Less([other])));
            Assert.Equal(default, Counts(all.Less([one, other])));
            Assert.Equal(all.All - one.All, other.All);
        });

    [Theory]
    [InlineData(Outcome.NotUsed, Outcome.Success, 0, 2, 2)]
    [InlineData(Outcome.Success, Outcome.NotUsed, 0, 0, 0)]
    [InlineData(Outcome.NotUsed, Outcome.Failure, 0, 2, 1)]
    [InlineData(Outcome.NotUsed, Outcome.Success, 1, 1.9, 1.9)]
    [InlineData(Outcome.Success, Outcome.Failure, 0, 1, 0)]
    [InlineData(Outcome.NotUsed, Outcome.NotUsed, 0, 1, 1)]
    public void A_correction_takes_its_weight_along(Outcome was, Outcome now, int since, double weight, double score)
    {
        var corrected = TrackRecord.Empty.With(Outcome.Success, Grade.Verified).Corrected(was, Grade.Verified, now, Grade.Evidenced, since);

        Assert.Equal((weight, score), (corrected.RecentWeight, corrected.RecentScore));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void What_was_before_a_restore_is_corrected_without_a_trace_of_today(int since, bool isBefore)
    {
        var restored = Recorded(Enumerable.Repeat((Outcome.Failure, Grade.Verified), 3)) with { BeforeRestore = new Executions(0, 0, 3), RecentWeight = 0, RecentScore = 0 };
        var record = restored.With(Outcome.Failure, Grade.Verified).With(Outcome.Failure, Grade.Verified);

        var corrected = record.Corrected(Outcome.Failure, Grade.Verified, Outcome.Success, Grade.Verified, since);

        Assert.Equal(new Executions(1, 0, 4), corrected.All);
        Assert.Equal(isBefore ? new Executions(1, 0, 2) : new Executions(0, 0, 3), corrected.BeforeRestore);
        Assert.Equal(isBefore ? new Executions(0, 0, 2) : new Executions(1, 0, 1), corrected.SinceRestore);
        Assert.Equal(isBefore ? 0 : Math.Pow(0.9, since), corrected.RecentScore, 12);
    }

    [Fact]
    public void A_success_raises_belief_and_a_failure_lowers_it() =>
        Gen.Select(Reports.List[0, 40], Gen.Enum<Grade>(), Gen.Double[0, 1]).Sample((reports, grade, confidence) =>
        {
            var record = Recorded(reports);
            Assert.True(record.With(Outcome.Success, grade).Belief(confidence) > record.Belief(confidence));
            Assert.True(record.With(Outcome.Failure, grade).Belief(confidence) < record.Belief(confidence));
        });

    [Fact]
    public void Better_known_outcomes_move_belief_further() =>
        Reports.List[0, 40].Sample(reports =>
        {
            var record = Recorded(reports);
            double After(Grade grade) => record.With(Outcome.Success, grade).Belief(0.5);
            Assert.True(After(Grade.Verified) > After(Grade.Evidenced) && After(Grade.Evidenced) > After(Grade.SelfReported));
        });

    [Fact]
    public void The_interval_holds_the_reliability() =>
        Reports.List[1, 200].Sample(reports =>
        {
            var record = Recorded(reports);
            var (low, high) = record.Interval();
            Assert.InRange(record.Total == 0 ? 0.5 : record.Reliability(0), low, high);
            Assert.True(low >= 0 && high <= 1);
        });

    [Fact]
    public void The_interval_of_47_in_50_is_Wilsons()
    {
        var (low, high) = TrackRecord.Of(new Executions(47, 0, 3), Grade.Verified).Interval();

        Assert.Equal(0.838, low, 3);
        Assert.Equal(0.979, high, 3);
    }

    [Fact]
    public void Recent_reliability_sees_drift_that_lifetime_counts_hide()
    {
        var drifted = Recorded([.. Enumerable.Repeat((Outcome.Success, Grade.Evidenced), 90), .. Enumerable.Repeat((Outcome.Failure, Grade.Evidenced), 12)]);

        Assert.True(drifted.Reliability(1) > 0.85);
        Assert.True(drifted.RecentReliability(1) < 0.3);
    }

    [Fact]
    public void Correcting_a_report_gives_the_record_that_there_would_have_been() =>
        Gen.Select(Reports.List[1, 30], Gen.Int[0, 29], Reports).Sample((reports, which, corrected) =>
        {
            which %= reports.Count;
            var was = reports[which];
            // What never counted moves nothing that came before it, so a correction to or from it is no re-run of history.
            if (was.Outcome is Outcome.NotUsed || corrected.Outcome is Outcome.NotUsed)
            {
                return;
            }
            var since = reports.Skip(which + 1).Count(report => report.Outcome is not Outcome.NotUsed);
            var record = Recorded(reports).Corrected(was.Outcome, was.Grade, corrected.Outcome, corrected.Grade, since);
            var expected = Recorded([.. reports.Take(which), corrected, .. reports.Skip(which + 1)]);
            Assert.Equal(expected.Successes, record.Successes);
            Assert.Equal(expected.Partials, record.Partials);
            Assert.Equal(expected.Failures, record.Failures);
            Assert.Equal(expected.RecentReliability(0), record.RecentReliability(0), tolerance: 1e-9);
        });

    static (Tally, Tally, Tally) Counts(TrackRecord record) => (record.Successes, record.Partials, record.Failures);

    static TrackRecord Recorded(IEnumerable<(Outcome Outcome, Grade Grade)> reports) =>
        reports.Aggregate(TrackRecord.Empty, (record, report) => record.With(report.Outcome, report.Grade));
}
