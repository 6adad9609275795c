using System.Globalization;

namespace SkillMcp.Server.Verification;

/// <summary>Limits in the units of a shell's ulimit.</summary>
static class ShellLimits
{
    const int FileBlock = 512;
    const int DataBlock = 1024;

    /// <summary>Processor time, size of a file, open files, memory and processes, in this order.</summary>
    public static IEnumerable<string> Of(SandboxLimits limits) => new[]
    {
        (long)Math.Ceiling(limits.ProcessorTime.TotalSeconds), limits.FileSize / FileBlock, limits.OpenFiles, limits.Memory / DataBlock,
        limits.Processes,
    }.Select(limit => limit.ToString(CultureInfo.InvariantCulture));
}
