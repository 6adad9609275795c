namespace SkillMcp.Server.Commands.Transfer;

/// <summary>
/// Gives back what a large skill took. The runtime would keep it, and a few such skills in a collection would set what all of its import
/// takes.
/// </summary>
sealed class ReleasedMemory
{
    // More is collected seldom, and less is what a usual skill takes.
    const long MaxGrowth = 48 << 20;

    long kept = GC.GetTotalMemory(forceFullCollection: false);

    /// <summary>Gives memory back if much more is kept than when it was given back last.</summary>
    public void Release()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - kept < MaxGrowth)
        {
            return;
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        kept = GC.GetTotalMemory(forceFullCollection: false);
    }
}
