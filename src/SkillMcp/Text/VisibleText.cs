using System.Globalization;
using System.Text;

namespace SkillMcp.Text;

/// <summary>
/// Removes what a model reads but a screen does not show: control, bidirectional and tag characters,
/// and halves of surrogate pairs.
/// </summary>
public static class VisibleText
{
    /// <summary>The text without invisible characters; half a surrogate pair becomes U+FFFD. Line breaks and tabs stay.</summary>
    // The enumerator reports half a pair as U+FFFD, so a text with that character has to be rewritten.
    public static string Of(string text) =>
        text.EnumerateRunes().All(rune => IsVisible(rune) && rune != Rune.ReplacementChar) ? text : Rewrite(text);

    /// <summary>The text without invisible characters, on one line.</summary>
    public static string Line(string text) => Whitespace.Collapse(Of(text));

    static string Rewrite(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune))
            {
                visible.Append(rune);
            }
        }
        return visible.ToString();
    }

    static bool IsVisible(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => true,
        // Joiners and the two presentation selectors shape emoji and several scripts.
        0x200C or 0x200D or 0xFE0E or 0xFE0F => true,
        // The other variation selectors can encode hidden bytes.
        (>= 0xFE00 and <= 0xFE0D) or (>= 0xE0100 and <= 0xE01EF) => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse),
    };
}
