namespace SkillMcp.Text;

/// <summary>A number of things in words: <c>1 execution</c>, <c>2 executions</c>.</summary>
static class Quantity
{
    /// <param name="number">How many there are.</param>
    /// <param name="thing">What one of them is called, whose plural ends in s.</param>
    public static string Of(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number:N0} {thing}s";
}
