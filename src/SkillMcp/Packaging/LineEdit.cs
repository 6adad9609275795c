namespace SkillMcp.Packaging;

/// <summary>Lines of a text that become others.</summary>
/// <param name="Line">The first of them, counted from 1; the line that they are put before, where none is replaced.</param>
/// <param name="Count">How many are replaced.</param>
/// <param name="Text">What they become, each line with a line feed; empty if they go.</param>
sealed record LineEdit(int Line, int Count, string Text);
