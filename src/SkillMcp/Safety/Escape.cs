using System.Collections.Frozen;
using System.Globalization;

namespace SkillMcp.Safety;

/// <summary>
/// A character that is written as its code or its name: <c>\u0049</c>, <c>\x49</c>, <c>\111</c>, <c>%49</c>, <c>&amp;#73;</c>,
/// <c>&amp;colon;</c>, <c>=49</c>. Whoever reads escapes reads them here.
/// </summary>
/// <param name="Value">The code point, or a byte; less than 0 for a break that joins two lines.</param>
/// <param name="Length">How many characters it takes; 0 where there is none.</param>
/// <param name="IsByte">Whether it is a byte, which beyond ASCII is a character only together with its neighbours.</param>
readonly record struct Escape(int Value, int Length, bool IsByte)
{
    const int LongestEscape = 12;

    const int SoftBreak = -1;

    static readonly FrozenDictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> Entities = new Dictionary<string, char>
    {
        ["amp"] = '&', ["lt"] = '<', ["gt"] = '>', ["quot"] = '"', ["apos"] = '\'', ["nbsp"] = ' ', ["colon"] = ':', ["semi"] = ';',
        ["sol"] = '/', ["bsol"] = '\\', ["period"] = '.', ["comma"] = ',', ["excl"] = '!', ["quest"] = '?', ["num"] = '#',
        ["dollar"] = '$', ["percnt"] = '%', ["commat"] = '@', ["lowbar"] = '_', ["hyphen"] = '-', ["dash"] = '-', ["equals"] = '=',
        ["plus"] = '+', ["ast"] = '*', ["lpar"] = '(', ["rpar"] = ')', ["lsqb"] = '[', ["rsqb"] = ']', ["lcub"] = '{', ["rcub"] = '}',
        ["vert"] = '|', ["grave"] = '`', ["NewLine"] = '\n', ["Tab"] = '\t', ["ensp"] = ' ', ["emsp"] = ' ', ["thinsp"] = ' ',
    }.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();

    public bool IsSoftBreak => Length > 0 && Value == SoftBreak;

    /// <summary>The escape that begins at a place; one without a length if none does.</summary>
    public static Escape At(string text, int at)
    {
        var rest = text.AsSpan(at, Math.Min(LongestEscape, text.Length - at));
        return rest switch
        {
            ['\\', 'x' or 'u', '{', ..] => Delimited(rest, 3, '}', NumberStyles.AllowHexSpecifier),
            ['\\', 'x', ..] => Fixed(rest, 2, 2, true),
            ['\\', 'u', ..] => Fixed(rest, 2, 4, false),
            ['\\', 'U', ..] => Fixed(rest, 2, 8, false),
            ['\\', >= '0' and <= '3', >= '0' and <= '7', >= '0' and <= '7', ..] =>
                new Escape((rest[1] - '0') * 64 + (rest[2] - '0') * 8 + rest[3] - '0', 4, true),
            ['%', 'u', ..] => Fixed(rest, 2, 4, false),
            ['%', ..] => Fixed(rest, 1, 2, true),
            ['=', '\n', ..] => new Escape(SoftBreak, 2, true),
            ['=', ..] => Fixed(rest, 1, 2, true),
            ['&', '#', 'x' or 'X', ..] => Delimited(rest, 3, ';', NumberStyles.AllowHexSpecifier),
            ['&', '#', ..] => Delimited(rest, 2, ';', NumberStyles.None),
            ['&', ..] => Entity(rest),
            _ => default,
        };
    }

    static Escape Fixed(ReadOnlySpan<char> rest, int from, int digits, bool isByte) =>
        rest.Length >= from + digits
        && int.TryParse(rest.Slice(from, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= 0
            ? new Escape(value, from + digits, isByte)
            : default;

    /// <summary>A number up to its end mark, which browsers do without.</summary>
    static Escape Delimited(ReadOnlySpan<char> rest, int from, char mark, NumberStyles style)
    {
        var end = from;
        while (end < rest.Length && (style == NumberStyles.None ? char.IsAsciiDigit(rest[end]) : char.IsAsciiHexDigit(rest[end])))
        {
            end++;
        }
        return int.TryParse(rest[from..end], style, CultureInfo.InvariantCulture, out var value) && value >= 0
            ? new Escape(value, end + (end < rest.Length && rest[end] == mark ? 1 : 0), false)
            : default;
    }

    static Escape Entity(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(';');
        return end > 1 && Entities.TryGetValue(rest[1..end], out var c) ? new Escape(c, end + 1, false) : default;
    }
}
