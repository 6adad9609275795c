namespace SkillMcp.Tests;

public sealed class RetirementTests
{
    static readonly SkillMemoryOptions Options = new();

    [Fact]
    public void Nine_failures_retire_nothing_and_the_tenth_does()
    {
        Assert.Equal(Lifecycle.Active, After(Failed(9)));
        Assert.Equal(Lifecycle.Archived(Lifecycle.Unreliable), After(Failed(10)));
    }

    [Fact]
    public void Thirty_percent_is_enough_to_stay() =>
        Assert.Equal(Lifecycle.Active, After([.. Failed(7), Outcome.Success, Outcome.Success, Outcome.Success]));

    [Fact]
    public void A_long_good_record_does_not_hide_that_it_stopped_working() =>
        Assert.Equal(Lifecycle.Unreliable, After([.. Enumerable.Repeat(Outcome.Success, 100), .. Failed(12)]).Reason);

    [Fact]
    public void What_was_verified_to_work_lately_is_disputed_and_stays()
    {
        var lately = new[] { Sample.Execution(Outcome.Success, EvidenceLevel.Verified) };

        Assert.Equal(Lifecycle.Active with { Reason = Lifecycle.Disputed }, Retirement.After(Skill(Failed(12)), lately, Options));
    }

    [Fact]
    public void What_a_skill_came_with_speaks_for_it_until_twenty_others_were_reported()
    {
        var brought = TrackRecord.Of(new ExecutionCounts(47, 0, 3), EvidenceLevel.Verified);
        var failing = Skill([]) with
        {
            Record = Enumerable.Repeat(0, 30).Aggregate(brought, (record, _) => record.With(Outcome.Failure, EvidenceLevel.SelfReported)),
        };
        IReadOnlyList<Execution> Failures(int times) =>
            [.. Enumerable.Range(0, times).Select(_ => Sample.Execution(Outcome.Failure, EvidenceLevel.SelfReported))];

        Assert.Equal(Lifecycle.Disputed, Retirement.After(failing, Failures(11), Options).Reason);
        Assert.Equal(Lifecycle.Disputed, Retirement.After(failing, Failures(19), Options).Reason);
        Assert.Equal(Lifecycle.Unreliable, Retirement.After(failing, Failures(20), Options).Reason);
    }

    [Fact]
    public void Verified_failures_retire_what_was_once_verified_to_work()
    {
        var lately = Enumerable.Repeat(Sample.Execution(Outcome.Failure, EvidenceLevel.Verified), 10)
            .Append(Sample.Execution(Outcome.Success, EvidenceLevel.Verified))
            .ToList();

        Assert.Equal(Status.Archived, Retirement.After(Skill(Failed(12)), lately, Options).Status);
    }

    [Theory]
    [InlineData(Status.Archived)]
    [InlineData(Status.Quarantined)]
    public void What_is_out_of_use_stays_as_it_is(Status status)
    {
        var lifecycle = new Lifecycle { Status = status, Reason = "x" };

        Assert.Equal(lifecycle, Retirement.After(Skill(Failed(30)) with { Lifecycle = lifecycle }, [], Options));
    }

    [Fact]
    public void A_verified_success_must_not_be_outweighed_by_verified_failures()
    {
        IReadOnlyList<Execution> Lately(int failures, int partials, int successes) =>
        [
            .. Enumerable.Repeat(Sample.Execution(Outcome.Failure, EvidenceLevel.Verified), failures),
            .. Enumerable.Repeat(Sample.Execution(Outcome.Partial, EvidenceLevel.Verified), partials),
            .. Enumerable.Repeat(Sample.Execution(Outcome.Success, EvidenceLevel.Verified), successes),
            .. Enumerable.Repeat(Sample.Execution(Outcome.Success, EvidenceLevel.SelfReported), 30),
        ];

        Assert.Equal(Status.Active, Retirement.After(Skill(Failed(12)), Lately(7, 0, 3), Options).Status);
        Assert.Equal(Status.Archived, Retirement.After(Skill(Failed(12)), Lately(8, 0, 3), Options).Status);
        Assert.Equal(Status.Active, Retirement.After(Skill(Failed(12)), Lately(6, 2, 2), Options).Status);
        Assert.Equal(Status.Archived, Retirement.After(Skill(Failed(12)), Lately(0, 9, 0), Options).Status);
    }

    [Fact]
    public void Of_what_it_came_with_and_what_was_seen_the_more_counts()
    {
        var skill = Skill(Failed(12)) with
        {
            Record = Record(Failed(12)) with
            {
                Successes = new Tally(1, 0, 0),
                Partials = new Tally(1, 0, 0),
                Failures = new Tally(5, 0, 7),
            },
        };

        // 1 success, 1 partial success and 5 failures are 21 %; where a second success was seen, 31 %.
        Assert.Equal(Status.Archived, Retirement.After(skill, [], Options).Status);
        var successes = Enumerable.Repeat(Sample.Execution(Outcome.Success, EvidenceLevel.Verified), 2);
        var failures = Enumerable.Repeat(Sample.Execution(Outcome.Failure, EvidenceLevel.Verified), 6);
        Assert.Equal(Status.Active, Retirement.After(skill, [.. successes], Options).Status);
        Assert.Equal(Status.Archived, Retirement.After(skill, [.. successes, .. failures], Options).Status);
    }

    [Fact]
    public void A_restored_skill_starts_afresh()
    {
        var record = Record(Failed(30)) with { BeforeRestore = new ExecutionCounts(0, 0, 30), RecentWeight = 0, RecentScore = 0 };
        var restored = Skill(Failed(30)) with { Record = record };

        Assert.Equal(Lifecycle.Active, Retirement.After(restored, [], Options));
        Assert.Equal(Lifecycle.Active, Retirement.After(restored with { Record = Fail(record, 9) }, [], Options));
        Assert.Equal(Lifecycle.Unreliable, Retirement.After(restored with { Record = Fail(record, 10) }, [], Options).Reason);

        static TrackRecord Fail(TrackRecord record, int times) =>
            Failed(times).Aggregate(record, (sum, outcome) => sum.With(outcome, EvidenceLevel.SelfReported));
    }

    [Fact]
    public void Recent_failures_alone_retire_a_skill_once_there_are_enough_executions()
    {
        // Lifetime reliability is a half; the recent one is under 30 %.
        Outcome[] outcomes = [.. Enumerable.Repeat(Outcome.Success, 12), .. Failed(12)];

        Assert.Equal(Lifecycle.Unreliable, After(outcomes).Reason);
        Assert.Equal(Lifecycle.Active, Retirement.After(Skill(outcomes), [], Options with { RetireAfter = 25 }));
        Assert.Equal(Lifecycle.Unreliable, Retirement.After(Skill(outcomes), [], Options with { RetireAfter = 24 }).Reason);
    }

    [Theory]
    [InlineData(3, 0, 7, true)]
    [InlineData(2, 1, 7, false)]
    [InlineData(2, 2, 6, true)]
    [InlineData(0, 10, 0, false)]
    [InlineData(1, 0, 0, true)]
    [InlineData(0, 0, 0, false)]
    public void It_is_disputed_where_thirty_percent_of_the_verified_worked_and_one_wholly(
        int successes, int partials, int failures, bool disputed)
    {
        Execution[] recent =
        [
            .. Enumerable.Repeat(Sample.Execution(Outcome.Success, EvidenceLevel.Verified), successes),
            .. Enumerable.Repeat(Sample.Execution(Outcome.Partial, EvidenceLevel.Verified), partials),
            .. Enumerable.Repeat(Sample.Execution(Outcome.Failure, EvidenceLevel.Verified), failures),
            Sample.Execution(Outcome.Success, EvidenceLevel.Evidenced),
        ];

        Assert.Equal(disputed ? Lifecycle.Disputed : Lifecycle.Unreliable, Retirement.After(Skill(Failed(12)), recent, Options).Reason);
    }

    [Fact]
    public void What_is_not_active_stays_as_it_is()
    {
        foreach (var lifecycle in new[] { Lifecycle.Archived(Lifecycle.Outdated), Lifecycle.Quarantined("doubtful: not approved") })
        {
            Assert.Equal(lifecycle, Retirement.After(Skill(Failed(30)) with { Lifecycle = lifecycle }, [], Options));
        }
    }

    [Fact]
    public void A_pinned_skill_is_never_retired() =>
        Assert.Equal(Lifecycle.Active, Retirement.After(Skill(Failed(30)) with { Pinned = true }, [], Options));

    [Fact]
    public void Successes_end_a_dispute()
    {
        var disputed = Skill([.. Failed(12), .. Enumerable.Repeat(Outcome.Success, 40)]) with
        {
            Lifecycle = Lifecycle.Active with { Reason = Lifecycle.Disputed },
        };

        Assert.Equal(Lifecycle.Active, Retirement.After(disputed, [], Options));
    }

    static Lifecycle After(IReadOnlyList<Outcome> outcomes) => Retirement.After(Skill(outcomes), [], Options);

    static Outcome[] Failed(int times) => [.. Enumerable.Repeat(Outcome.Failure, times)];

    static TrackRecord Record(IReadOnlyList<Outcome> outcomes) =>
        outcomes.Aggregate(TrackRecord.Empty, (record, outcome) => record.With(outcome, EvidenceLevel.SelfReported));

    static Skill Skill(IReadOnlyList<Outcome> outcomes) => new()
    {
        Id = Guid.NewGuid(),
        Name = SkillName.Parse("x"),
        Procedure = new Procedure { Title = "x", Description = "x" },
        Record = Record(outcomes),
        Source = Source.Learned,
        Provenance = new Provenance(Author.Agent),
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
