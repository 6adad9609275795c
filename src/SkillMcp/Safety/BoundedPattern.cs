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

    // Of all that is held. Tables are made again in the time that a few texts take, and those of one text may take as much as this.
    const long MaxHeld = 96 << 20;

    // The patterns that do not backtrack. Their tables grow with every text.
    static readonly ConcurrentDictionary<BoundedPattern, Regex> Linear = new();
    static int collections;

    /// <summary>The pattern for a text of which all begins and all ends may have to be tried with each other.</summary>
    public Regex ForLength(int length) => ForCost((long)length * length);

    /// <summary>The pattern for texts in which so many steps back may have to be tried.</summary>
    public Regex ForCost(long cost)
    {
        if (cost <= MaxCost)
        {
            return pattern;
        }
        ForgetTables();
        return Linear.GetOrAdd(this, _ => new Regex(pattern.ToString(), pattern.Options | RegexOptions.NonBacktracking));
    }

    /// <summary>Forgets the tables if much is held after a collection: they are most of it then.</summary>
    static void ForgetTables()
    {
        var now = GC.CollectionCount(GC.MaxGeneration);
        if (Interlocked.Exchange(ref collections, now) != now && GC.GetTotalMemory(forceFullCollection: false) > MaxHeld)
        {
            Linear.Clear();
        }
    }
}
