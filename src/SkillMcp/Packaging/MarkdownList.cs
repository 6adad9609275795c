namespace SkillMcp.Packaging;

/// <summary>A Markdown list.</summary>
/// <param name="IsNumbered">Whether its items have numbers.</param>
/// <param name="Items">Its items in their source form.</param>
/// <param name="Intro">What is written right above it as its heading: "NEVER:"; empty if nothing is.</param>
sealed record MarkdownList(bool IsNumbered, IReadOnlyList<SourceText> Items, string Intro);
