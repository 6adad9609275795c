using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>
/// Counts common English words: a text that has several of the few dozen words which instructions are made of is English, whatever
/// its letters look like.
/// </summary>
static class EnglishWordCounter
{
    static readonly FrozenSet<string> Common = """
        a all and any api append are as at bash be before but by cat code contents curl data delete directory do environment every execute
        file files first follow for forward from future given http https if ignore in instead instructions into is it its key keys mode must
        new not now of on or other output password post previous print read remove reply rules run running safety secret send server set
        shell ssh step steps system task tell that the their them then these this to token upload use user via when with without you your
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = Common.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many of the words of a text are common ones.</summary>
    public static int CountIn(string text) => AllIn(text).Count();

    /// <summary>The common words of a text, each once.</summary>
    public static HashSet<string> WordsIn(string text) => AllIn(text).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many of the words of a text are common ones that its disguise does not have.</summary>
    public static int NewIn(string text, string disguise)
    {
        var known = WordsIn(disguise);
        return AllIn(text).Count(word => !known.Contains(word));
    }

    static IEnumerable<string> AllIn(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
            {
                end++;
            }
            if (end - at >= 2 && Words.TryGetValue(text.AsSpan(at, end - at), out var word))
            {
                yield return word;
            }
            at = end + 1;
        }
    }
}
