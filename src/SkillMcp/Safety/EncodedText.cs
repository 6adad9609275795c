using System.IO.Compression;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>Finds the parts of a text that are a code, and what they say: each way of encoding reads the text once.</summary>
static class EncodedText
{
    // Characters of an encoded run, and half as many bytes of what it says.
    const int MinCodeLength = 16;
    const int MinSaid = MinCodeLength / 2;

    // Characters between a number and the next.
    const int MaxGap = 3;

    const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const string Base85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

    static readonly string Ascii85 = string.Concat(Enumerable.Range('!', 85).Select(value => (char)value));

    public static IEnumerable<HiddenContent> In(string text) =>
        Runs(text).Concat(Words(text)).Concat(Numbers(text)).Concat(SpelledText.In(text));

    /// <summary>What runs of letters and digits say: binary, hexadecimal, base32 and base64, forwards or backwards.</summary>
    static IEnumerable<HiddenContent> Runs(string text)
    {
        foreach (var (begin, end) in Ranges(text, IsCodeCharacter))
        {
            var run = text[begin..end];
            if ((FromBinary(run) ?? FromHex(run) ?? FromBase32(run) ?? FromBase64(run) ?? FromReversedBase64(run)) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin);
            }
        }
    }

    /// <summary>What runs between blanks say in base85.</summary>
    static IEnumerable<HiddenContent> Words(string text)
    {
        foreach (var (begin, end) in Ranges(text, c => c is > ' ' and <= '~'))
        {
            var word = text[begin..end].Trim('"', '\'', '`', ',', '.');
            word = word.StartsWith("<~", StringComparison.Ordinal) ? word[2..] : word;
            word = word.EndsWith("~>", StringComparison.Ordinal) ? word[..^2] : word;
            if ((FromBase85(word, Base85) ?? FromBase85(word, Ascii85)) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin);
            }
        }
    }

    static IEnumerable<(int Begin, int End)> Ranges(string text, Func<char, bool> belongs)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var begin = at;
            while (at < text.Length && belongs(text[at]))
            {
                at++;
            }
            if (at - begin >= MinCodeLength)
            {
                yield return (begin, at);
            }
        }
    }

    static bool IsCodeCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '-' or '_';

    static string? FromBinary(string run) => run.Length % 8 == 0 && !run.AsSpan().ContainsAnyExcept("01")
        ? AsPrintable([.. run.Chunk(8).Select(bits => Convert.ToByte(new string(bits), 2))])
        : null;

    static string? FromHex(string run)
    {
        var digits = run.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? run[2..] : run;
        return digits.Length % 2 == 0 && !digits.AsSpan().ContainsAnyExcept("0123456789abcdefABCDEF")
            ? AsPrintable(Convert.FromHexString(digits))
            : null;
    }

    static string? FromBase32(string run)
    {
        var digits = run.TrimEnd('=');
        if (digits.AsSpan().ContainsAnyExcept(Base32))
        {
            return null;
        }
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var digit in digits)
        {
            (bits, count) = ((bits << 5 | Base32.IndexOf(digit)) & 0xfff, count + 5);
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
            }
        }
        return AsPrintable([.. bytes]);
    }

    static string? FromBase64(string run)
    {
        // A few letters may be put in front of it, which only shift the begin.
        for (var skip = 0; skip < 4; skip++)
        {
            var code = run[skip..].TrimEnd('=').Replace('-', '+').Replace('_', '/');
            code = code[..(code.Length - (code.Length % 4 == 1 ? 1 : 0))];
            var bytes = new byte[code.Length];
            var padded = code.PadRight((code.Length + 3) / 4 * 4, '=');
            if (Convert.TryFromBase64String(padded, bytes, out var length)
                && (AsPrintable(bytes[..length]) ?? AsDecompressed(bytes[..length])) is { } said)
            {
                return said;
            }
        }
        return null;
    }

    static string? FromReversedBase64(string run) => FromBase64(new string([.. run.Reverse()]));

    static string? FromBase85(string word, string alphabet)
    {
        if (word.Length < MinCodeLength || word.AsSpan().ContainsAnyExcept(alphabet))
        {
            return null;
        }
        var bytes = new List<byte>();
        foreach (var group in word.Chunk(5))
        {
            var value = 0L;
            for (var place = 0; place < 5; place++)
            {
                value = value * 85 + (place < group.Length ? alphabet.IndexOf(group[place]) : 84);
            }
            for (var place = 0; place < group.Length - 1; place++)
            {
                bytes.Add((byte)(value >> (24 - 8 * place)));
            }
        }
        return AsPrintable([.. bytes]);
    }

    /// <summary>
    /// What numbers in a row say as characters: <c>49 67 6e</c>, <c>73, 103, 110</c>, <c>01001001 01100111</c>, <c>\111\147</c>,
    /// <c>=49=67</c>, <c>U+0049 U+0067</c>.
    /// </summary>
    static IEnumerable<HiddenContent> Numbers(string text)
    {
        var numbers = new List<string>();
        var (begin, last) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            var (from, end) = NumberAt(text, at);
            if (end == from)
            {
                var isBetween = numbers.Count > 0 && at - last < MaxGap && !char.IsAsciiLetterOrDigit(text[at]);
                if (!isBetween)
                {
                    if (Said() is { } said)
                    {
                        yield return new HiddenContent(HiddenContent.Encoded, said, begin);
                    }
                    numbers.Clear();
                    at = EndOfWord(text, at);
                }
                at++;
                continue;
            }
            begin = numbers.Count == 0 ? at : begin;
            numbers.Add(text[from..end]);
            last = at = end;
        }
        if (Said() is { } saidLast)
        {
            yield return new HiddenContent(HiddenContent.Encoded, saidLast, begin);
        }

        string? Said() => numbers.Count < MinSaid ? null : FromNumbers(numbers);
    }

    /// <summary>The digits of a number of two to eight characters that a word is made of; empty where none is.</summary>
    static (int From, int End) NumberAt(string text, int at)
    {
        var from = at;
        if (at + 1 < text.Length && text[at] is '0' or 'U' or 'u' && text[at + 1] is 'x' or 'X' or 'b' or '+')
        {
            from = at + 2;
        }
        var end = from;
        while (end < text.Length && end - from < 9 && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }
        var isCut = end == text.Length || !char.IsAsciiLetterOrDigit(text[end]);
        return isCut && end - from is >= 2 and <= 8 && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) ? (from, end) : (at, at);
    }

    static int EndOfWord(string text, int at)
    {
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }
        return at;
    }

    static string? FromNumbers(List<string> numbers) =>
        FromNumbers(numbers, 2) ?? FromNumbers(numbers, 10) ?? FromNumbers(numbers, 8) ?? FromNumbers(numbers, 16);

    static string? FromNumbers(List<string> numbers, int numberBase)
    {
        var bytes = new List<byte>(numbers.Count);
        foreach (var number in numbers)
        {
            var value = 0;
            foreach (var c in number)
            {
                var digit = char.IsAsciiDigit(c) ? c - '0' : char.ToLowerInvariant(c) - 'a' + 10;
                if (digit >= numberBase || value > 255)
                {
                    return null;
                }
                value = value * numberBase + digit;
            }
            if (value > 255)
            {
                return null;
            }
            bytes.Add((byte)value);
        }
        return AsPrintable([.. bytes]);
    }

    /// <summary>The bytes as a text, if nearly all of them are printable ASCII; null if they are not.</summary>
    static string? AsPrintable(byte[] bytes)
    {
        if (bytes.Length < MinSaid)
        {
            return null;
        }
        var printable = bytes.Count(value => value is >= 32 and < 127 or 9 or 10 or 13);
        return printable >= bytes.Length * 0.95 ? Encoding.Latin1.GetString(bytes) : null;
    }

    /// <summary>What compressed bytes say, up to the length that is read of any text.</summary>
    static string? AsDecompressed(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..] and not [0x78, 0x01 or 0x5e or 0x9c or 0xda, ..])
        {
            return null;
        }
        using var compressed = new MemoryStream(bytes);
        using Stream stream = bytes[0] == 0x1f
            ? new GZipStream(compressed, CompressionMode.Decompress)
            : new ZLibStream(compressed, CompressionMode.Decompress);
        var said = new byte[ContentScreen.MaxLength];
        try
        {
            return AsPrintable(said[..stream.ReadAtLeast(said, said.Length, throwOnEndOfStream: false)]);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
