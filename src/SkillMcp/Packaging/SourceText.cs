namespace SkillMcp.Packaging;

/// <summary>A piece of a source text and the line that it begins in, counted within the whole file.</summary>
sealed record SourceText(int Line, string Text);
