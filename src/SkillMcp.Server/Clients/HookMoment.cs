namespace SkillMcp.Server.Clients;

/// <summary>A moment of a session at which a client calls a program.</summary>
enum HookMoment
{
    /// <summary>The person has said something.</summary>
    Prompt,

    /// <summary>A tool was called, and has ended in whatever way.</summary>
    ToolCall,

    /// <summary>The agent gives the word back.</summary>
    TurnEnd,

    /// <summary>The session ends, if the client tells: it may have been cut before.</summary>
    SessionEnd,
}
