namespace SkillMcp.Sessions;

/// <summary>What joins a pipeline with the next one.</summary>
enum ShellJoint
{
    /// <summary>Nothing: it is the last one.</summary>
    End,

    /// <summary><c>;</c> or a new line: its exit code is lost.</summary>
    Then,

    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>&amp;</c>: it runs in the background.</summary>
    Background,
}
