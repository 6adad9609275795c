namespace SkillMcp.Tests.Changes;

/// <summary>Whether a report is counted, corrects an earlier one or adds nothing.</summary>
public sealed class ReportChangesTests
{
    readonly Skill skill = Sample.Skill(Sample.Procedure("deploy the shop"));

    public static TheoryData<Outcome, EvidenceLevel, Outcome, EvidenceLevel, object> Pairs => new()
    {
        // At the same level another outcome is a correction, and the same one a repetition.
        { Outcome.Success, EvidenceLevel.SelfReported, Outcome.Failure, EvidenceLevel.SelfReported, Counted.Corrected },
        { Outcome.Success, EvidenceLevel.SelfReported, Outcome.Success, EvidenceLevel.SelfReported, Counted.Unchanged },
        { Outcome.Failure, EvidenceLevel.Verified, Outcome.Success, EvidenceLevel.Verified, Counted.Corrected },
        // A higher level is a correction even of the same outcome.
        { Outcome.Success, EvidenceLevel.SelfReported, Outcome.Success, EvidenceLevel.Evidenced, Counted.Corrected },
        { Outcome.Failure, EvidenceLevel.Evidenced, Outcome.Success, EvidenceLevel.Verified, Counted.Corrected },
        // A lower level never is.
        { Outcome.Success, EvidenceLevel.Verified, Outcome.Failure, EvidenceLevel.Evidenced, Counted.Outweighed },
        { Outcome.Failure, EvidenceLevel.Evidenced, Outcome.Success, EvidenceLevel.SelfReported, Counted.Outweighed },
        { Outcome.Success, EvidenceLevel.Verified, Outcome.Success, EvidenceLevel.Evidenced, Counted.Unchanged },
    };

    [Fact]
    public void The_first_report_is_counted_and_noted()
    {
        var execution = Run(Outcome.Success, EvidenceLevel.Evidenced);

        var (counted, change) = Report(execution);

        Assert.Equal(Counted.New, counted);
        var one = Assert.Single(change!.Skills);
        Assert.Equal([execution], one.AddedExecutions);
        Assert.Null(one.Correction);
        Assert.Equal(new Tally(0, 1, 0), one.Record.Successes);
        Assert.Equal(new Tally(0, 1, 0), one.After!.Record.Successes);
        Assert.Equal((Sample.Noon, Sample.Noon), (one.After.LastUsedAt, one.After.LastSucceededAt));
        Assert.Equal((AuditedAct.Recorded, "success of version 1, evidenced"), Noted(change));
    }

    [Fact]
    public void A_report_of_an_earlier_hour_does_not_move_the_times_back()
    {
        var used = skill with { LastUsedAt = Sample.Noon.AddHours(1), LastSucceededAt = Sample.Noon.AddHours(-1) };

        var change = ReportChanges.Decide(used, Run(Outcome.Success), new ReportHistory(null, [], [])).Change!;

        Assert.Equal(Sample.Noon.AddHours(1), change.Skills[0].After!.LastUsedAt);
        Assert.Equal(Sample.Noon, change.Skills[0].After!.LastSucceededAt);
    }

    [Fact]
    public void A_skill_that_was_not_used_gets_no_use()
    {
        var change = Report(Run(Outcome.NotUsed)).Change!;

        Assert.Null(change.Skills[0].After!.LastUsedAt);
        Assert.Equal(0, change.Skills[0].After!.Record.Total);
        Assert.True(change.Skills[0].Record.IsNone);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_second_report_counts_by_its_evidence_level(
        Outcome was, EvidenceLevel wasLevel, Outcome then, EvidenceLevel thenLevel, object expected)
    {
        var earlier = Run(was, wasLevel);
        var later = Run(then, thenLevel);

        var (counted, change) = Report(later, earlier);

        Assert.Equal((Counted)expected, counted);
        if ((Counted)expected is Counted.Unchanged or Counted.Outweighed)
        {
            Assert.Null(change);
            return;
        }
        var one = change!.Skills[0];
        Assert.Equal(earlier, one.Correction!.Earlier);
        Assert.Equal(later, one.Correction.Execution);
        Assert.Equal(TrackRecord.Empty.With(then, thenLevel).All, one.After!.Record.All);
        Assert.Equal(SkillAfter(earlier).Record, one.Record.Expected);
        Assert.Equal(
            (AuditedAct.Recorded, $"{EnumName.Of(then)} of version 1, {EnumName.Of(thenLevel)}, was {EnumName.Of(was)}"), Noted(change));
    }

    [Fact]
    public void Of_a_report_that_does_not_count_the_notes_are_added_each_line_once()
    {
        var earlier = Run(Outcome.Success, EvidenceLevel.Verified) with { Notes = "It took an hour.\nThe cache was cold." };
        var later = Run(Outcome.Failure) with { Notes = "The cache was cold.\nThe token had expired." };

        var (counted, change) = Report(later, earlier);

        Assert.Equal(Counted.Outweighed, counted);
        var one = change!.Skills[0];
        Assert.Equal("It took an hour.\nThe cache was cold.\nThe token had expired.", one.Correction!.Execution.Notes);
        Assert.Equal(earlier with { Notes = one.Correction.Execution.Notes }, one.Correction.Execution);
        Assert.True(one.Record.IsNone);
        Assert.Empty(change.Audit);
    }

    [Fact]
    public void A_success_of_another_text_than_the_one_that_failed_is_another_execution()
    {
        var failed = Run(Outcome.Failure) with { Version = 1 };
        var mended = Run(Outcome.Success) with { Version = 2 };

        Assert.Null(ReportChanges.EarlierOf(mended, [failed]));
        Assert.Null(ReportChanges.EarlierOf(mended with { Way = 1 }, [failed]));
        Assert.Same(failed, ReportChanges.EarlierOf(mended with { Version = 1 }, [failed]));
        Assert.Same(failed, ReportChanges.EarlierOf(mended with { Outcome = Outcome.Failure }, [failed]));
        Assert.Same(mended, ReportChanges.EarlierOf(failed, [mended]));
    }

    [Fact]
    public void A_correction_keeps_the_task_version_and_retrieval_that_only_the_first_report_had()
    {
        var earlier = Run(Outcome.Success) with { Task = "deploy the shop", Version = 3, Retrieval = Guid.CreateVersion7() };
        var later = Run(Outcome.Failure) with { Version = 4 };

        var corrected = Report(later, earlier).Change!.Skills[0].Correction!.Execution;

        Assert.Equal(("deploy the shop", 3, earlier.Retrieval), (corrected.Task, corrected.Version, corrected.Retrieval));
    }

    [Fact]
    public void A_correction_with_a_task_of_its_own_keeps_that_and_the_version_of_the_first_report()
    {
        var earlier = Run(Outcome.Success) with { Task = "deploy the shop", Version = 3 };
        var later = Run(Outcome.Failure) with { Task = "deploy the web shop", Version = 4 };

        var corrected = Report(later, earlier).Change!.Skills[0].Correction!.Execution;

        Assert.Equal(("deploy the web shop", 3), (corrected.Task, corrected.Version));
    }

    [Fact]
    public void A_corrected_success_moves_the_times_back_to_the_last_one_that_stands()
    {
        var first = Run(Outcome.Success) with { At = Sample.Noon.AddHours(-5) };
        var second = Run(Outcome.Success);
        var known = ReportChanges.With(ReportChanges.With(skill, first), second);

        var change = ReportChanges.Decide(known, Run(Outcome.Failure), new ReportHistory(second, [], [second, first])).Change!;

        Assert.Equal(new UseTimes(Sample.Noon, first.At), change.Skills[0].Record.Times);
        Assert.Equal(first.At, change.Skills[0].After!.LastSucceededAt);
    }

    [Fact]
    public void A_skill_that_brought_its_record_was_used_at_the_latest_when_it_was_added()
    {
        var only = Run(Outcome.Success);
        var brought = skill with { Record = TrackRecord.Of(new ExecutionCounts(4, 0, 0), EvidenceLevel.SelfReported) };
        var known = ReportChanges.With(brought, only) with { CreatedAt = Sample.Noon.AddDays(-1) };

        var change = ReportChanges.Decide(known, Run(Outcome.NotUsed), new ReportHistory(only, [], [only])).Change!;

        Assert.Equal(new UseTimes(known.CreatedAt, known.CreatedAt), change.Skills[0].Record.Times);
    }

    [Fact]
    public void A_task_that_a_skill_served_is_remembered_and_displaces_the_same_one()
    {
        var before = PastTask.Of(Run(Outcome.Success) with { Task = "deploy the shop" })!;
        var execution = Run(Outcome.Success) with { Task = "Deploy the shop" };

        var tasks = ReportChanges.Decide(skill, execution, new ReportHistory(null, [before], [])).Change!.Skills[0].Tasks;

        Assert.Equal([execution.Id], tasks.Added);
        Assert.Equal([before.Execution], tasks.Removed);
        Assert.False(tasks.IsAll);
    }

    [Theory]
    [InlineData(Outcome.Failure, "deploy the shop")]
    [InlineData(Outcome.Success, "")]
    public void Of_a_failure_or_without_a_task_none_is_remembered(Outcome outcome, string task) =>
        Assert.True(Report(Run(outcome) with { Task = task }).Change!.Skills[0].Tasks.IsUnchanged);

    [Fact]
    public void A_task_whose_run_turns_out_to_have_failed_is_no_longer_one_that_the_skill_served()
    {
        var other = Run(Outcome.Success) with { Task = "release the shop" };
        var earlier = Run(Outcome.Success) with { Task = "deploy the shop" };

        var known = ReportChanges.With(ReportChanges.With(skill, other), earlier);
        var tasks = ReportChanges.Decide(known, Run(Outcome.Failure), new ReportHistory(earlier, [], [earlier, other])).Change!
            .Skills[0].Tasks;

        Assert.Equal([other.Id], tasks.Added);
        Assert.True(tasks.IsAll);
    }

    Reported Report(Execution execution) => ReportChanges.Decide(skill, execution, new ReportHistory(null, [], []));

    /// <summary>A report on the only execution of the skill.</summary>
    Reported Report(Execution execution, Execution earlier) =>
        ReportChanges.Decide(SkillAfter(earlier), execution, new ReportHistory(earlier, [], [earlier]));

    Skill SkillAfter(Execution execution) => ReportChanges.With(skill, execution);

    Execution Run(Outcome outcome, EvidenceLevel level = EvidenceLevel.SelfReported) => Sample.Execution(outcome, level, skill.Id);

    static (AuditedAct, string) Noted(MemoryChange change)
    {
        var note = Assert.Single(change.Audit);
        return (note.Act, note.Detail);
    }
}
