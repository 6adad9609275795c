using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Finds codes whose letters were shifted, mirrored or turned round after they were encoded, codes of four signs, codes that a key or
/// a compression hides, and what the lines of a dump say. Of a run only its begin is tried in each way.
/// </summary>
static class DisguisedCode
{
    const int MinLength = 24;
    const int MinLengthOfFour = 32;

    // A begin of this length tells whether it is a code.
    const int Head = 24;
    const int MaxRun = 8_192;

    // What is tried in some fifty ways takes time.
    const int MaxRead = 49_152;
    const int MaxKeyed = 600;
    const int MaxKeys = 12;

    // What compressed bytes begin with, in base64, hexadecimal and base32.
    static readonly string[] CompressedHeads = ["H4sI", "1f8b08", "D6FQQ", "eJ", "789c", "PCO"];

    static readonly string[] FourSigns = [.. Orders("ACGT")];

    public static IEnumerable<HiddenContent> In(string text) =>
        Runs(text).Concat(Keyed(text)).Concat(Dumps(text)).Concat(Labels(text));

    /// <summary>What characters say that another reading would change: it reads the text as it was written.</summary>
    public static IEnumerable<HiddenContent> Raw(string text) => OneBlock(text).Concat(Lines(text));

    static HiddenContent Encoded(string said, int at) => new(HiddenContent.Encoded, said, at);

    static IEnumerable<HiddenContent> Runs(string text)
    {
        var left = MaxRead;
        foreach (var (begin, end) in EncodedText.Ranges(text, OfCode, MinLength))
        {
            if (end - begin > MaxRun || (left -= end - begin) < 0)
            {
                continue;
            }
            var run = text[begin..end];
            if (FromFour(run) is { } four)
            {
                yield return Encoded(four, begin);
            }
            else if (BaseCode.FromCode(run) is null && FromMapped(run.TrimEnd('=')) is { } said)
            {
                yield return Encoded(said, begin);
            }
        }
    }

    static readonly AsciiSet OfCode = new(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=');

    /// <summary>What a run of four digits or letters says, each of them two bits.</summary>
    static string? FromFour(string run)
    {
        var upper = run.ToUpperInvariant();
        if (run.Length < MinLengthOfFour || upper.AsSpan().ContainsAnyExcept("0123") && upper.AsSpan().ContainsAnyExcept("ACGT"))
        {
            return null;
        }
        IEnumerable<string> orders = char.IsAsciiDigit(run[0]) ? ["0123"] : FourSigns;
        return orders.SelectMany(signs => Enumerable.Range(0, 4).Select(from => FromSigns(upper[from..], signs)))
            .OfType<string>().MaxBy(LetterModel.Of);
    }

    static string? FromSigns(string run, string signs)
    {
        var bits = string.Concat(run.Select(c => Convert.ToString(signs.IndexOf(c), 2).PadLeft(2, '0')));
        return BaseCode.FromBits(bits.AsSpan(0, Math.Min(bits.Length, 16 * Head)), 8) is null ? null : Language(BaseCode.FromBits(bits, 8));
    }

    static IEnumerable<string> Orders(string signs) => signs.Length < 2
        ? [signs]
        : signs.SelectMany(first => Orders(signs.Replace(first.ToString(), "")), (first, rest) => first + rest);

    /// <summary>The most likely of all readings: of a code that is shifted by a wrong number, parts may still be letters.</summary>
    static string? FromMapped(string run)
    {
        var readings = new List<string>();
        if (run.Length < MinLength)
        {
            return null;
        }
        foreach (var turned in new[] { run, new string([.. run.Reverse()]) })
        {
            for (var by = turned == run ? 1 : 0; by < 28; by++)
            {
                var head = Mapped(turned[..Math.Min(Head, turned.Length)], by);
                var isCompressed = Array.Exists(CompressedHeads, begin => head.StartsWith(begin, StringComparison.OrdinalIgnoreCase));
                if ((isCompressed || Language(BaseCode.FromCode(head)) is not null)
                    && Language(BaseCode.FromCode(Mapped(turned, by))) is { } said)
                {
                    readings.Add(said);
                }
            }
        }
        return readings.MaxBy(LetterModel.Of);
    }

    // Shifted by up to 25 letters, mirrored, or with small letters for capitals.
    static string Mapped(string run, int by) => by == 0 ? run : string.Create(run.Length, (run, by), static (mapped, state) =>
    {
        for (var at = 0; at < mapped.Length; at++)
        {
            var c = state.run[at];
            var first = char.IsAsciiLetterLower(c) ? 'a' : 'A';
            mapped[at] = !char.IsAsciiLetter(c) ? c : state.by switch
            {
                26 => (char)(first + 25 - (c - first)),
                27 => (char)(c ^ 0x20),
                var by => (char)(first + (c - first + by) % 26),
            };
        }
    });

    /// <summary>The text if it is ASCII or nearly all of one other writing: bytes are UTF-8 by chance too.</summary>
    static string? Language(string? said)
    {
        if (said is null)
        {
            return null;
        }
        var others = said.Where(c => c >= '\u0250').ToList();
        var isLatin = others.Count == 0 && said.Count(c => c >= '\u0080') * 5 <= said.Length;
        return isLatin || said.Contains(' ') && IsOneWriting(others) ? said : null;
    }

    static bool IsOneWriting(List<char> letters) =>
        letters.Count > 0 && letters.CountBy(c => c >> 9).Max(block => block.Value) * 10 >= letters.Count * 8;

    /// <summary>What bytes say that are combined with a key which the text names.</summary>
    static IEnumerable<HiddenContent> Keyed(string text)
    {
        if (!text.AsSpan().ContainsAny(KeyHints))
        {
            yield break;
        }
        var keys = NamedKeys.In(text).Take(MaxKeys).Select(Encoding.UTF8.GetBytes).ToList();
        keys.AddRange(Enumerable.Range(1, 255).Select(key => new[] { (byte)key }));
        foreach (var (begin, end) in EncodedText.Ranges(text, OfCode, MinLength).Where(run => run.End - run.Begin <= MaxKeyed).Take(8))
        {
            foreach (var bytes in BaseCode.BytesOf(text[begin..end]))
            {
                if (keys.Select(key => FromKey(bytes, key)).FirstOrDefault(found => found is not null) is { } said)
                {
                    yield return Encoded(said, begin);
                }
            }
        }
    }

    static readonly SearchValues<string> KeyHints =
        SearchValues.Create(["xor", " plus ", " minus ", "added to each", "each byte", "offset by"], StringComparison.OrdinalIgnoreCase);

    static string? FromKey(byte[] bytes, byte[] key) =>
        FromBytes([.. bytes.Select((value, at) => (byte)(value ^ key[at % key.Length]))])
        ?? FromBytes([.. bytes.Select((value, at) => (byte)(value - key[at % key.Length]))]);

    static string? FromBytes(byte[] plain)
    {
        // Any bytes are a text by chance under one of 255 keys, but not one with words in it.
        return Language(ByteText.Of(plain)) is { } said && (WordCutter.KnownIn(said) > 1 || ForeignLanguage.IsIn(said))
            ? said
            : null;
    }

    /// <summary>The bytes of the lines of a dump: hexadecimal behind an address, or records of Intel.</summary>
    static IEnumerable<HiddenContent> Dumps(string text)
    {
        var bytes = new List<byte>();
        var first = 0;
        foreach (var (begin, end) in TextSpans.LinesAndEnd(text))
        {
            var line = begin < text.Length ? text.AsSpan(begin, Math.Min(end, text.Length) - begin).Trim() : [];
            if (DumpedIn(line) is { Count: > 0 } more)
            {
                first = bytes.Count == 0 ? begin : first;
                bytes.AddRange(more);
                continue;
            }
            if (ByteText.Of([.. bytes]) is { } said)
            {
                yield return Encoded(said, first);
            }
            bytes.Clear();
        }
    }

    static List<byte>? DumpedIn(ReadOnlySpan<char> line)
    {
        const string Hex = "0123456789abcdefABCDEF";
        if (line is [':', ..] && line.Length is > 11 and < 600 && line.Length % 2 == 1 && !line[1..].ContainsAnyExcept(Hex))
        {
            return [.. Convert.FromHexString(line[9..^2])];
        }
        var address = line.IndexOfAnyExcept(Hex);
        if (address is < 4 or > 8 || line[address] is not (':' or ' '))
        {
            return null;
        }
        var bytes = new List<byte>();
        foreach (var range in line[(address + 1)..].Split(' '))
        {
            var part = line[(address + 1)..][range];
            if (part.Length > 0 && (part.Length is not (2 or 4 or 8) || part.ContainsAnyExcept(Hex) || bytes.Count >= 16))
            {
                break;
            }
            bytes.AddRange(Convert.FromHexString(part));
        }
        return bytes;
    }

    /// <summary>What characters say that are all of one block of 256, by their number in it: bytes that were moved out of ASCII.</summary>
    static IEnumerable<HiddenContent> OneBlock(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var begin = at;
            while (at < text.Length && text[at] >= '\u2100' && !char.IsSurrogate(text[at]) && text[at] >> 8 == text[begin] >> 8)
            {
                at++;
            }
            if (at - begin >= MinLength / 2)
            {
                var bytes = text[begin..at].Select(c => (byte)c).ToArray();
                if (bytes.Contains((byte)' ') && ByteText.Of(bytes) is { } said)
                {
                    yield return Encoded(said, begin);
                }
            }
        }
    }

    /// <summary>What international labels say: the plain letters first, and where the others are among them.</summary>
    static IEnumerable<HiddenContent> Labels(string text)
    {
        for (var at = 0; (at = text.IndexOf("xn--", at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var rest = text.AsSpan(at + 4, Math.Min(MaxKeyed, text.Length - at - 4));
            var end = rest.IndexOfAny("\n\"<>`");
            var label = (end < 0 ? rest : rest[..end]).ToString();
            if ((Punycode.Decoded(label) ?? Punycode.Decoded(label.Split(' ', '.', '/')[0])) is { } said)
            {
                // Hyphens part the words of a name.
                yield return Encoded(said.Replace('-', ' '), at);
            }
            at += 4;
        }
    }

    /// <summary>What lines say whose bytes were all moved by 42, as in posts of the Usenet.</summary>
    static IEnumerable<HiddenContent> Lines(string text)
    {
        for (var at = 0; (at = text.IndexOf("=ybegin", at, StringComparison.Ordinal)) >= 0; at++)
        {
            var from = text.IndexOf('\n', at) + 1;
            var end = from > 0 ? text.IndexOf("=yend", from, StringComparison.Ordinal) : -1;
            if (end < 0 || end - from > MaxRun)
            {
                continue;
            }
            var bytes = new List<byte>();
            for (var place = from; place < end; place++)
            {
                var isEscape = text[place] == '=';
                place += isEscape ? 1 : 0;
                if (text[place] is not ('\n' or '\r'))
                {
                    bytes.Add((byte)(text[place] - 42 - (isEscape ? 64 : 0)));
                }
            }
            if (ByteText.Of([.. bytes]) is { } said)
            {
                yield return Encoded(said, at);
            }
        }
    }

    /// <summary>What bytes say that are compressed in a format which has no mark of its own.</summary>
    public static string? Unmarked(ReadOnlySpan<byte> bytes)
    {
        var capacity = bytes.Length * 8 + 256;
        if (bytes.Length < MinLength / 2 || !MayBeBrotli(bytes, capacity))
        {
            return null;
        }
        var said = new byte[capacity];
        return BrotliDecoder.TryDecompress(bytes, said, out var length) ? Language(ByteText.Of(said.AsSpan(0, length))) : null;
    }

    /// <summary>
    /// Whether the length that the first block says it has is no more than is read. A decoder is made anew for all bytes that are asked
    /// about, and nearly none of them are compressed.
    /// </summary>
    /// <remarks>RFC 7932: the size of the window, whether it is the last block, whether that is empty, and its length.</remarks>
    static bool MayBeBrotli(ReadOnlySpan<byte> bytes, int capacity)
    {
        var bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var window = (bits & 1) == 0 ? 1 : (bits >> 1 & 7) != 0 ? 4 : 7;
        bits >>= window;
        if ((bits & 3) == 3)
        {
            return false;
        }
        bits >>= (bits & 1) == 0 ? 1 : 2;
        var nibbles = 4 + (int)(bits & 3);
        // Without a length it is a block of data about the data.
        return nibbles == 7 || (int)(bits >> 2 & (1ul << 4 * nibbles) - 1) < capacity;
    }
}
