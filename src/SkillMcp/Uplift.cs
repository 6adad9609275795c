namespace SkillMcp;

/// <summary>
/// The difference that a skill makes to how tasks end, by intention to treat: all tasks that were to get it against all that were not,
/// whether it was followed or not. The tasks were drawn, so nothing else tells the two apart.
/// </summary>
/// <param name="With">The tasks that it was handed over for.</param>
/// <param name="Without">The tasks that it was withheld from.</param>
/// <param name="Percent">The share of tasks that it was to be withheld from, in percent; 0 if there are no tasks.</param>
sealed record Uplift(ArmCounts With, ArmCounts Without, int Percent)
{
    /// <summary>The least difference that is worth knowing of: a fifth of all tasks ends otherwise.</summary>
    public const double Relevant = 0.2;

    /// <summary>
    /// Of how many tasks it must be known with the skill, and of how many without it, how they ended, before anything is said.
    /// </summary>
    public const int MinKnown = 10;

    // Of 100 skills that make no difference, this many are at some time said to make one, however often one looks.
    const double Error = 0.05;

    // The share of the error that is spent by some number of looks: least is lost at about 50 pairs.
    const double Mixture = 0.13;

    // Half of the skills that lift the share of tasks that end well from .5 to .9 are known to help after this many pairs.
    const int PairsOfGreat = 25;

    // Shares of known ends that differ by less than this may do so by chance.
    const double Uneven = 0.1;

    // Beyond this many times what was seen, how much more it takes is not worth saying.
    const double MaxGrowth = 1_000;

    /// <summary>The difference between the share of tasks that ended well with the skill and that without it.</summary>
    public double Difference => With.Rate - Without.Rate;

    /// <summary>
    /// The 95 % interval of the difference. It holds however often one looks, and whenever one stops looking. Where more is known of one
    /// side, it holds whatever the other is silent about. -1 to 1 where nothing is known of one side.
    /// </summary>
    public (double Low, double High) Interval => IntervalAt(1);

    public UpliftVerdict Verdict => VerdictAt(1);

    /// <summary>
    /// About how many more tasks it takes until something can be said; 0 if something can, null if that cannot be foreseen.
    /// </summary>
    public int? More => Verdict switch
    {
        UpliftVerdict.NotEnough when Math.Min(With.Known, Without.Known) < MinKnown => MoreAtFirst(),
        UpliftVerdict.NotEnough => MoreLikeThese(),
        UpliftVerdict.TooUneven => null,
        _ => 0,
    };

    /// <summary>The difference as it shows in tasks of a skill. Those of another share than most are left out.</summary>
    /// <remarks>
    /// A share that changes with the times would make a difference of the times look like one of the skill.
    /// </remarks>
    public static Uplift Of(IEnumerable<Assignment> assignments)
    {
        var all = assignments.Where(assignment => assignment.IsFirst).GroupBy(assignment => assignment.Percent).Select(OfShare);
        return all.MaxBy(uplift => (Math.Min(uplift.With.Known, uplift.Without.Known), uplift.With.Tasks + uplift.Without.Tasks))
            ?? new Uplift(default, default, Percent: 0);
    }

    static Uplift OfShare(IGrouping<int, Assignment> tasks)
    {
        var withheld = tasks.ToLookup(task => task.IsWithheld);
        return new Uplift(ArmCounts.Of([.. withheld[false]]), ArmCounts.Of([.. withheld[true]]), tasks.Key);
    }

    /// <summary>The verdict if as many times the tasks were seen, ending as those that were.</summary>
    UpliftVerdict VerdictAt(double growth)
    {
        if (growth * Math.Min(With.Known, Without.Known) < MinKnown)
        {
            return UpliftVerdict.NotEnough;
        }
        var verdict = VerdictOf(IntervalAt(growth));
        var isUneven = IsUneven && VerdictOf(IntervalOf(growth, With, Without)) != UpliftVerdict.NotEnough;
        return verdict == UpliftVerdict.NotEnough && isUneven ? UpliftVerdict.TooUneven : verdict;
    }

    static UpliftVerdict VerdictOf((double Low, double High) interval) => interval switch
    {
        { Low: > 0 } => UpliftVerdict.Helps,
        { High: < 0 } => UpliftVerdict.DoesHarm,
        { Low: > -Relevant, High: < Relevant } => UpliftVerdict.NoDifference,
        _ => UpliftVerdict.NotEnough,
    };

    /// <summary>The interval if as many times the tasks were seen, ending as those that were.</summary>
    (double Low, double High) IntervalAt(double growth)
    {
        if (With.Known == 0 || Without.Known == 0)
        {
            return (-1, 1);
        }
        var (plain, worst, best) = (IntervalOf(growth, With, Without), Evened(forSkill: false), Evened(forSkill: true));
        return (
            Math.Min(plain.Low, IntervalOf(growth, worst.With, worst.Without).Low),
            Math.Max(plain.High, IntervalOf(growth, best.With, best.Without).High));
    }

    bool IsUneven => Math.Abs(With.KnownShare - Without.KnownShare) > Uneven;

    /// <summary>
    /// The counts with the end of as large a share known on either side. Where more is known on one side, whoever tells of failures there
    /// may be silent about them on the other: what is known in excess is left out, once as if all of it had ended one way and once as
    /// if it had ended the other (D. S. Lee, 2009, Review of Economic Studies 76:1071-1102).
    /// </summary>
    (ArmCounts With, ArmCounts Without) Evened(bool forSkill)
    {
        var less = With.KnownShare < Without.KnownShare ? With : Without;
        // Where that is no chance, it may be a little more than it seems.
        var share = less.KnownShare - (IsUneven ? Math.Sqrt(less.KnownShare * (1 - less.KnownShare) / less.Tasks) : 0);
        return With.KnownShare < Without.KnownShare
            ? (With, Without.Without(Excess(Without, share), ofSuccesses: forSkill))
            : (With.Without(Excess(With, share), ofSuccesses: !forSkill), Without);
    }

    static int Excess(ArmCounts arm, double share) => Math.Max(0, arm.Known - (int)Math.Round(arm.Tasks * share));

    /// <summary>
    /// Newcombe's interval with a critical value that grows with what was seen, so that it holds at all times at once: that of a normal
    /// mixture (H. Robbins, 1970, Ann. Math. Stat. 41:1397-1409; S. R. Howard et al., 2021, Ann. Statist. 49:1055-1080).
    /// </summary>
    static (double Low, double High) IntervalOf(double growth, ArmCounts with, ArmCounts without)
    {
        if (with.Known == 0 || without.Known == 0)
        {
            return (-1, 1);
        }
        var (first, second) = (growth * with.Known, growth * without.Known);
        return NewcombeInterval.Of((with.Rate, first), (without.Rate, second), CriticalValue(2 / (1 / first + 1 / second)));
    }

    /// <param name="pairs">How many pairs, one with the skill and one without it, tell as much as what was seen.</param>
    static double CriticalValue(double pairs)
    {
        var information = pairs * Mixture;
        return Math.Sqrt((information + 1) / information * Math.Log((information + 1) / (Error * Error)));
    }

    /// <summary>How many more tasks it takes until a great difference would have been seen.</summary>
    int? MoreAtFirst()
    {
        var more = Math.Max(MissingOf(With, 100 - Percent), MissingOf(Without, Percent));
        return double.IsFinite(more) ? (int)Math.Ceiling(more) : null;

        static double MissingOf(ArmCounts arm, int percent)
        {
            // Where nothing is known of a few, the next may be.
            var knownShare = Math.Max(1.0, arm.Known) / Math.Max(1.0, arm.Tasks);
            return Math.Max(0, PairsOfGreat - arm.Known) / (knownShare * percent / 100);
        }
    }

    /// <summary>How many more tasks it takes if they end like those that were seen.</summary>
    int? MoreLikeThese()
    {
        var growth = 1.0;
        while (VerdictAt(growth) == UpliftVerdict.NotEnough && growth < MaxGrowth)
        {
            growth *= 1.02;
        }
        return growth < MaxGrowth ? (int)Math.Ceiling((growth - 1) * (With.Tasks + Without.Tasks)) : null;
    }
}
