namespace SkillMcp.Server.Verification;

/// <summary>What a sandboxed command may use up. It is ended where it takes more.</summary>
sealed record SandboxLimits
{
    /// <summary>By the clock on the wall.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Of the processor, for each process.</summary>
    public TimeSpan ProcessorTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>In bytes, for all processes together, and for each.</summary>
    public long Memory { get; init; } = 2L << 30;

    /// <summary>Processes and threads at a time.</summary>
    public int Processes { get; init; } = 512;

    /// <summary>Open files of each process.</summary>
    public int OpenFiles { get; init; } = 1024;

    /// <summary>The size of one file, in bytes.</summary>
    public long FileSize { get; init; } = 256L << 20;

    /// <summary>In bytes: the private /tmp, the private home, and how much less room there may be where a folder is writable.</summary>
    public long Disk { get; init; } = 512L << 20;

    /// <summary>What it may print, in bytes.</summary>
    public long Output { get; init; } = 256L << 20;
}
