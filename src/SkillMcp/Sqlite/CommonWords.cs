using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SkillMcp.Sqlite;

/// <summary>
/// A cache of how many skills contain each common word. Counting a word reads the list of all skills that contain it, which for a common
/// word takes longer than the search for rare ones, so a count is kept until enough was changed to make it another one.
/// </summary>
/// <param name="file">Which file was counted, of those that were opened one after the other.</param>
sealed class CommonWords(int file)
{
    // Rarer words are counted each time, in microseconds.
    const int MinSkills = 100;

    // A change adds a skill to the count of a word, or takes one away. Weights grow with the logarithm of a count: this is 0.03 of one.
    const int ChangesShare = 32;

    // Every word of a large memory would take as much room as the skills themselves.
    const int MaxWords = 20_000;

    readonly ConcurrentDictionary<string, CountedWord> rows = new(StringComparer.Ordinal);

    /// <summary>Which file was counted.</summary>
    public int File => file;

    /// <summary>The count of a common word, unless it may be another one by now.</summary>
    /// <param name="word">The word.</param>
    /// <param name="changes">How many changes were made by now.</param>
    /// <param name="inTitles">Whether it is also needed how many skills contain it in a title.</param>
    /// <param name="row">The count.</param>
    public bool Know(string word, long changes, bool inTitles, [NotNullWhen(true)] out WordRow? row)
    {
        var isKnown = rows.TryGetValue(word, out var counted) && counted.IsValidAt(changes);
        row = isKnown && (!inTitles || counted.Row.Titled is not null) ? counted.Row : null;
        return row is not null;
    }

    /// <summary>Caches the count of a word if at least 100 skills contain it.</summary>
    public void Learn(WordRow row, long changes)
    {
        if (row.Skills < MinSkills)
        {
            rows.TryRemove(row.Word, out _);
            return;
        }
        if (rows.Count >= MaxWords)
        {
            rows.Clear();
        }
        rows[row.Word] = new CountedWord(row, changes);
    }

    readonly record struct CountedWord(WordRow Row, long Changes)
    {
        // Fewer changes than were counted: the record was cut, or another snapshot of the file is older.
        public bool IsValidAt(long changes) => changes >= Changes && changes - Changes <= Row.Skills / ChangesShare;
    }
}
