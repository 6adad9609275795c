namespace SkillMcp.Server.Elicitation;

/// <summary>A client accepted a question without the name that its user has to type.</summary>
sealed class NameNotTypedException(string message) : SkillException(message);
