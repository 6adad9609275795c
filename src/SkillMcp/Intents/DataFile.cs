namespace SkillMcp.Intents;

/// <summary>
/// A file of words that is part of the program: lines without comments, of which one with spaces before it belongs to the one above,
/// in groups that begin with a "[name]".
/// </summary>
static class DataFile
{
    public static IEnumerable<string> Lines(string name) => EmbeddedText.Read(name)
        .Replace("\n  ", " ", StringComparison.Ordinal)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => line[0] != '#');

    /// <summary>The groups of a file in order, with their lines.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> Groups(string name)
    {
        var groups = new List<(string Name, IReadOnlyList<string> Lines)>();
        var lines = new List<string>();
        foreach (var line in Lines(name))
        {
            if (line is ['[', .. var group, ']'])
            {
                lines = [];
                groups.Add((group, lines));
            }
            else
            {
                lines.Add(line);
            }
        }
        return groups;
    }
}
