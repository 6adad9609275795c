namespace SkillMcp.Packaging;

/// <summary>What cannot be imported, and why.</summary>
public sealed record RefusedItem(string Place, string Reason) : SourceItem(Place);
