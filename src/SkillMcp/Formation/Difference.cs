namespace SkillMcp.Formation;

/// <summary>A piece of text in which a known step and a step of a run differ.</summary>
/// <param name="Start">Where it begins in the known step.</param>
/// <param name="Text">The text in the known step.</param>
/// <param name="Other">The text in the run.</param>
/// <param name="Key">The name for a parameter in its place.</param>
/// <param name="IsKeyed">Whether its position shows that it is a value, such as behind a flag or a key.</param>
/// <param name="IsName">Whether it only names or counts something, so that a task may mention it without being another task.</param>
readonly record struct Difference(int Start, string Text, string Other, string Key, bool IsKeyed, bool IsName);
