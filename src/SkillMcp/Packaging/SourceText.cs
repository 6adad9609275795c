namespace SkillMcp.Packaging;

/// <summary>A piece of a source text and the line that it begins in, counted within the whole file.</summary>
sealed record SourceText(int Line, string Text)
{
    /// <summary>Whether it is only the beginning of what was written.</summary>
    public bool IsShortened { get; init; }
}
