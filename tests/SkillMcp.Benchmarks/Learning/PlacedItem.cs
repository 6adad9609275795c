namespace SkillMcp.Benchmarks.Learning;

/// <summary>An item and the skill that it became.</summary>
/// <param name="Item">The item.</param>
/// <param name="Skill">The id of the skill that holds it.</param>
/// <param name="Merged">Whether the skill existed before.</param>
sealed record PlacedItem(ItemRow Item, string Skill, bool Merged);
