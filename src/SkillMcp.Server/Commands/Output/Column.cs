namespace SkillMcp.Server.Commands.Output;

/// <summary>A column of a table that people read.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="Rank">0 for what a row is about; where the terminal is too narrow, the columns of the highest rank are left out.</param>
/// <param name="Wraps">Whether its texts may be broken into several lines.</param>
sealed record Column(string Heading, int Rank = 0, bool Wraps = false)
{
    // Narrower than this, a wrapped text is a tower of words.
    const int MinWrappedWidth = 20;

    // A blank on either side of a cell, and a line behind it; one more line is at the left of all.
    const int Frame = 3;

    /// <summary>
    /// The columns that there is room for: of those that do not fit, the least important are left out. None if more than half would be.
    /// </summary>
    /// <param name="columns">The columns, each with the width of its widest text in cells.</param>
    /// <param name="room">How wide the terminal is, in cells.</param>
    public static IReadOnlyList<Column> Fitting(IReadOnlyDictionary<Column, int> columns, int room)
    {
        var shown = columns.Keys.ToList();
        while (shown.Sum(MinWidth) + 1 > room)
        {
            shown.Remove(shown.MaxBy(column => column.Rank)!);
        }
        return 2 * shown.Count < columns.Count ? [] : shown;

        int MinWidth(Column column) => Frame + (column.Wraps ? Math.Min(columns[column], MinWrappedWidth) : columns[column]);
    }
}
