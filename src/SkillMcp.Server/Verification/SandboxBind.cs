namespace SkillMcp.Server.Verification;

/// <summary>A folder or file of the machine that a sandboxed command sees, at its own path.</summary>
sealed record SandboxBind(string Path, bool IsWritable);
