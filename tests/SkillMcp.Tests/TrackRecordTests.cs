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
        Assert.Equal(0.87, proved, 2);
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
    public void The_interval_holds_the_reliability() =>
        Reports.List[1, 200].Sample(reports =>
        {
            var record = Recorded(reports);
            var (low, high) = record.Interval();
            Assert.InRange(record.Total == 0 ? 0.5 : record.Reliability(0), low, high);
            Assert.True(low >= 0 && high <= 1);
        });

    [Fact]
    public void The_interval_of_nothing_but_successes_ends_at_one()
    {
        for (var n = 1; n <= 500; n++)
        {
            Assert.Equal(1, WilsonInterval.Of(1, n, WilsonInterval.Z95).High);
            Assert.Equal(0, WilsonInterval.Of(0, n, WilsonInterval.Z95).Low);
        }
    }

    [Fact]
    public void The_interval_of_47_in_50_is_Wilsons()
    {
        var (low, high) = TrackRecord.Of(new ExecutionCounts(47, 0, 3), EvidenceLevel.Verified).Interval();

        Assert.Equal(0.838, low, 3);
        Assert.Equal(0.979, high, 3);
    }

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
        });

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
            Assert.Equal(expected, record);
        });

    static readonly Gen<(Outcome Outcome, EvidenceLevel Level)> Executed = Reports.Where(report => report.Outcome is not Outcome.NotUsed);

    static TrackRecord Restored(IEnumerable<(Outcome, EvidenceLevel)> before, IEnumerable<(Outcome Outcome, EvidenceLevel Level)> after)
    {
        var restored = Recorded(before);
        restored = restored with { BeforeRestore = restored.All };
        return after.Aggregate(restored, (record, report) => record.With(report.Outcome, report.Level));
    }

    static readonly Gen<int> UpToTwenty = Gen.Int[0, 20];

    [Fact]
    public void A_record_of_counts_is_believed_as_that_of_as_many_executions() =>
        Gen.Select(UpToTwenty, UpToTwenty, UpToTwenty, Gen.Enum<EvidenceLevel>()).Sample((successes, partials, failures, grade) =>
        {
            var counts = new ExecutionCounts(successes, partials, failures);
            var record = TrackRecord.Of(counts, grade);
            var posterior = new BetaDistribution(1.9 + successes + partials / 2.0, 1.1 + failures + partials / 2.0);
            Assert.Equal(counts, record.All);
            Assert.Equal(posterior.Quantile(0.05), record.Belief(0.7), tolerance: 1e-9);
        });

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
