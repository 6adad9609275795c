namespace SkillMcp.Safety;

/// <summary>A text with the place that it stands in; a place that ends in "line" is counted by lines.</summary>
readonly record struct Passage(string Place, string Text)
{
    /// <summary>The number of its first line, where its place is counted by lines.</summary>
    public int FirstLine { get; init; } = 1;

    /// <summary>Whether it is of a file that is opened as it is written, such as a program: nothing in it is a page that hides a part.</summary>
    public bool IsSource { get; init; }
}
