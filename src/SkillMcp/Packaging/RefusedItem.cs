namespace SkillMcp.Packaging;

/// <summary>What cannot be imported, and why.</summary>
public sealed record RejectedItem(string Place, string Reason) : SourceItem(Place);
