namespace SkillMcp.Server.Tools;

/// <summary>How many items a list may have, and how many characters each of its texts. (The framework's own needs reflection.)</summary>
/// <param name="least">The fewest items.</param>
/// <param name="most">The most items.</param>
/// <param name="longest">The most characters of a text; 0 where the items are none.</param>
[AttributeUsage(AttributeTargets.Parameter)]
sealed class ItemsAttribute(int least, int most, int longest = 0) : Attribute
{
    public int Least => least;

    public int Most => most;

    public int Longest => longest;
}
