namespace SkillMcp.Benchmarks.Learning;

/// <summary>
/// How well a rule recognised repeated procedures. A merge is right where the item is of the group of the skill's first item.
/// </summary>
/// <param name="Right">Items merged into a skill of their own group.</param>
/// <param name="Wrong">Items merged into a skill of another group.</param>
/// <param name="Possible">Items that could have been merged.</param>
sealed record Merges(int Right, int Wrong, int Possible)
{
    public double Precision => Right + Wrong == 0 ? 1 : Right / (double)(Right + Wrong);

    public double Recall => Possible == 0 ? 1 : Right / (double)Possible;

    public static Merges Of(IReadOnlyList<PlacedItem> placed, int possible)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        var (right, wrong) = (0, 0);
        foreach (var (item, skill, merged) in placed)
        {
            if (merged && groups.TryGetValue(skill, out var group))
            {
                (right, wrong) = group == item.Group ? (right + 1, wrong) : (right, wrong + 1);
            }
            else
            {
                groups[skill] = item.Group;
            }
        }
        return new Merges(right, wrong, possible);
    }
}
