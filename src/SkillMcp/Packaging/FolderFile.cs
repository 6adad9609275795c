namespace SkillMcp.Packaging;

/// <summary>A file of a skill's folder.</summary>
/// <param name="Path">Where it is in the folder, with <c>/</c> between.</param>
/// <param name="Content">Its bytes.</param>
public sealed record FolderFile(string Path, ReadOnlyMemory<byte> Content);
