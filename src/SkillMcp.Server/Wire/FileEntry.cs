namespace SkillMcp.Server.Wire;

/// <summary>A file of a skill, as the bytes that are served.</summary>
sealed record FileEntry(string Uri, string Digest, long Size);
