using CsCheck;

namespace SkillMcp.Tests;

public sealed class UpliftTests
{
    /// <summary>Arms of which something is known.</summary>
    static readonly Gen<ArmCounts> Arm =
        from known in Gen.Int[1, 400]
        from unknown in Gen.Int[0, 100]
        from successes in Gen.Int[0, known]
        select new ArmCounts(known + unknown, known, successes);

    /// <summary>Newcombe 1998, table II, method 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    public void Its_interval_of_a_difference_is_the_published_one(int s1, int n1, int s2, int n2, double low, double high)
    {
        var interval = NewcombeInterval.Of(((double)s1 / n1, n1), ((double)s2 / n2, n2), WilsonInterval.Z95);

        Assert.Equal(low, interval.Low, tolerance: 1e-4);
        Assert.Equal(high, interval.High, tolerance: 1e-4);
    }

    [Fact]
    public void The_interval_holds_the_difference_and_is_wider_than_one_for_a_single_look() =>
        Gen.Select(Arm, Arm).Sample((with, without) =>
        {
            var uplift = new Uplift(with, without, 50);
            var (low, high) = uplift.Interval;
            var once = NewcombeInterval.Of((with.Rate, with.Known), (without.Rate, without.Known), WilsonInterval.Z95);

            Assert.InRange(uplift.Difference, low, high);
            Assert.InRange(low, -1, once.Low);
            Assert.InRange(high, once.High, 1);
        });

    [Fact]
    public void Who_swaps_the_two_sides_turns_the_interval_and_the_verdict_round() =>
        Gen.Select(Arm, Arm).Sample((one, other) =>
        {
            var (uplift, turned) = (new Uplift(one, other, 50), new Uplift(other, one, 50));

            Assert.Equal(uplift.Interval.Low, -turned.Interval.High, tolerance: 1e-12);
            Assert.Equal(uplift.Verdict, turned.Verdict switch
            {
                UpliftVerdict.Helps => UpliftVerdict.DoesHarm,
                UpliftVerdict.DoesHarm => UpliftVerdict.Helps,
                var same => same,
            });
        });

    [Fact]
    public void The_more_is_seen_the_narrower_the_interval() =>
        Gen.Select(Arm, Arm, Gen.Int[2, 9]).Sample((one, other, times) =>
        {
            var (with, without) = (one with { Tasks = one.Known }, other with { Tasks = other.Known });
            var more = new Uplift(Times(with, times), Times(without, times), 50);
            Assert.True(Width(more) < Width(new Uplift(with, without, 50)));
        });

    [Fact]
    public void A_verdict_agrees_with_the_interval() =>
        Gen.Select(Arm, Arm).Sample((with, without) =>
        {
            var uplift = new Uplift(with, without, 50);
            Assert.True(uplift.Verdict switch
            {
                UpliftVerdict.Helps => uplift.Interval.Low > 0,
                UpliftVerdict.DoesHarm => uplift.Interval.High < 0,
                UpliftVerdict.NoDifference => uplift.Interval is { Low: > -Uplift.Relevant, High: < Uplift.Relevant },
                _ => true,
            });
        });

    [Fact]
    public void What_is_not_known_of_one_side_alone_proves_nothing()
    {
        // Nobody tells of a failure without the skill.
        var silent = new Uplift(new ArmCounts(300, 300, 270), new ArmCounts(100, 60, 60), 25);
        Assert.Equal(UpliftVerdict.TooUneven, silent.Verdict);
        Assert.Null(silent.More);

        // As much is not known on both sides: what is left is drawn as before.
        var even = new Uplift(new ArmCounts(300, 180, 162), new ArmCounts(100, 60, 30), 25);
        Assert.Equal(UpliftVerdict.Helps, even.Verdict);
    }

    [Theory]
    [InlineData(60, 54, 60, 30, UpliftVerdict.Helps)]
    [InlineData(60, 30, 60, 54, UpliftVerdict.DoesHarm)]
    [InlineData(200, 180, 200, 180, UpliftVerdict.NoDifference)]
    [InlineData(60, 48, 60, 36, UpliftVerdict.NotEnough)]
    [InlineData(9, 9, 9, 0, UpliftVerdict.NotEnough)]
    [InlineData(0, 0, 0, 0, UpliftVerdict.NotEnough)]
    public void What_is_said_of_so_many_tasks(int with, int withSuccesses, int without, int withoutSuccesses, object verdict) =>
        Assert.Equal(
            (UpliftVerdict)verdict,
            new Uplift(new ArmCounts(with, with, withSuccesses), new ArmCounts(without, without, withoutSuccesses), 50).Verdict);

    [Fact]
    public void How_many_more_tasks_it_takes_is_about_right()
    {
        var uplift = new Uplift(new ArmCounts(60, 60, 48), new ArmCounts(60, 60, 36), 50);

        var growth = (120 + uplift.More!.Value) / 120.0;
        Assert.Equal(UpliftVerdict.Helps, new Uplift(Times(uplift.With, growth), Times(uplift.Without, growth), 50).Verdict);
        Assert.InRange(uplift.More.Value, 60, 240);
        // At 10 %, 25 tasks without the skill are 250.
        Assert.Equal(250, new Uplift(default, default, 10).More);
        Assert.Null(new Uplift(default, default, 100).More);
    }

    [Fact]
    public void Tasks_of_another_share_are_not_mixed_in_and_what_is_asked_again_is_not_counted_again()
    {
        var tasks = Tasks(10, withheld: false, 30, Outcome.Success).Concat(Tasks(10, withheld: true, 30, Outcome.Failure)).ToList();
        var again = tasks.Select(task => task with { Retrieval = Guid.CreateVersion7() });
        var others = Tasks(50, withheld: true, 12, Outcome.Success).Concat(Tasks(50, withheld: false, 12, Outcome.Success));

        var uplift = Uplift.Of([.. tasks, .. again, .. others]);

        Assert.Equal((new ArmCounts(30, 30, 30), new ArmCounts(30, 30, 0), 10), (uplift.With, uplift.Without, uplift.Percent));
    }

    static ArmCounts Times(ArmCounts arm, double times) => new(
        (int)Math.Round(times * arm.Tasks), (int)Math.Round(times * arm.Known), (int)Math.Round(times * arm.Successes));

    static double Width(Uplift uplift) => uplift.Interval.High - uplift.Interval.Low;

    static IEnumerable<Assignment> Tasks(int percent, bool withheld, int count, Outcome outcome) =>
        Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).Select(id => new Assignment
        {
            Retrieval = id,
            First = id,
            Skill = Guid.Empty,
            Version = 1,
            IsWithheld = withheld,
            Percent = percent,
            At = Sample.Noon,
            Outcome = outcome,
        });
}
