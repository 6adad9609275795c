using System.Buffers;
using System.Globalization;

namespace SkillMcp.Formation;

/// <summary>Finds where a value stands in a text: as a word of its own or as a part of a compound, never within another word.</summary>
static class ValueOccurrences
{
    static readonly SearchValues<char> Signs = SearchValues.Create("{$%#\\");

    /// <summary>Where a value stands and may be a placeholder instead, in order.</summary>
    public static IEnumerable<int> Of(string value, string text) => InText(value, text).Where(at => MayBePlaceholder(value, text, at));

    /// <summary>Where a value stands in a text for people, in order.</summary>
    public static IEnumerable<int> InText(string value, string text)
    {
        for (var at = 0; (at = text.IndexOf(value, at, StringComparison.Ordinal)) >= 0;)
        {
            if (IsBoundary(text, at) && IsBoundary(text, at + value.Length) && !IsInNumber(value, text, at))
            {
                yield return at;
                at += value.Length;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>
    /// Where a value stands within a word whose form shows where it begins and ends: 19 in "crf19", "Pro" in "bundleProRelease".
    /// </summary>
    public static IEnumerable<int> InWords(string value, string text)
    {
        for (var at = 0; (at = text.IndexOf(value, at, StringComparison.Ordinal)) >= 0; at += value.Length)
        {
            if (IsSeam(text, at) && IsSeam(text, at + value.Length) && MayBePlaceholder(value, text, at))
            {
                yield return at;
            }
        }
    }

    /// <summary>Whether a part of a word begins at a place, by its capital or as a number, or a word.</summary>
    static bool IsSeam(string text, int at)
    {
        if (at == 0 || at == text.Length)
        {
            return true;
        }
        var (before, behind) = (text[at - 1], text[at]);
        return !char.IsLetterOrDigit(before) || !char.IsLetterOrDigit(behind)
            || char.IsAsciiDigit(before) != char.IsAsciiDigit(behind)
            || char.IsLower(before) && char.IsUpper(behind);
    }

    // "${crm}", "#crm": braces would be of the shell or of a template there.
    static bool MayBePlaceholder(string value, string text, int at)
    {
        var end = at + value.Length;
        // Only beside a sign may braces mean something else.
        var isBesideSign = at > 0 && Signs.Contains(text[at - 1]) || end < text.Length && text[end] == '}';
        return !isBesideSign || Placeholder.MayStandAt(text, at, end);
    }

    public static bool StandsIn(string value, string text) => Of(value, text).Any();

    /// <summary>Whether no word goes on at a place; "v" may stand before a number, and "\b" before anything.</summary>
    static bool IsBoundary(string text, int at) => at == 0 || at == text.Length
        || char.GetUnicodeCategory(text[at]) != UnicodeCategory.NonSpacingMark && IsBetweenWords(text, at);

    static bool IsBetweenWords(string text, int at) => !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at])
        || text[at - 1] == 'v' && char.IsAsciiDigit(text[at]) && (at == 1 || !char.IsLetterOrDigit(text[at - 2]))
        || at > 1 && text[at - 2] == '\\';

    /// <summary>"2.3" in "2.3.1" and "5" in "1.5" are parts of another number.</summary>
    static bool IsInNumber(string value, string text, int at)
    {
        var end = at + value.Length;
        var before = char.IsAsciiDigit(value[0]) && at > 1 && text[at - 1] is '.' or ',' && char.IsAsciiDigit(text[at - 2]);
        var behind = char.IsAsciiDigit(value[^1]) && end + 1 < text.Length && text[end] is '.' or ',' && char.IsAsciiDigit(text[end + 1]);
        return before || behind;
    }
}
