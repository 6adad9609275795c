using System.Globalization;
using System.Text;

namespace SkillMcp.Text;

/// <summary>
/// Removes what a model reads but a screen does not show: control, bidirectional and tag characters,
/// and halves of surrogate pairs.
/// </summary>
static class VisibleText
{
    /// <summary>The text without invisible characters; half a surrogate pair becomes U+FFFD. Line breaks and tabs stay.</summary>
    // The enumerator reports half a pair as U+FFFD, so a text with that character has to be rewritten.
    public static string Of(string text) =>
        text.EnumerateRunes().All(rune => IsVisible(rune) && rune != Rune.ReplacementChar) ? text : Rewrite(text);

    /// <summary>The text without invisible characters, on one line.</summary>
    public static string Line(string text) => Whitespace.Collapse(Of(text));

    /// <summary>
    /// The text with an escape in place of each character that a screen does not show, such as <c>\u{200B}</c>: whoever decides about a
    /// text has to see that there is more in it. Joiners stay where they shape a script or an emoji.
    /// </summary>
    public static string Revealed(string text)
    {
        var revealed = new StringBuilder(text.Length);
        var before = new Rune(' ');
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune) && !LooksLikeNothing(rune, before))
            {
                revealed.Append(rune);
            }
            else
            {
                revealed.Append($"\\u{{{rune.Value:X4}}}");
            }
            before = rune;
        }
        return revealed.ToString();
    }

    /// <summary>Whether a character that is not removed shows nothing where it stands.</summary>
    static bool LooksLikeNothing(Rune rune, Rune before) => rune.Value switch
    {
        // Latin, Greek, Cyrillic and Hebrew letters are not joined.
        0x200C or 0x200D => before.Value < 0x0600,
        0xFE0E or 0xFE0F => before.Value < 0x2000 && !HasEmojiForm(before),
        // Fillers, the blank of Braille, the grapheme joiner and the selectors of Khmer and Mongolian.
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or 0xFFA0 => true,
        _ => false,
    };

    static bool HasEmojiForm(Rune rune) => rune.Value is '#' or '*' or (>= '0' and <= '9') or 0xA9 or 0xAE;

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
