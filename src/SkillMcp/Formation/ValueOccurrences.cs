using System.Globalization;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>Finds where a value stands in a text: as a word of its own or as a part of a compound, never within another word.</summary>
static partial class ValueOccurrences
{
    /// <summary>Where a value stands, in order.</summary>
    public static IEnumerable<int> Of(string value, string text)
    {
        for (var at = 0; (at = text.IndexOf(value, at, StringComparison.Ordinal)) >= 0;)
        {
            if (IsBoundary(text, at) && IsBoundary(text, at + value.Length) && !IsInNumber(value, text, at) && !IsInBraces(value, text, at))
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

    /// <summary>
    /// "${crm}", "#crm": braces would be of the shell or of a template there, and no placeholder. "$$crm$$" is a quoted text of SQL.
    /// </summary>
    static bool IsInBraces(string value, string text, int at)
    {
        var end = at + value.Length;
        if (at > 1 && text[at - 1] == '{' && end < text.Length && text[end] == '}' && TexCommand().IsMatch(text.AsSpan(0, at - 1)))
        {
            return false;
        }
        if (at > 1 && text[at - 2] == '$' && text[at - 1] == '$' && text.AsSpan(end).StartsWith("$$"))
        {
            return false;
        }
        return at > 0 && text[at - 1] is '{' or '$' or '%' or '#' or '\\' || end < text.Length && text[end] == '}';
    }

    [GeneratedRegex(@"\\[A-Za-z]{2,30}\*?$", RegexOptions.RightToLeft)]
    private static partial Regex TexCommand();
}
