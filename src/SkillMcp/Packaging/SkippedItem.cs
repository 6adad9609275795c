namespace SkillMcp.Packaging;

/// <summary>What is never part of a skill.</summary>
sealed record SkippedItem(string Place, string Reason) : SourceItem(Place);
