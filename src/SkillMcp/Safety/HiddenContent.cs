using System.Text;

namespace SkillMcp.Safety;

/// <summary>A part of a text that is not visible where the text is shown, or that says something else once it is decoded.</summary>
/// <param name="Kind">How it is hidden.</param>
/// <param name="Text">What it says, decoded.</param>
/// <param name="At">Where it begins in the whole text.</param>
sealed record HiddenContent(string Kind, string Text, int At)
{
    public const string Comment = "hidden-comment";
    public const string Style = "hidden-by-style";
    public const string Padding = "pushed-out-of-sight";
    public const string Encoded = "encoded-text";
    public const string Scrambled = "scrambled-text";

    static readonly string[] HidingStyles =
    [
        "display:none", "visibility:hidden", "font-size:0", "font-size:1px", "color:white", "color:#fff", "color:transparent",
        "color:rgba(0,0,0,0)", "left:-", "text-indent:-", "width:0", "height:0", "clip:rect",
    ];

    // Characters of an encoded run, and half as many bytes of what it says.
    const int MinCodeLength = 16;

    // Blanks in a row, and lines in a row, that push what follows out of sight.
    const int MinBlanks = 100;
    const int MinLines = 30;

    // What is pushed out of sight is read up to this: a line may hold hundreds of gaps.
    const int MaxPaddedLength = 600;

    /// <summary>What a part that was scrambled reads as in the text; empty for all others.</summary>
    public string Disguise { get; init; } = "";

    public string Reason => Kind switch
    {
        Comment => "A comment that is not shown speaks to the reader of the source.",
        Style => "Markup hides a text from those who see the page.",
        Padding => "Blanks push a text out of sight.",
        Encoded => "An encoded text says something once it is decoded.",
        _ => "A text says something once its letters are put back.",
    };

    public static IReadOnlyList<HiddenContent> In(string text)
    {
        var parts = new List<HiddenContent>();
        AddBetween(parts, text, Comment, "<!--", "-->");
        AddBetween(parts, text, Comment, "[//]: # (", "\n");
        AddBetween(parts, text, Comment, "[comment]: # (", "\n");
        AddBetween(parts, text, Comment, "[//]: # \"", "\n");
        AddBetween(parts, text, Comment, "{# ", "#}");
        AddBetween(parts, text, Comment, "{/*", "*/}");
        AddStyled(parts, text);
        AddPadded(parts, text);
        AddEncoded(parts, text);
        parts.AddRange(ScrambledText.In(text));
        return parts;
    }

    static void AddBetween(List<HiddenContent> parts, string text, string kind, string begin, string end)
    {
        for (var at = 0; (at = text.IndexOf(begin, at, StringComparison.Ordinal)) >= 0;)
        {
            var from = at + begin.Length;
            var to = text.IndexOf(end, from, StringComparison.Ordinal);
            parts.Add(new HiddenContent(kind, to < 0 ? text[from..] : text[from..to], at));
            at = to < 0 ? text.Length : to + end.Length;
        }
    }

    /// <summary>The text of elements that a style or an attribute hides.</summary>
    static void AddStyled(List<HiddenContent> parts, string text)
    {
        for (var at = 0; (at = text.IndexOf('<', at)) >= 0; at++)
        {
            var close = text.AsSpan(at, Math.Min(400, text.Length - at)).IndexOf('>');
            if (close < 0 || !Hides(text.AsSpan(at, close)))
            {
                continue;
            }
            var from = at + close + 1;
            var to = text.IndexOf('<', from);
            parts.Add(new HiddenContent(Style, to < 0 ? text[from..] : text[from..to], at));
            // A tag holds no other tag: each text is read once, however many angle brackets are before it.
            at += close;
        }
    }

    static bool Hides(ReadOnlySpan<char> tag)
    {
        if (tag.Contains(" hidden", StringComparison.OrdinalIgnoreCase) && !tag.Contains("hidden=\"{", StringComparison.Ordinal))
        {
            return true;
        }
        if (!tag.Contains("style", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        var style = new StringBuilder(tag.Length).Append(tag).Replace(" ", "").ToString().ToLowerInvariant();
        return Array.Exists(HidingStyles, style.Contains) || style.Contains("opacity:0") && !style.Contains("opacity:0.");
    }

    static void AddPadded(List<HiddenContent> parts, string text)
    {
        var (blanks, lines) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\n':
                    (blanks, lines) = (0, lines + 1);
                    break;
                case ' ' or '\t' or '\u00a0':
                    blanks++;
                    break;
                default:
                    if (blanks >= MinBlanks || lines >= MinLines)
                    {
                        var rest = text.AsSpan(at, Math.Min(MaxPaddedLength, text.Length - at));
                        var end = rest.IndexOf('\n');
                        parts.Add(new HiddenContent(Padding, rest[..(end < 0 ? rest.Length : end)].ToString(), at));
                    }
                    (blanks, lines) = (0, 0);
                    break;
            }
        }
    }

    /// <summary>What base64 and hexadecimal runs say, where they say something.</summary>
    static void AddEncoded(List<HiddenContent> parts, string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!IsCodeCharacter(text[at]))
            {
                at++;
                continue;
            }
            var end = at;
            while (end < text.Length && IsCodeCharacter(text[end]))
            {
                end++;
            }
            if (end - at >= MinCodeLength)
            {
                var run = text.AsSpan(at, end - at);
                if (FromHex(run) is { } hex)
                {
                    parts.Add(new HiddenContent(Encoded, hex, at));
                }
                else if (FromBase64(run) is { } base64)
                {
                    parts.Add(new HiddenContent(Encoded, base64, at));
                }
            }
            at = end;
        }
        AddSpacedHex(parts, text);
    }

    static bool IsCodeCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '-' or '_';

    static string? FromHex(ReadOnlySpan<char> run)
    {
        if (run.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            run = run[2..];
        }
        if (run.Length % 2 != 0 || run.ContainsAnyExcept("0123456789abcdefABCDEF"))
        {
            return null;
        }
        return AsPrintable(Convert.FromHexString(run));
    }

    static string? FromBase64(ReadOnlySpan<char> run)
    {
        // A few letters may be put in front of it, which only shift the begin.
        for (var skip = 0; skip < 4; skip++)
        {
            var code = run[skip..].TrimEnd('=').ToString().Replace('-', '+').Replace('_', '/');
            code = code[..(code.Length - (code.Length % 4 == 1 ? 1 : 0))];
            var bytes = new byte[code.Length];
            var padded = code.PadRight((code.Length + 3) / 4 * 4, '=');
            if (Convert.TryFromBase64String(padded, bytes, out var length) && AsPrintable(bytes.AsSpan(0, length)) is { } said)
            {
                return said;
            }
        }
        return null;
    }

    /// <summary>Pairs of hex digits with something between: <c>49 67 6e</c>, <c>49:67:6e</c>.</summary>
    static void AddSpacedHex(List<HiddenContent> parts, string text)
    {
        var bytes = new List<byte>();
        var begin = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (IsHexPair(text, at, isFirst: bytes.Count == 0))
            {
                begin = bytes.Count == 0 ? at : begin;
                bytes.Add(Convert.FromHexString(text.AsSpan(at, 2))[0]);
                at += 2;
                if (at < text.Length && text[at] is ' ' or ':' or ',' or '-')
                {
                    continue;
                }
            }
            if (bytes.Count >= MinCodeLength / 2 && AsPrintable(bytes.ToArray()) is { } said)
            {
                parts.Add(new HiddenContent(Encoded, said, begin));
            }
            bytes.Clear();
        }
    }

    /// <summary>Whether two hex digits are here, without a letter or digit behind them, nor before the first pair.</summary>
    static bool IsHexPair(string text, int at, bool isFirst)
    {
        if (at + 1 >= text.Length || !char.IsAsciiHexDigit(text[at]) || !char.IsAsciiHexDigit(text[at + 1]))
        {
            return false;
        }
        var isCutBefore = !isFirst || at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);
        var isCutBehind = at + 2 >= text.Length || !char.IsAsciiLetterOrDigit(text[at + 2]);
        return isCutBefore && isCutBehind;
    }

    /// <summary>The bytes as a text, if nearly all of them are printable ASCII; null if they are not.</summary>
    static string? AsPrintable(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MinCodeLength / 2)
        {
            return null;
        }
        var printable = 0;
        foreach (var value in bytes)
        {
            printable += value is >= 32 and < 127 or 9 or 10 or 13 ? 1 : 0;
        }
        return printable >= bytes.Length * 0.95 ? Encoding.Latin1.GetString(bytes) : null;
    }
}
