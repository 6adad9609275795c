using System.Buffers;
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

    // The bytes of a character.
    const int MaxBytes = 4;

    // Fewer are one odd character in a text.
    const int MinEscapes = 4;

    // Plain characters between two escapes of a run, and in front of the first and behind the last one.
    const int MaxGap = 24;

    static readonly SearchValues<char> EscapeBegins = SearchValues.Create("%\\&\u200b\u200c\u200d\u2060\ufeff\u00ad");

    static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    // The places of what is not just as far behind the place before it as it was; null where the whole run is one.
    readonly List<Place>? places;

    // The text that this one is read from; null if that is the original.
    readonly DecodedText? inner;
    readonly int runBegin;
    readonly int runEnd;

    DecodedText(string text, List<Place> places, DecodedText? inner) => (Text, this.places, this.inner) = (text, places, inner);

    DecodedText(string text, int runBegin, int runEnd) => (Text, this.runBegin, this.runEnd) = (text, runBegin, runEnd);

    /// <summary>Where a character came from. Those behind it came from what is behind that, one from one, up to the next place.</summary>
    readonly record struct Place(int At, int From, int Length);

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
    public FoundSecret InOriginal(FoundSecret found) => places is null
        ? new FoundSecret(found.Name, runBegin, runEnd)
        : new FoundSecret(found.Name, Original(found.Begin).Begin, Original(found.End - 1).End)
        {
            Decoded = Text[found.Begin..found.End],
        };

    /// <summary>Where a character begins and ends in the original.</summary>
    (int Begin, int End) Original(int at)
    {
        var (known, from, length) = PlaceBefore(at);
        var (begin, end) = known == at ? (from, from + length) : (from + length + at - known - 1, from + length + at - known);
        return inner is null ? (begin, end) : (inner.Original(begin).Begin, inner.Original(end - 1).End);
    }

    /// <summary>The last place at or before a character.</summary>
    Place PlaceBefore(int at)
    {
        var (low, high) = (0, places!.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = places[middle].At <= at ? (middle, high) : (low, middle);
        }
        return places[low];
    }

    /// <summary>The text without its escapes; null if it has none.</summary>
    static DecodedText? Unescaped(string text, DecodedText? inner)
    {
        var next = NextEscape(text, 0, out var length, out var read);
        if (next < 0)
        {
            return null;
        }
        var decoded = new StringBuilder(text.Length);
        // A place for each character would be many times the text.
        List<Place> places = [new Place(0, 0, 1)];
        for (var at = 0; at < text.Length;)
        {
            var end = next < 0 ? text.Length : next;
            decoded.Append(text, at, end - at);
            at = end;
            if (next >= 0)
            {
                if (read == '"' && text[at] == '\\')
                {
                    // In JSON it is a quote within a text in quotes.
                    Add('\\', at, length);
                }
                if (read != '\0')
                {
                    Add(read, at, length);
                }
                at += length;
                if (read == '\0')
                {
                    places.Add(new Place(decoded.Length, at, 1));
                }
                next = NextEscape(text, at, out length, out read);
            }
        }
        return new DecodedText(decoded.ToString(), places, inner);

        void Add(char c, int from, int length)
        {
            places.Add(new Place(decoded.Length, from, length));
            decoded.Append(c);
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
            (length, read) = ReadAt(text, at);
            if (length > 0)
            {
                return at;
            }
        }
        (length, read) = (0, '\0');
        return -1;
    }

    static (int Length, char Read) ReadAt(string text, int at) => text.AsSpan(at) switch
    {
        ['\\', '/', ..] => (2, '/'),
        ['\\', 'n', ..] => (2, '\n'),
        ['%' or '\\' or '&', ..] => Printable(Escape.At(text, at) is { IsByte: true, Value: > 127 } first
            ? InUtf8(text, at, first)
            : Escape.At(text, at)),
        _ => (1, '\0'),
    };

    static (int Length, char Read) Printable(Escape escape) =>
        escape.Value is '\n' or >= ' ' and < 127 or >= 160 and < 0xd800 or >= 0xe000 and <= 0xffff
            ? (escape.Length, (char)escape.Value)
            : (0, '\0');

    /// <summary>A character beyond ASCII, whose bytes are escaped one by one; where they are none, the first of them.</summary>
    static Escape InUtf8(string text, int at, Escape first)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        var count = 0;
        for (var next = first; count < MaxBytes && next.IsByte && next.Length == first.Length; count++)
        {
            bytes[count] = (byte)next.Value;
            var end = at + (count + 1) * first.Length;
            next = end < text.Length && text[end] == text[at] ? Escape.At(text, end) : default;
        }
        return Rune.DecodeFromUtf8(bytes[..count], out var rune, out var consumed) == OperationStatus.Done
            ? new Escape(rune.Value, consumed * first.Length, false)
            : first;
    }

    /// <summary>
    /// The runs of escaped characters, each family of escapes by itself, and what they say. The text is read once.
    /// </summary>
    public static IEnumerable<HiddenContent> HiddenIn(string text)
    {
        for (var at = 0; (at = NextOfRun(text, at)) < text.Length;)
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
            if (RunUnescaped(run, text[at]) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin) { Disguise = run };
            }
            at = end;
        }
    }

    static int NextOfRun(string text, int at)
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
            var escape = text[at] == family ? Escape.At(text, at) : default;
            if (escape.Length > 0)
            {
                count += escape.IsSoftBreak ? 0 : 1;
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

    static string? RunUnescaped(string run, char family)
    {
        var bytes = new List<byte>(run.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (var at = 0; at < run.Length;)
        {
            var escape = run[at] == family ? Escape.At(run, at) : default;
            if (escape.Length == 0)
            {
                Rune.DecodeFromUtf16(run.AsSpan(at), out var plain, out var length);
                bytes.AddRange(buffer[..plain.EncodeToUtf8(buffer)]);
                at += length;
                continue;
            }
            at += escape.Length;
            if (escape.IsSoftBreak)
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
        return ByteText.Of([.. bytes]);
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
