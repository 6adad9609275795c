namespace SkillMcp.Server.Wire;

/// <summary>
/// How many items a list may have, and how many characters each of its texts. The framework's own attributes need reflection.
/// </summary>
/// <param name="min">The fewest items.</param>
/// <param name="max">The most items.</param>
/// <param name="maxLength">The most characters of a text; 0 where the items are not texts.</param>
[AttributeUsage(AttributeTargets.Parameter)]
sealed class ItemsAttribute(int min, int max, int maxLength = 0) : Attribute
{
    public int Min => min;

    public int Max => max;

    public int MaxLength => maxLength;
}
