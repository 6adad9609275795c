namespace SkillMcp;

/// <summary>How the tasks ended that a skill was handed over for, or those that it was withheld from.</summary>
/// <param name="Tasks">How many there are.</param>
/// <param name="Known">Of how many it is known how they ended.</param>
/// <param name="Successes">How many ended well; what ended well in part did not.</param>
readonly record struct ArmCounts(int Tasks, int Known, int Successes)
{
    /// <summary>Of how many it is not known how they ended.</summary>
    public int Unknown => Tasks - Known;

    /// <summary>The share of those with a known end that ended well; 0 if there are none.</summary>
    public double Rate => Known == 0 ? 0 : (double)Successes / Known;

    /// <summary>The share of which it is known how they ended.</summary>
    public double KnownShare => Tasks == 0 ? 0 : (double)Known / Tasks;

    /// <summary>The counts of some tasks.</summary>
    public static ArmCounts Of(IReadOnlyCollection<Assignment> tasks) => new(
        tasks.Count, tasks.Count(task => task.Outcome is not null), tasks.Count(task => task.Outcome == Outcome.Success));

    /// <summary>Without some of its successes, or of its failures, as if it had never been known how these ended.</summary>
    public ArmCounts Without(int tasks, bool ofSuccesses)
    {
        var left = ofSuccesses
            ? Math.Min(tasks, Successes)
            : Math.Min(tasks, Known - Successes);
        return this with { Known = Known - left, Successes = ofSuccesses ? Successes - left : Successes };
    }
}
