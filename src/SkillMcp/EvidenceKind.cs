namespace SkillMcp;

/// <summary>What was observed of an execution.</summary>
public enum EvidenceKind
{
    /// <summary>The exit code of a command.</summary>
    ExitCode,
    /// <summary>The status of an HTTP response.</summary>
    HttpStatus,
    /// <summary>What a run of tests reports.</summary>
    TestReport,

    /// <summary>The output contains the expected text.</summary>
    OutputMatch,
}
