namespace SkillMcp.Formation;

/// <summary>A name for the parameter of a value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Rank">What it is taken from.</param>
readonly record struct ValueName(string Name, NameRank Rank);
