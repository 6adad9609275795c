namespace SkillMcp.Server.Verification;

/// <summary>The limit that ended a sandboxed command.</summary>
enum SandboxLimit
{
    Time,
    ProcessorTime,
    Memory,
    FileSize,
    Disk,
    Output,
}
