namespace SkillMcp.Server.Verification;

/// <summary>What came of making the checks of a skill again.</summary>
enum RetestResult
{
    /// <summary>All of them hold.</summary>
    True,

    /// <summary>One does not.</summary>
    Broken,

    /// <summary>The owner of the memory has not allowed what one needs.</summary>
    NotAllowed,

    /// <summary>One could not be made.</summary>
    NotKnown,
}
