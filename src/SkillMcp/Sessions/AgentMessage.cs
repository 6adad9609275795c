namespace SkillMcp.Sessions;

/// <summary>What the agent said to the person.</summary>
sealed record AgentMessage(string Text) : SessionEvent;
