using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SkillMcp.Sqlite;

/// <summary>
/// A cache of how many skills contain each common word, valid for one state of the search index.
/// Counting a word reads the list of all skills that contain it, which for a common word takes longer than the search for rare ones.
/// </summary>
/// <param name="index">The state of the index that the counts are valid for.</param>
sealed class CommonWords(string index)
{
    const int MinSkills = 100;

    readonly ConcurrentDictionary<string, WordRow> rows = new(StringComparer.Ordinal);

    /// <summary>The state of the index that the counts are valid for.</summary>
    public string Index => index;

    /// <summary>Whether the counts are valid for a state of the index.</summary>
    public bool IsValidFor(string state) => index == state;

    public bool Know(string word, [NotNullWhen(true)] out WordRow? row) => rows.TryGetValue(word, out row);

    /// <summary>Caches the count of a word if at least 100 skills contain it.</summary>
    public void Learn(WordRow row)
    {
        if (row.Skills >= MinSkills)
        {
            rows[row.Word] = row;
        }
    }
}
