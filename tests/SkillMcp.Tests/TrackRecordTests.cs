using CsCheck;

namespace SkillMcp.Tests;

public sealed class TrackRecordTests
{
    static readonly Gen<(Outcome Outcome, EvidenceLevel Level)> Reports =
        Gen.Select(Gen.Enum<Outcome>(), Gen.Enum<EvidenceLevel>());

    [Fact]
    public void Reliability_is_the_formula_of_the_seed()
    {
        Assert.Equal(0.94, TrackRecord.Of(new ExecutionCounts(47, 0, 3), EvidenceLevel.Verified).Reliability(1), 12);
        Assert.Equal((23 + 2.5) / 32, TrackRecord.Of(new ExecutionCounts(23, 5, 4), EvidenceLevel.SelfReported).Reliability(1), 12);
        Assert.Equal(0.7, TrackRecord.Empty.Reliability(0.7));
    }

    [Fact]
    public void Proved_outranks_untried_even_when_not_verified()
    {
        var untried = TrackRecord.Empty.Belief(1);
        var proved = TrackRecord.Of(new ExecutionCounts(47, 0, 3), EvidenceLevel.SelfReported).Belief(1);

        Assert.Equal(0.4, untried, 1);
        Assert.Equal(0.7, proved, 1);
    }

    [Fact]
    public void A_success_raises_belief_and_a_failure_lowers_it() =>
        Gen.Select(Reports.List[0, 40], Gen.Enum<EvidenceLevel>(), Gen.Double[0, 1]).Sample((reports, grade, confidence) =>
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
            double After(EvidenceLevel grade) => record.With(Outcome.Success, grade).Belief(0.5);
            Assert.True(After(EvidenceLevel.Verified) > After(EvidenceLevel.Evidenced)
                && After(EvidenceLevel.Evidenced) > After(EvidenceLevel.SelfReported));
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
        var (low, high) = TrackRecord.Of(new ExecutionCounts(47, 0, 3), EvidenceLevel.Verified).Interval();

        Assert.Equal(0.838, low, 3);
        Assert.Equal(0.979, high, 3);
    }

    [Fact]
    public void Recent_reliability_sees_drift_that_lifetime_counts_hide()
    {
        var drifted = Recorded(
        [
            .. Enumerable.Repeat((Outcome.Success, EvidenceLevel.Evidenced), 90),
            .. Enumerable.Repeat((Outcome.Failure, EvidenceLevel.Evidenced), 12),
        ]);

        Assert.True(drifted.Reliability(1) > 0.85);
        Assert.True(drifted.RecentReliability(1) < 0.3);
    }

    [Fact]
    public void Correcting_a_report_gives_the_record_that_there_would_have_been() =>
        Gen.Select(Reports.List[1, 30], Gen.Int[0, 29], Reports).Sample((reports, which, corrected) =>
        {
            which %= reports.Count;
            var was = reports[which];
            // A report that does not count leaves what came before it as it is.
            // So the record after a correction to or from such a report is not the record of the corrected reports.
            if (was.Outcome is Outcome.NotUsed || corrected.Outcome is Outcome.NotUsed)
            {
                return;
            }
            var since = reports.Skip(which + 1).Count(report => report.Outcome is not Outcome.NotUsed);
            var record = Recorded(reports).Corrected(was.Outcome, was.Level, corrected.Outcome, corrected.Level, since);
            var expected = Recorded([.. reports.Take(which), corrected, .. reports.Skip(which + 1)]);
            Assert.Equal(expected.Successes, record.Successes);
            Assert.Equal(expected.Partials, record.Partials);
            Assert.Equal(expected.Failures, record.Failures);
            Assert.Equal(expected.RecentReliability(0), record.RecentReliability(0), tolerance: 1e-9);
        });

    [Fact]
    public void Correcting_any_report_gives_the_counts_that_there_would_have_been() =>
        Gen.Select(Reports.List[1, 30], Gen.Int[0, 29], Reports).Sample((reports, which, corrected) =>
        {
            which %= reports.Count;
            var was = reports[which];
            var since = reports.Skip(which + 1).Count(report => report.Outcome is not Outcome.NotUsed);
            var record = Recorded(reports).Corrected(was.Outcome, was.Level, corrected.Outcome, corrected.Level, since);
            var expected = Recorded([.. reports.Take(which), corrected, .. reports.Skip(which + 1)]);
            Assert.Equal((expected.Successes, expected.Partials, expected.Failures), (record.Successes, record.Partials, record.Failures));
            Assert.True(record.RecentScore >= 0 && record.RecentScore <= record.RecentWeight + 1e-9);
        });

    [Fact]
    public void A_report_that_no_longer_counts_takes_its_own_weight_and_score_along()
    {
        var record = Recorded([
            (Outcome.Success, EvidenceLevel.Verified),
            (Outcome.Success, EvidenceLevel.Verified),
            (Outcome.Failure, EvidenceLevel.Verified),
        ]);

        var corrected = record.Corrected(Outcome.Success, EvidenceLevel.Verified, Outcome.NotUsed, EvidenceLevel.SelfReported, since: 1);

        Assert.Equal(1 + 0.81, corrected.RecentWeight, 12);
        Assert.Equal(0.81, corrected.RecentScore, 12);
        var again = corrected.Corrected(Outcome.NotUsed, EvidenceLevel.SelfReported, Outcome.Partial, EvidenceLevel.Verified, since: 1);
        Assert.Equal(record.RecentWeight, again.RecentWeight, 12);
    }

    [Fact]
    public void Correcting_a_report_after_a_restore_moves_the_side_that_it_is_on() =>
        Gen.Select(Executed.List[1, 12], Executed.List[0, 12], Gen.Int[0, 23], Executed).Sample((before, after, which, corrected) =>
        {
            (Outcome Outcome, EvidenceLevel Level)[] reports = [.. before, .. after];
            which %= reports.Length;
            var was = reports[which];
            var since = reports.Length - which - 1;

            var record = Restored(before, after).Corrected(was.Outcome, was.Level, corrected.Outcome, corrected.Level, since);

            reports[which] = corrected;
            var expected = Restored(reports[..before.Count], reports[before.Count..]);
            Assert.Equal(expected with { RecentScore = 0 }, record with { RecentScore = 0 });
            Assert.Equal(expected.RecentScore, record.RecentScore, tolerance: 1e-9);
        });

    static readonly Gen<(Outcome Outcome, EvidenceLevel Level)> Executed = Reports.Where(report => report.Outcome is not Outcome.NotUsed);

    static TrackRecord Restored(IEnumerable<(Outcome, EvidenceLevel)> before, IEnumerable<(Outcome Outcome, EvidenceLevel Level)> after)
    {
        var restored = Recorded(before) with { RecentWeight = 0, RecentScore = 0 };
        restored = restored with { BeforeRestore = restored.All };
        return after.Aggregate(restored, (record, report) => record.With(report.Outcome, report.Level));
    }

    static readonly Gen<int> UpToTwenty = Gen.Int[0, 20];

    [Fact]
    public void A_record_of_counts_has_the_recent_weight_of_as_many_executions() =>
        Gen.Select(UpToTwenty, UpToTwenty, UpToTwenty, Gen.Enum<EvidenceLevel>()).Sample((successes, partials, failures, grade) =>
        {
            var counts = new ExecutionCounts(successes, partials, failures);
            var record = TrackRecord.Of(counts, grade);
            var executed = Recorded(Enumerable.Repeat((Outcome.Success, grade), counts.Total));
            Assert.Equal(counts, record.All);
            Assert.Equal(executed.RecentWeight, record.RecentWeight, tolerance: 1e-9);
            Assert.Equal(record.Reliability(0.7), record.RecentReliability(0.7), tolerance: 1e-9);
        });

    [Theory]
    [InlineData(Outcome.Success, EvidenceLevel.Verified, 1, 0)]
    [InlineData(Outcome.Success, EvidenceLevel.Evidenced, 0.5, 0)]
    [InlineData(Outcome.Success, EvidenceLevel.SelfReported, 0.25, 0)]
    [InlineData(Outcome.Partial, EvidenceLevel.Verified, 0.5, 0.5)]
    [InlineData(Outcome.Partial, EvidenceLevel.Evidenced, 0.25, 0.25)]
    [InlineData(Outcome.Partial, EvidenceLevel.SelfReported, 0.125, 0.25)]
    [InlineData(Outcome.Failure, EvidenceLevel.Verified, 0, 1)]
    [InlineData(Outcome.Failure, EvidenceLevel.Evidenced, 0, 0.5)]
    [InlineData(Outcome.Failure, EvidenceLevel.SelfReported, 0, 0.5)]
    [InlineData(Outcome.NotUsed, EvidenceLevel.Verified, 0, 0)]
    public void Belief_is_the_quantile_of_the_posterior(Outcome outcome, EvidenceLevel grade, double success, double failure)
    {
        foreach (var confidence in new[] { 0, 0.3, 1 })
        {
            var posterior = new BetaDistribution(0.5 + 2 * confidence + 3 * success, 0.5 + 2 * (1 - confidence) + 3 * failure);
            var record = Recorded(Enumerable.Repeat((outcome, grade), 3));

            Assert.Equal(posterior.Quantile(0.05), record.Belief(confidence), 9);
            Assert.Equal(posterior.Mean, record.Posterior(confidence).Mean, 12);
        }
    }

    [Fact]
    public void The_interval_is_everything_without_executions_and_stays_within_0_and_1()
    {
        Assert.Equal((0.0, 1.0), TrackRecord.Empty.Interval());
        var low = TrackRecord.Of(new ExecutionCounts(0, 0, 5), EvidenceLevel.Verified).Interval();
        var high = TrackRecord.Of(new ExecutionCounts(5, 0, 0), EvidenceLevel.Verified).Interval();

        Assert.Equal(0, low.Low, 12);
        Assert.Equal(0.434, low.High, 3);
        Assert.Equal(0.566, high.Low, 3);
        Assert.Equal(1, high.High, 12);
    }

    [Fact]
    public void Records_are_added_and_taken_apart_by_their_counts() =>
        Gen.Select(Reports.List[0, 20], Reports.List[0, 20], Reports.List[0, 20]).Sample((one, other, third) =>
        {
            var all = Recorded([.. one, .. other, .. third]);
            Assert.Equal(TrackRecord.Empty.Plus(Recorded(one)), all.Minus([Recorded(other), Recorded(third)]));
        });

    static TrackRecord Recorded(IEnumerable<(Outcome Outcome, EvidenceLevel Level)> reports) =>
        reports.Aggregate(TrackRecord.Empty, (record, report) => record.With(report.Outcome, report.Level));
}
