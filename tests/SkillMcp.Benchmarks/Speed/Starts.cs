namespace SkillMcp.Benchmarks.Speed;

/// <summary>All starts of a server: times in milliseconds, the memory as a median.</summary>
sealed record Starts(double Fastest, double Median, double ResidentBytes, int ToolListBytes)
{
    public static Starts Of(List<Start> starts)
    {
        var waits = new SortedSamples(starts.Select(start => start.Milliseconds));
        var resident = new SortedSamples(starts.Select(start => (double)start.ResidentBytes));
        return new Starts(waits.Minimum, waits.Median, resident.Median, starts[0].ToolListBytes);
    }
}
