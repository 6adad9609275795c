namespace SkillMcp.Packaging;

/// <summary>The number of a heading.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsCounted">Whether it follows a word such as step or phase.</param>
/// <param name="IsGroup">Whether that word means several steps.</param>
sealed record HeadingNumber(int Value, bool IsCounted, bool IsGroup);
