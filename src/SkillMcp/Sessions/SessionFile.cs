namespace SkillMcp.Sessions;

/// <summary>A log on disk, with the little of it that says whose it is.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Head">The first 64 KB as text.</param>
public sealed record SessionFile(string Path, string Head);
