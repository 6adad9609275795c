namespace SkillMcp.Packaging;

/// <summary>A Markdown list, its items in their source form.</summary>
sealed record MarkdownList(bool IsNumbered, IReadOnlyList<SourceText> Items);
