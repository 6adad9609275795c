using System.Buffers;
using System.Globalization;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>A text, or a run of it, as it reads without its escapes or its encoding, and where each character of it came from.</summary>
sealed class DecodedText
{
    // Escapes of escapes of escapes.
    const int MaxRounds = 3;

    // The shortest run in Base64 or hex that can hold a secret with its name.
    const int MinEncoded = 24;

    const int MaxEncoded = 16_384;

    static readonly SearchValues<char> EscapeBegins = SearchValues.Create("%\\&\u200b\u200c\u200d\u2060\ufeff\u00ad");

    static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    static readonly (string Written, char Read)[] Entities =
    [
        ("&amp;", '&'), ("&quot;", '"'), ("&apos;", '\''), ("&lt;", '<'), ("&gt;", '>'), ("&nbsp;", ' '), ("&colon;", ':'),
        ("&equals;", '='), ("&lowbar;", '_'), ("&period;", '.'), ("&commat;", '@'), ("&num;", '#'), ("&sol;", '/'), ("&plus;", '+'),
        ("&excl;", '!'), ("&dollar;", '$'), ("&percnt;", '%'), ("&hyphen;", '-'), ("&dash;", '-'), ("&ast;", '*'),
    ];

    // For each character where it begins and ends in the original; null where the whole run is one.
    readonly int[]? begins;
    readonly int[]? ends;
    readonly int runBegin;
    readonly int runEnd;

    DecodedText(string text, int[] begins, int[] ends) => (Text, this.begins, this.ends) = (text, begins, ends);

    DecodedText(string text, int runBegin, int runEnd) => (Text, this.runBegin, this.runEnd) = (text, runBegin, runEnd);

    public string Text { get; }

    /// <summary>The readings of a text: without its escapes, and of each run in it that is encoded.</summary>
    public static IEnumerable<DecodedText> Of(string text)
    {
        var reading = Unescaped(text, null);
        for (var round = 1; reading is not null; round++)
        {
            yield return reading;
            reading = round < MaxRounds ? Unescaped(reading.Text, reading) : null;
        }
        foreach (var run in Runs(text))
        {
            yield return run;
        }
    }

    /// <summary>What was found in this reading, at its place in the original. Of an encoded run all is the secret.</summary>
    public FoundSecret InOriginal(FoundSecret found) => begins is null || ends is null
        ? new FoundSecret(found.Name, runBegin, runEnd)
        : new FoundSecret(found.Name, begins[found.Begin], ends[found.End - 1]) { Decoded = Text[found.Begin..found.End] };

    /// <summary>The text without its escapes; null if it has none.</summary>
    static DecodedText? Unescaped(string text, DecodedText? inner)
    {
        var next = NextEscape(text, 0, out var length, out var read);
        if (next < 0)
        {
            return null;
        }
        var decoded = new StringBuilder(text.Length);
        var (begins, ends) = (new List<int>(text.Length), new List<int>(text.Length));
        for (var at = 0; at < text.Length;)
        {
            for (var end = next < 0 ? text.Length : next; at < end; at++)
            {
                Add(text[at], at, at);
            }
            if (next >= 0)
            {
                if (read == '"' && text[at] == '\\')
                {
                    // In JSON it is a quote within a text in quotes.
                    Add('\\', at, at + length - 1);
                }
                if (read != '\0')
                {
                    Add(read, at, at + length - 1);
                }
                at += length;
                next = NextEscape(text, at, out length, out read);
            }
        }
        return new DecodedText(decoded.ToString(), [.. begins], [.. ends]);

        void Add(char c, int first, int last)
        {
            decoded.Append(c);
            begins.Add(inner is null ? first : inner.begins![first]);
            ends.Add(inner is null ? last + 1 : inner.ends![last]);
        }
    }

    /// <summary>Where the next escape is, how long it is and what it reads (NUL for nothing); less than 0 if there is none.</summary>
    static int NextEscape(string text, int from, out int length, out char read)
    {
        for (var at = from; at < text.Length; at++)
        {
            var found = text.AsSpan(at).IndexOfAny(EscapeBegins);
            if (found < 0)
            {
                break;
            }
            at += found;
            (length, read) = EscapeAt(text.AsSpan(at));
            if (length > 0)
            {
                return at;
            }
        }
        (length, read) = (0, '\0');
        return -1;
    }

    static (int Length, char Read) EscapeAt(ReadOnlySpan<char> text) => text switch
    {
        ['%', >= '8', _, '%', ..] => Utf8(text),
        ['%', var high, var low, ..] => Code([high, low], NumberStyles.AllowHexSpecifier, 3),
        ['\\', 'x', var high, var low, ..] => Code([high, low], NumberStyles.AllowHexSpecifier, 4),
        ['\\', 'u', '{', ..] when text.IndexOf('}') is > 3 and < 10 and var end =>
            Code(text[3..end], NumberStyles.AllowHexSpecifier, end + 1),
        ['\\', 'u', _, _, _, _, ..] => Code(text[2..6], NumberStyles.AllowHexSpecifier, 6),
        ['\\', '/', ..] => (2, '/'),
        ['\\', 'n', ..] => (2, '\n'),
        ['\\', '0' or '1', >= '0' and <= '7', >= '0' and <= '7', ..] =>
            Printable((text[1] - '0') * 64 + (text[2] - '0') * 8 + text[3] - '0', 4),
        ['&', '#', 'x' or 'X', ..] when text.IndexOf(';') is > 3 and < 10 and var end =>
            Code(text[3..end], NumberStyles.AllowHexSpecifier, end + 1),
        ['&', '#', ..] when text.IndexOf(';') is > 2 and < 10 and var end => Code(text[2..end], NumberStyles.None, end + 1),
        ['&', ..] => Entity(text),
        ['%' or '\\', ..] => (0, '\0'),
        _ => (1, '\0'),
    };

    static (int Length, char Read) Code(ReadOnlySpan<char> digits, NumberStyles style, int length) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out var code) ? Printable(code, length) : (0, '\0');

    static (int Length, char Read) Printable(int code, int length) =>
        code is '\n' or >= ' ' and < 127 or >= 160 and < 0xd800 or >= 0xe000 and <= 0xffff ? (length, (char)code) : (0, '\0');

    /// <summary>A character beyond ASCII, whose bytes are escaped one by one.</summary>
    static (int Length, char Read) Utf8(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[3];
        var count = 0;
        while (count < bytes.Length && text[(3 * count)..] is ['%', var high, var low, ..]
            && byte.TryParse([high, low], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count]))
        {
            count++;
        }
        var isRune = Rune.DecodeFromUtf8(bytes[..count], out var rune, out var consumed) == OperationStatus.Done && rune.IsBmp;
        return isRune ? Printable(rune.Value, 3 * consumed) : (0, '\0');
    }

    static (int Length, char Read) Entity(ReadOnlySpan<char> text)
    {
        foreach (var (written, read) in Entities)
        {
            if (text.StartsWith(written, StringComparison.Ordinal))
            {
                return (written.Length, read);
            }
        }
        return (0, '\0');
    }

    /// <summary>The runs in Base64 or hex that decode into printable text.</summary>
    static IEnumerable<DecodedText> Runs(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var found = text.AsSpan(at).IndexOfAny(Base64);
            if (found < 0)
            {
                yield break;
            }
            at += found;
            var rest = text.AsSpan(at);
            var length = rest.IndexOfAnyExcept(Base64) is >= 0 and var other ? other : rest.Length;
            if (length is >= MinEncoded and <= MaxEncoded && Decoded(rest[..length]) is { } decoded)
            {
                var padding = rest[length..] is ['=', '=', ..] ? 2 : rest[length..] is ['=', ..] ? 1 : 0;
                yield return new DecodedText(decoded, at, at + length + padding);
            }
            at += length;
        }
    }

    static string? Decoded(ReadOnlySpan<char> run)
    {
        if (run.Length % 2 == 0 && !run.ContainsAnyExcept(HexDigits))
        {
            return Printed(Convert.FromHexString(run));
        }
        // The first characters tell most words and keys from an encoded text.
        Span<char> begin = stackalloc char[MinEncoded];
        run[..MinEncoded].CopyTo(begin);
        if (Printed(FromBase64(begin)) is null)
        {
            return null;
        }
        return Printed(FromBase64(run));
    }

    static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    static byte[] FromBase64(ReadOnlySpan<char> run)
    {
        var characters = run.ToArray();
        characters.AsSpan().Replace('-', '+');
        characters.AsSpan().Replace('_', '/');
        var whole = characters.AsSpan(0, run.Length % 4 == 1 ? run.Length - 1 : run.Length);
        var padded = string.Concat(whole, (whole.Length % 4) switch { 2 => "==", 3 => "=", _ => "" });
        return Convert.FromBase64String(padded);
    }

    static string? Printed(byte[] bytes) =>
        bytes.AsSpan().ContainsAnyExcept(PrintableBytes) ? null : Encoding.ASCII.GetString(bytes);

    static readonly SearchValues<byte> PrintableBytes =
        SearchValues.Create([.. Enumerable.Range(32, 95).Concat([9, 10, 13]).Select(code => (byte)code)]);
}
