using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SkillMcp.Sqlite;

/// <summary>
/// In how many skills the common words stand, for one state of the index: to count one reads through all that hold it,
/// which takes longer than to search for the rare ones.
/// </summary>
/// <param name="index">Which state.</param>
sealed class CommonWords(string index)
{
    const int MinSkills = 100;

    readonly ConcurrentDictionary<string, WordRow> rows = new(StringComparer.Ordinal);

    public bool AreOf(string state) => index == state;

    public bool Know(string word, [NotNullWhen(true)] out WordRow? row) => rows.TryGetValue(word, out row);

    /// <summary>Keeps it if it is common.</summary>
    public void Learn(WordRow row)
    {
        if (row.Skills >= MinSkills)
        {
            rows[row.Word] = row;
        }
    }
}
