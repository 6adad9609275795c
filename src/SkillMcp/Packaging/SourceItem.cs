namespace SkillMcp.Packaging;

/// <summary>Something that was found where skills are imported from.</summary>
/// <param name="Place">Where it is, as a person would name it.</param>
abstract record SourceItem(string Place);
