using System.Collections.Frozen;
using System.Text;

namespace SkillMcp.Text;

/// <summary>Folds case and accents, so that "Größe" and "grosse" are one word.</summary>
static class CaseFolding
{
    // A table, because Unicode normalization needs ICU, which the program does not require.
    static readonly FrozenDictionary<char, string> Plain = Table(
        ("a", "àáâãäåāăąǎ"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ðďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
        ("i", "ìíîïĩīĭįıǐ"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõöøōŏőǒ"), ("oe", "œ"),
        ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûüũūŭůűųǔ"), ("w", "ŵ"), ("y", "ýÿŷ"),
        ("z", "źżž"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"));

    /// <summary>The text in lower case, with plain letters for accented ones and ligatures, and without combining accents.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var lower = char.ToLowerInvariant(c);
            if (lower < 128)
            {
                folded.Append(lower);
            }
            else if (Plain.TryGetValue(lower, out var plain))
            {
                folded.Append(plain);
            }
            // Combining accents (U+0300 to U+036F) are left out, as precomposed ones are.
            else if (lower is < '\u0300' or > '\u036f')
            {
                folded.Append(lower);
            }
        }
        return folded.ToString();
    }

    static FrozenDictionary<char, string> Table(params (string Plain, string Accented)[] rows) =>
        rows.SelectMany(row => row.Accented.Select(c => (c, row.Plain))).ToFrozenDictionary(pair => pair.c, pair => pair.Plain);
}
