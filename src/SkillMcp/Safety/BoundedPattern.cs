using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace SkillMcp.Safety;

/// <summary>
/// A pattern for texts that may be made to be slow. It backtracks, which is quick on a few lines. Where there is more it does not: that
/// takes time in proportion to the text, whatever is in it, but much memory for its tables.
/// </summary>
sealed class BoundedPattern(Regex pattern)
{
    // About what is done in a tenth of a second.
    const long MaxCost = 120_000_000;

    // The patterns that do not backtrack. Their tables grow with every text.
    static readonly ConcurrentDictionary<BoundedPattern, Regex> Linear = new();

    /// <summary>The pattern for a text of which all begins and all ends may have to be tried with each other.</summary>
    public Regex ForLength(int length) => ForCost((long)length * length);

    /// <summary>The pattern for texts in which so many steps back may have to be tried.</summary>
    public Regex ForCost(long cost)
    {
        if (cost <= MaxCost)
        {
            return pattern;
        }
        return Linear.GetOrAdd(this, _ => new Regex(pattern.ToString(), pattern.Options | RegexOptions.NonBacktracking));
    }

    /// <summary>
    /// Forgets the tables, which may hold a hundred megabytes after a large text. To be called between two texts: the next that needs
    /// them takes a second to make them again.
    /// </summary>
    public static void ForgetTables() => Linear.Clear();
}
