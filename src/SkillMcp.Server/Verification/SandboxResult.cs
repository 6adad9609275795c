namespace SkillMcp.Server.Verification;

/// <summary>How a sandboxed command ended.</summary>
sealed record SandboxResult
{
    // Of a shell: the exit code of what a signal ended.
    const int FirstSignalCode = 128;
    const int LastSignal = 64;

    public required int ExitCode { get; init; }

    /// <summary>The limit that ended it; null where it ended by itself.</summary>
    public SandboxLimit? LimitHit { get; init; }

    public required SandboxOutput Output { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The signal that ended it, as its shell tells; null if none did.</summary>
    public int? Signal => ExitCode is > FirstSignalCode and <= FirstSignalCode + LastSignal ? ExitCode - FirstSignalCode : null;

    public bool TimedOut => LimitHit == SandboxLimit.Time;
}
