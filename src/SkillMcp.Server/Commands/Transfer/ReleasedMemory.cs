using SkillMcp.Safety;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>
/// Keeps the memory small while skills are read and screened. The screen holds many readings of a large text for a moment, and the
/// runtime lets its heap grow with them: a few such texts in a collection would set what all of its import takes.
/// </summary>
sealed class ReleasedMemory : IDisposable
{
    // Less is what usual skills take, and is collected without being asked.
    const long MaxGrowth = 32 << 20;

    // Beyond it most is tables of the screen's patterns, which grow with every large text.
    const long MaxHeld = 96 << 20;

    // What a large text takes is allocated within a few of these.
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    readonly Lock collecting = new();
    readonly Timer timer;
    long held = Held;
    long committed = Committed;

    public ReleasedMemory() => timer = new Timer(_ => CollectWhatHasGrown(), null, Interval, Interval);

    static long Held => GC.GetTotalMemory(forceFullCollection: false);

    static long Committed => GC.GetGCMemoryInfo().TotalCommittedBytes;

    /// <summary>Gives back to the system what a large skill took.</summary>
    public void Release()
    {
        if (Committed - committed < MaxGrowth)
        {
            return;
        }
        if (Held > MaxHeld)
        {
            BoundedPattern.ForgetTables();
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        committed = Committed;
    }

    public void Dispose() => timer.Dispose();

    /// <summary>Collects in the middle of a large skill: what is allocated next takes the place of what is not held any more.</summary>
    void CollectWhatHasGrown()
    {
        // A collection may take longer than until the next look.
        if (!collecting.TryEnter())
        {
            return;
        }
        try
        {
            if (Held - held >= MaxGrowth)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
                held = Held;
            }
            held = Math.Min(held, Held);
        }
        finally
        {
            collecting.Exit();
        }
    }
}
