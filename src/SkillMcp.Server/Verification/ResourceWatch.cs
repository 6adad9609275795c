using System.Globalization;

namespace SkillMcp.Server.Verification;

/// <summary>Looks at what the processes of a sandbox take together. What each of them takes is bounded by the kernel.</summary>
sealed class ResourceWatch
{
    // Shared memory that nothing counts is bounded by what is left to the others.
    const int LeastFreePercent = 3;
    const int BytesInKilobyte = 1024;

    readonly SandboxLimits limits;
    readonly IReadOnlyList<(DriveInfo Drive, long Free)> drives;

    public ResourceWatch(SandboxLimits limits, IEnumerable<SandboxBind> binds)
    {
        this.limits = limits;
        var written = binds.Where(bind => bind.IsWritable).Select(bind => new DriveInfo(bind.Path));
        drives = [.. written.Select(drive => (drive, drive.AvailableFreeSpace))];
    }

    /// <summary>The limit that the descendants of a process exceed.</summary>
    public SandboxLimit? Exceeded(int process)
    {
        if (drives.Any(drive => drive.Free - drive.Drive.AvailableFreeSpace > limits.Disk))
        {
            return SandboxLimit.Disk;
        }
        return IsNearlyFull() || TakesTooMuch(process) ? SandboxLimit.Memory : null;
    }

    bool TakesTooMuch(int process)
    {
        var all = DescendantsOf(process);
        // What several processes share is told apart only where it matters: it takes long.
        return all.Sum(MemoryOf) > limits.Memory && all.Sum(ShareOf) > limits.Memory;
    }

    static long MemoryOf(int process) => Value($"/proc/{process}/status", "RssAnon:", "RssShmem:", "VmSwap:");

    /// <summary>The memory of a process, of which what it shares with others counts in part.</summary>
    static long ShareOf(int process) =>
        Value($"/proc/{process}/smaps_rollup", "Pss_Anon:", "Pss_Shmem:", "SwapPss:") is > 0 and var share ? share : MemoryOf(process);

    static bool IsNearlyFull() =>
        Value("/proc/meminfo", "MemAvailable:") * 100 < Value("/proc/meminfo", "MemTotal:") * LeastFreePercent;

    static List<int> DescendantsOf(int process)
    {
        var all = new List<int> { process };
        for (var at = 0; at < all.Count; at++)
        {
            all.AddRange(ChildrenOf(all[at]));
        }
        return all;
    }

    static IEnumerable<int> ChildrenOf(int process)
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories($"/proc/{process}/task")
                    .SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
            ];
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The sum of values that a file of the kernel gives in kilobytes; 0 if its process has ended.</summary>
    static long Value(string file, params ReadOnlySpan<string> names)
    {
        var sum = 0L;
        foreach (var line in LinesOf(file))
        {
            foreach (var name in names)
            {
                sum += line.StartsWith(name, StringComparison.Ordinal) ? NumberIn(line[name.Length..]) * BytesInKilobyte : 0;
            }
        }
        return sum;
    }

    static string[] LinesOf(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static long NumberIn(string value) =>
        long.TryParse(value.Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var number) ? number : 0;
}
