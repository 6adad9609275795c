namespace SkillMcp.Sessions;

/// <summary>What became of a call, as far as the client knows. That a tool ran says nothing of what its command did.</summary>
enum CallState
{
    /// <summary>It ran to its end; how the command ended says <see cref="ToolCall.ExitCode"/>, where the client gives one.</summary>
    Completed,

    /// <summary>The client marked it as an error.</summary>
    Failed,

    /// <summary>It was never run: a rule, a hook or the person refused it.</summary>
    Denied,

    /// <summary>It was stopped at its time limit.</summary>
    TimedOut,

    /// <summary>The person or the end of the session stopped it.</summary>
    Interrupted,

    /// <summary>It was left running in the background. Its end, if the log has it, is no failure.</summary>
    Background,

    /// <summary>The log ends before its result.</summary>
    Unanswered,
}
