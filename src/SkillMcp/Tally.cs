namespace SkillMcp;

/// <summary>The number of outcomes of one kind, by evidence level.</summary>
public readonly record struct Tally(int Verified, int Evidenced, int SelfReported)
{
    /// <summary>The number of executions, however they are known.</summary>
    public int Total => Verified + Evidenced + SelfReported;

    /// <summary>The executions of both.</summary>
    public static Tally operator +(Tally a, Tally b) =>
        new(a.Verified + b.Verified, a.Evidenced + b.Evidenced, a.SelfReported + b.SelfReported);

    /// <summary>The executions of one that are not in the other.</summary>
    public static Tally operator -(Tally a, Tally b) =>
        new(a.Verified - b.Verified, a.Evidenced - b.Evidenced, a.SelfReported - b.SelfReported);

    internal static Tally Many(EvidenceLevel level, int count) => level switch
    {
        EvidenceLevel.Verified => new(count, 0, 0),
        EvidenceLevel.Evidenced => new(0, count, 0),
        _ => new(0, 0, count),
    };

    internal static Tally One(EvidenceLevel level) => Many(level, 1);
}
