using CsCheck;

namespace SkillMcp.Tests.Changes;

/// <summary>What a store adds to a record is what the record itself would say.</summary>
public sealed class RecordChangeTests
{
    static readonly Gen<Outcome> Outcomes = Gen.Enum<Outcome>();
    static readonly Gen<EvidenceLevel> Levels = Gen.Enum<EvidenceLevel>();

    [Fact]
    public void Added_one_after_another_the_changes_of_executions_make_the_record_of_all() =>
        Gen.Select(Outcomes, Levels).List[0, 30].Sample(told =>
        {
            var changes = told.Select(one => RecordChange.By(Sample.Execution(one.Item1, one.Item2)));
            var added = changes.Aggregate(TrackRecord.Empty, Applied);
            var expected = told.Aggregate(TrackRecord.Empty, (record, one) => record.With(one.Item1, one.Item2));
            Assert.Equal((expected.Successes, expected.Partials, expected.Failures), (added.Successes, added.Partials, added.Failures));
        });

    [Fact]
    public void The_change_between_two_records_makes_the_second_of_the_first() =>
        Gen.Select(Outcomes, Levels).List[1, 20].Sample(told =>
        {
            var before = told.Aggregate(TrackRecord.Empty, (record, one) => record.With(one.Item1, one.Item2));
            var after = before.Corrected(told[0].Item1, told[0].Item2, Outcome.Failure, EvidenceLevel.Verified, told.Count - 1);
            after = after with { BeforeRestore = new ExecutionCounts(1, 0, 2) };

            var change = RecordChange.Between(before, after);

            Assert.Equal(after, Applied(before, change));
            Assert.Equal(before, change.Expected);
        });

    [Fact]
    public void A_skill_that_was_not_used_changes_no_record() =>
        Assert.True(RecordChange.By(Sample.Execution(Outcome.NotUsed, EvidenceLevel.Verified)).IsNone);

    [Theory]
    [InlineData(Outcome.Success, true)]
    [InlineData(Outcome.Partial, false)]
    [InlineData(Outcome.Failure, false)]
    public void Every_execution_is_a_use_and_only_a_success_is_one(Outcome outcome, bool isSuccess)
    {
        var change = RecordChange.By(Sample.Execution(outcome, EvidenceLevel.SelfReported));
        Assert.Equal(Sample.Noon, change.UsedAt);
        Assert.Equal(isSuccess ? Sample.Noon : null, change.SucceededAt);
        Assert.Null(change.Expected);
        Assert.Null(change.Times);
        Assert.False(change.IsNone);
    }

    /// <summary>What every store does with a change.</summary>
    static TrackRecord Applied(TrackRecord record, RecordChange change) => new()
    {
        Successes = record.Successes + change.Successes,
        Partials = record.Partials + change.Partials,
        Failures = record.Failures + change.Failures,
        BeforeRestore = new ExecutionCounts(
            record.BeforeRestore.Successes + change.BeforeRestore.Successes,
            record.BeforeRestore.Partials + change.BeforeRestore.Partials,
            record.BeforeRestore.Failures + change.BeforeRestore.Failures),
    };
}
