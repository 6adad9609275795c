namespace SkillMcp.Sessions;

/// <summary>What a command is for.</summary>
enum CommandNature
{
    /// <summary>Nothing of its own: it changes the folder, waits, sets a variable or prints a text.</summary>
    Aside,

    /// <summary>It reads, so that the agent knows more.</summary>
    Look,

    /// <summary>It asks what came of something: a server, an archive, a service. At the end of a task it proves it.</summary>
    Probe,

    /// <summary>It tests or validates.</summary>
    Check,

    /// <summary>It does something.</summary>
    Act,
}
