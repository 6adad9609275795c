namespace SkillMcp.Safety;

/// <summary>A text with the place that it stands in; a place that ends in "line" is counted by lines.</summary>
readonly record struct Passage(string Place, string Text)
{
    /// <summary>The number of its first line, where its place is counted by lines.</summary>
    public int FirstLine { get; init; } = 1;
}
