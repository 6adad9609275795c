namespace SkillMcp.Packaging;

/// <summary>What may be commands, one below the other.</summary>
/// <param name="Text">The lines.</param>
/// <param name="Above">The line above them; empty if there is none.</param>
/// <param name="AreAsked">Whether that line says to run them.</param>
sealed record CommandBlock(SourceText Text, string Above, bool AreAsked);
