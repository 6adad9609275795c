namespace SkillMcp.Server.Verification;

/// <summary>What came of a check.</summary>
enum CheckVerdict
{
    Holds,
    Fails,

    /// <summary>The owner of the memory has not allowed what it needs.</summary>
    NotAllowed,

    /// <summary>It is not known whether it holds: a value or a program is missing, a limit ended it, or there is no sandbox.</summary>
    CouldNotRun,
}
