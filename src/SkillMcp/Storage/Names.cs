namespace SkillMcp.Storage;

/// <summary>Names that were asked for.</summary>
/// <param name="First">As many of them as were wanted.</param>
/// <param name="Total">How many there are.</param>
public sealed record Names(IReadOnlyList<string> First, int Total);
