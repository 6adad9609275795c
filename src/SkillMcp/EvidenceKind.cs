namespace SkillMcp;

/// <summary>What was observed of an execution.</summary>
public enum EvidenceKind
{
    ExitCode,
    HttpStatus,
    TestReport,

    /// <summary>The output contains the expected text.</summary>
    OutputMatch,
}
