namespace SkillMcp.Safety;

/// <summary>A cue of a pattern in a text.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Alternative">The number of the alternative of the pattern that it is of.</param>
readonly record struct FoundCue(int At, int Alternative);
