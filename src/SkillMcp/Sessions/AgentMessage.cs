namespace SkillMcp.Sessions;

/// <summary>What the agent said to the person.</summary>
public sealed record AgentMessage(string Text) : SessionEvent;
