namespace SkillMcp.Server.Verification;

/// <summary>It cannot be told what a line of shell runs.</summary>
sealed class UnreadableShellException(string reason) : SkillException(reason);
