namespace SkillMcp.Server.Clients;

/// <summary>A log that a client keeps.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="WrittenAt">When it was written to last.</param>
sealed record FoundLog(string Path, DateTimeOffset WrittenAt);
