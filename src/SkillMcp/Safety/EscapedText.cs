using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Finds runs of escaped characters, each family of escapes by itself, and what they say: <c>\u0049</c>, <c>\x49</c>, <c>\111</c>,
/// <c>%49</c>, <c>&amp;#73;</c>, <c>=49</c>. It reads the text once.
/// </summary>
static class EscapedText
{
    // Fewer are one odd character in a text.
    const int MinEscapes = 4;

    // Plain characters between two escapes of a run, and in front of the first and behind the last one.
    const int MaxGap = 24;

    static readonly FrozenDictionary<string, char> Entities = new Dictionary<string, char>
    {
        ["amp"] = '&', ["lt"] = '<', ["gt"] = '>', ["quot"] = '"', ["apos"] = '\'', ["nbsp"] = ' ', ["colon"] = ':', ["semi"] = ';',
        ["sol"] = '/', ["bsol"] = '\\', ["period"] = '.', ["comma"] = ',', ["excl"] = '!', ["quest"] = '?', ["num"] = '#',
        ["dollar"] = '$', ["percnt"] = '%', ["commat"] = '@', ["lowbar"] = '_', ["hyphen"] = '-', ["equals"] = '=', ["plus"] = '+',
        ["ast"] = '*', ["lpar"] = '(', ["rpar"] = ')', ["lsqb"] = '[', ["rsqb"] = ']', ["lcub"] = '{', ["rcub"] = '}', ["vert"] = '|',
        ["grave"] = '`', ["NewLine"] = '\n', ["Tab"] = '\t', ["ensp"] = ' ', ["emsp"] = ' ', ["thinsp"] = ' ',
    }.ToFrozenDictionary();

    static readonly FrozenDictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> EntityNames =
        Entities.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A byte, which is a character only together with its neighbours, or a code point; a length of 0 is none.</summary>
    readonly record struct Escape(int Value, int Length, bool IsByte);

    public static IEnumerable<HiddenContent> In(string text)
    {
        for (var at = 0; (at = NextEscape(text, at)) < text.Length;)
        {
            var (count, last) = RunAt(text, at);
            if (count < MinEscapes)
            {
                at++;
                continue;
            }
            var begin = BeginOfWord(text, at);
            var end = EndOfWord(text, last);
            var run = text[begin..end];
            if (Unescaped(run, text[at]) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin) { Disguise = run };
            }
            at = end;
        }
    }

    static int NextEscape(string text, int at)
    {
        var found = text.AsSpan(at).IndexOfAny("\\%&=");
        return found < 0 ? text.Length : at + found;
    }

    /// <summary>The escapes of one family from a place on: how many there are, and where the last ends.</summary>
    static (int Count, int Last) RunAt(string text, int begin)
    {
        var family = text[begin];
        var (at, last, count) = (begin, begin, 0);
        while (at < text.Length && at - last <= MaxGap)
        {
            var escape = text[at] == family ? EscapeAt(text, at) : default;
            if (escape.Length > 0)
            {
                count += escape.Value == SoftBreak ? 0 : 1;
                last = at += escape.Length;
            }
            else if (text[at] == '\n')
            {
                break;
            }
            else
            {
                at++;
            }
        }
        return (count, last);
    }

    static int BeginOfWord(string text, int at)
    {
        var begin = at;
        while (begin > 0 && at - begin < MaxGap && IsOfWord(text[begin - 1]))
        {
            begin--;
        }
        return begin;
    }

    static int EndOfWord(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < MaxGap && IsOfWord(text[end]))
        {
            end++;
        }
        return end;
    }

    static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || ".,-/@_'#;&%=".Contains(c);

    static string? Unescaped(string run, char family)
    {
        var bytes = new List<byte>(run.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (var at = 0; at < run.Length;)
        {
            var escape = run[at] == family ? EscapeAt(run, at) : default;
            if (escape.Length == 0)
            {
                Rune.DecodeFromUtf16(run.AsSpan(at), out var plain, out var length);
                bytes.AddRange(buffer[..plain.EncodeToUtf8(buffer)]);
                at += length;
                continue;
            }
            at += escape.Length;
            if (escape.Value == SoftBreak)
            {
                continue;
            }
            if (escape.IsByte)
            {
                bytes.Add((byte)escape.Value);
            }
            else if (Rune.TryCreate(escape.Value, out var rune))
            {
                bytes.AddRange(buffer[..rune.EncodeToUtf8(buffer)]);
            }
        }
        return EncodedText.AsText([.. bytes]);
    }

    const int SoftBreak = -1;

    static Escape EscapeAt(string text, int at)
    {
        var rest = text.AsSpan(at, Math.Min(12, text.Length - at));
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
        && int.TryParse(rest.Slice(from, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
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
        return int.TryParse(rest[from..end], style, CultureInfo.InvariantCulture, out var value)
            ? new Escape(value, end + (end < rest.Length && rest[end] == mark ? 1 : 0), false)
            : default;
    }

    static Escape Entity(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(';');
        return end > 1 && EntityNames.TryGetValue(rest[1..end], out var c) ? new Escape(c, end + 1, false) : default;
    }
}
