namespace SkillMcp.Sessions;

/// <summary>The program that wrote a session's log.</summary>
enum SessionClient
{
    Claude,
    Codex,
    Gemini,
    Copilot,
    Qwen,
    Opencode,
    SweAgent,
    MiniSweAgent,
    OpenHands,

    /// <summary>A conversation that the program itself watches.</summary>
    Chat,

    /// <summary>Our own journal, which the hooks of a client write.</summary>
    Journal,
}
