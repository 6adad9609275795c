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

    static TrackRecord Recorded(IEnumerable<(Outcome Outcome, Grade Grade)> reports) =>
        reports.Aggregate(TrackRecord.Empty, (record, report) => record.With(report.Outcome, report.Grade));
}
