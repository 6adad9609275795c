namespace SkillMcp.Sessions;

/// <summary>What a tool does.</summary>
enum ToolKind
{
    /// <summary>Runs a command in a shell.</summary>
    Command,

    /// <summary>Writes or changes a file.</summary>
    Edit,

    /// <summary>Reads or searches files or pages, and changes nothing.</summary>
    Look,

    /// <summary>Calls this memory: retrieves a skill, records an outcome, stores a run.</summary>
    Memory,

    /// <summary>Starts a subagent.</summary>
    Delegation,

    /// <summary>Anything else: plans, notes, another server's tools.</summary>
    Other,
}
