namespace SkillMcp.Packaging;

/// <summary>What was found to be the steps of a text.</summary>
/// <param name="Items">The steps; none if the text has no procedure.</param>
/// <param name="AreGuessed">Whether the text does not say that these are its steps.</param>
sealed record FoundSteps(IReadOnlyList<SourceText> Items, bool AreGuessed);
