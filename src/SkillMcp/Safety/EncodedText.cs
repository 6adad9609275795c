using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>Finds the parts of a text that are a code, and what they say: each way of encoding reads the text once.</summary>
static class EncodedText
{
    // Characters of an encoded run, and half as many bytes of what it says.
    const int MinCodeLength = 16;
    const int MinSaid = MinCodeLength / 2;

    // Characters between a number and the next, and between the lines of one code; a program has more, the same between all.
    const int MaxGap = 3;
    const int MaxRepeatedGap = 14;
    const int MaxLineGap = 14;
    const int MinLine = 4;

    // What is read as one number takes the square of its length.
    const int MaxBigNumber = 400;
    const int MaxBigNumbers = 16_384;

    const string Digits = "0123456789";
    const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const string Lower = "abcdefghijklmnopqrstuvwxyz";

    static readonly SearchValues<char> Letters = SearchValues.Create(Digits + Upper + Lower);

    static readonly SearchValues<char> EndsOfCode = SearchValues.Create(".:;,!?()");

    static readonly string[] Bases32 = [Upper + "234567", Digits + Upper[..22], "0123456789ABCDEFGHJKMNPQRSTVWXYZ"];

    static readonly string[] BigBases =
    [
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", Digits + Upper + Lower, Digits + Lower + Upper,
        Digits + Lower, Digits + Upper, Digits,
    ];

    // The codes of letters in these bases have three to five digits.
    static readonly int[] OddBases = [3, 4, 5, 6, 7, 9, 12];

    static readonly string[] Bases85 =
    [
        Digits + Upper + Lower + "!#$%&()*+-;<=>?@^_`{|}~",
        string.Concat(Enumerable.Range('!', 85).Select(value => (char)value)),
        Digits + Lower + Upper + ".-:+=^!/*?&<>()[]{}@%$#",
    ];

    const string Base45 = Digits + Upper + " $%*+-./:";
    const string Xx = "+-" + Digits + Upper + Lower;

    public static IEnumerable<HiddenContent> In(string text) =>
        Runs(text).Concat(Words(text)).Concat(Numbers(text)).Concat(MailedLines(text));

    /// <summary>What runs of letters and digits say: binary, hexadecimal, base32, base64 and the like, forwards or backwards.</summary>
    static IEnumerable<HiddenContent> Runs(string text)
    {
        var bigNumbers = MaxBigNumbers;
        foreach (var (begin, run) in RunsOverLines(text))
        {
            if ((FromRun(run, ref bigNumbers) ?? FromPartOfPath(run, ref bigNumbers)) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin);
            }
        }
    }

    // The characters between the parts of an address may be those of a code too.
    static string? FromPartOfPath(string run, ref int bigNumbers) =>
        run.Split('/', '_', '-').MaxBy(part => part.Length) is { Length: >= MinCodeLength } part && part.Length < run.Length
            ? FromRun(part, ref bigNumbers)
            : null;

    /// <summary>What a run says in hexadecimal, base32 or base64; null if it is none of them.</summary>
    public static string? FromCode(string run) => FromHex(run) ?? FromBase32(run) ?? FromBase64(run);

    /// <summary>The bytes of a run, in each code that it may be in.</summary>
    public static IEnumerable<byte[]> BytesOf(string run)
    {
        if (run.Length % 2 == 0 && !run.AsSpan().ContainsAnyExcept("0123456789abcdefABCDEF"))
        {
            yield return Convert.FromHexString(run);
        }
        var code = run.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[code.Length];
        if (Convert.TryFromBase64String(code.PadRight((code.Length + 3) / 4 * 4, '='), bytes, out var length))
        {
            yield return bytes[..length];
        }
    }

    static string? FromRun(string run, ref int bigNumbers)
    {
        if ((FromBinary(run) ?? FromHex(run) ?? FromBase32(run) ?? FromBase64(run) ?? FromBase64(Reversed(run))
            ?? FromBase64(Rotated(run))) is { } said)
        {
            return said;
        }
        if (run.Length > MaxBigNumber || bigNumbers < run.Length || run.AsSpan().IndexOfAny("+/-_=") >= 0)
        {
            return null;
        }
        bigNumbers -= run.Length;
        // A number with few kinds of digits is one of a base that has no more.
        var bases = run.AsSpan().ContainsAnyExcept(Digits) ? BigBases.AsSpan(0, BigBases.Length - 1).ToArray() : BigBases[^1..];
        return bases.Select(alphabet => FromBigNumber(run, alphabet)).FirstOrDefault(found => found is not null);
    }

    /// <summary>
    /// Runs of code characters; also joined where they are the lines or groups of one code, all but the last of the same length.
    /// </summary>
    static IEnumerable<(int Begin, string Run)> RunsOverLines(string text)
    {
        var group = new List<(int Begin, int End)>();
        foreach (var run in Ranges(text, IsCodeCharacter, MinLine))
        {
            var isSame = group.Count > 0 && IsSameLength(group, run) && IsLineGap(text.AsSpan(group[^1].End, run.Begin - group[^1].End));
            if (!isSame)
            {
                foreach (var found in Grouped(text, group))
                {
                    yield return found;
                }
                group.Clear();
            }
            group.Add(run);
        }
        foreach (var found in Grouped(text, group))
        {
            yield return found;
        }
    }

    // The lines so far have one length, and the next has not more; after a shorter one nothing follows.
    static bool IsSameLength(List<(int Begin, int End)> group, (int Begin, int End) run)
    {
        var length = group[0].End - group[0].Begin;
        var isFull = group[^1].End - group[^1].Begin == length;
        return isFull && run.End - run.Begin <= length;
    }

    static bool IsLineGap(ReadOnlySpan<char> gap) =>
        gap.Length <= MaxLineGap && !gap.ContainsAny(EndsOfCode) && gap.ContainsAny(" \n\t\"'\\");

    static IEnumerable<(int Begin, string Run)> Grouped(string text, List<(int Begin, int End)> group)
    {
        foreach (var (begin, end) in group.Where(run => run.End - run.Begin >= MinCodeLength))
        {
            yield return (begin, text[begin..end]);
        }
        if (group.Count > 1 && group.Sum(run => run.End - run.Begin) >= MinCodeLength)
        {
            yield return (group[0].Begin, string.Concat(group.Select(run => text[run.Begin..run.End])));
        }
    }

    /// <summary>What runs between blanks say in base85 and base45.</summary>
    static IEnumerable<HiddenContent> Words(string text)
    {
        foreach (var (begin, end) in Ranges(text, c => c is > ' ' and <= '~', MinCodeLength))
        {
            // In base85 every fourth character is a mark.
            if (text.AsSpan(begin, end - begin).ContainsAnyExcept(Letters) && FromWord(text[begin..end]) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin);
            }
        }
        foreach (var (begin, end) in Ranges(text, c => Base45.Contains(c), MinCodeLength))
        {
            if (FromBase45(text.AsSpan(begin, end - begin).Trim(' ')) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin);
            }
        }
    }

    // Around a code there may be quotes, brackets or a name; where it begins decides all that it says.
    static string? FromWord(string word)
    {
        var inner = word.IndexOf("<~", StringComparison.Ordinal) is >= 0 and var mark ? word[(mark + 2)..] : word;
        inner = inner.IndexOf("~>", StringComparison.Ordinal) is >= 0 and var close ? inner[..close] : inner;
        for (var skip = 0; skip < 3; skip++)
        {
            for (var cut = 0; cut < 3 && inner.Length - skip - cut >= MinCodeLength; cut++)
            {
                var code = inner[skip..(inner.Length - cut)];
                var said = Bases85.Select(alphabet => FromBase85(code, alphabet)).FirstOrDefault(found => found is not null);
                if (said is not null)
                {
                    return said;
                }
            }
        }
        var begin = inner.LastIndexOfAny(['=', ':', '"', '\'', '`', '(']) + 1;
        return begin > 2 && begin < inner.Length ? FromWord(inner[begin..].TrimEnd('"', '\'', '`', ')', ',', '.')) : null;
    }

    public static IEnumerable<(int Begin, int End)> Ranges(string text, Func<char, bool> belongs, int minLength)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var begin = at;
            while (at < text.Length && belongs(text[at]))
            {
                at++;
            }
            if (at - begin >= minLength)
            {
                yield return (begin, at);
            }
        }
    }

    static bool IsCodeCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_';

    static string Reversed(string run) => new([.. run.Reverse()]);

    static string Rotated(string run) => string.Create(run.Length, run, static (rotated, run) =>
    {
        for (var at = 0; at < run.Length; at++)
        {
            var first = char.IsAsciiLetterLower(run[at]) ? 'a' : 'A';
            rotated[at] = char.IsAsciiLetter(run[at]) ? (char)(first + (run[at] - first + 13) % 26) : run[at];
        }
    });

    static string? FromBinary(string run)
    {
        if (run.AsSpan().ContainsAnyExcept("01"))
        {
            return null;
        }
        return (run.Length % 8 == 0 ? FromBits(run, 8) : null) ?? (run.Length % 7 == 0 ? FromBits(run, 7) : null);
    }

    /// <summary>What bits say, by a number of them for each character.</summary>
    public static string? FromBits(string bits, int size)
    {
        var bytes = new byte[bits.Length / size];
        for (var at = 0; at < bytes.Length * size; at++)
        {
            bytes[at / size] = (byte)(bytes[at / size] << 1 | bits[at] - '0');
        }
        return AsText(bytes);
    }

    static string? FromHex(string run)
    {
        var digits = run.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? run[2..] : run;
        if (digits.Length % 2 != 0 || digits.AsSpan().ContainsAnyExcept("0123456789abcdefABCDEF"))
        {
            return null;
        }
        var bytes = Convert.FromHexString(digits);
        return AsText(bytes) ?? AsDecompressed(bytes);
    }

    static string? FromBase32(string run)
    {
        var digits = run.TrimEnd('=').ToUpperInvariant();
        var isOneCase = !run.AsSpan().ContainsAnyInRange('a', 'z') || !run.AsSpan().ContainsAnyInRange('A', 'Z');
        var isHex = !digits.AsSpan().ContainsAnyExcept("0123456789ABCDEF");
        return isOneCase && !isHex ? Bases32.Select(FromDigits).FirstOrDefault(said => said is not null) : null;

        string? FromDigits(string alphabet)
        {
            if (digits.AsSpan().ContainsAnyExcept(alphabet))
            {
                return null;
            }
            var bytes = new List<byte>();
            var (bits, count) = (0, 0);
            foreach (var digit in digits)
            {
                (bits, count) = ((bits << 5 | alphabet.IndexOf(digit)) & 0xfff, count + 5);
                if (count >= 8)
                {
                    count -= 8;
                    bytes.Add((byte)(bits >> count));
                }
            }
            return AsText([.. bytes]) ?? AsDecompressed([.. bytes]);
        }
    }

    static string? FromBase64(string run)
    {
        // A few letters may be put in front of it, which only shift the begin.
        for (var skip = 0; skip < Math.Min(4, run.Length); skip++)
        {
            var code = run[skip..].TrimEnd('=').Replace('-', '+').Replace('_', '/');
            code = code[..(code.Length - (code.Length % 4 == 1 ? 1 : 0))];
            var bytes = new byte[code.Length];
            var padded = code.PadRight((code.Length + 3) / 4 * 4, '=');
            if (Convert.TryFromBase64String(padded, bytes, out var length)
                && (AsText(bytes[..length]) ?? AsDecompressed(bytes[..length])) is { } said)
            {
                return said;
            }
        }
        return null;
    }

    /// <summary>What a run says that is one number in a base which is no power of two, such as base58.</summary>
    static string? FromBigNumber(string run, string alphabet)
    {
        var bytes = new List<uint>(run.Length);
        foreach (var c in run)
        {
            var carry = (ulong)alphabet.IndexOf(c);
            if (carry > 61)
            {
                return null;
            }
            for (var at = 0; at < bytes.Count; at++)
            {
                carry += bytes[at] * (ulong)alphabet.Length;
                bytes[at] = (uint)carry;
                carry >>= 32;
            }
            if (carry > 0)
            {
                bytes.Add((uint)carry);
            }
        }
        var said = bytes.SelectMany(limb => new[] { (byte)limb, (byte)(limb >> 8), (byte)(limb >> 16), (byte)(limb >> 24) }).Reverse();
        return AsText([.. said.SkipWhile(value => value == 0)]);
    }

    static string? FromBase45(ReadOnlySpan<char> run)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < run.Length; at += 3)
        {
            var group = run.Slice(at, Math.Min(3, run.Length - at));
            var value = 0;
            for (var place = group.Length - 1; place >= 0; place--)
            {
                value = value * 45 + Base45.IndexOf(group[place]);
            }
            if (group.Length == 1 || value > (group.Length == 3 ? 0xffff : 0xff))
            {
                return null;
            }
            if (group.Length == 3)
            {
                bytes.Add((byte)(value >> 8));
            }
            bytes.Add((byte)value);
        }
        return AsText([.. bytes]);
    }

    static string? FromBase85(string word, string alphabet)
    {
        if (word.AsSpan().ContainsAnyExcept(alphabet))
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
            // Most words are no code, which their first characters tell.
            if (group.Length == 1 || value > uint.MaxValue || bytes.Count == MinCodeLength && !IsBeginOfText(bytes))
            {
                return null;
            }
            for (var place = 0; place < group.Length - 1; place++)
            {
                bytes.Add((byte)(value >> (24 - 8 * place)));
            }
        }
        return AsText([.. bytes]) ?? AsDecompressed([.. bytes]);
    }

    static bool IsBeginOfText(List<byte> bytes) => bytes[0] is 0x1f or 0x78 || bytes.Count(value => value is < 32 or 127) <= 1;

    /// <summary>What lines say that begin with how many bytes they are, as mail programs wrote them: uuencode and xxencode.</summary>
    static IEnumerable<HiddenContent> MailedLines(string text)
    {
        var said = new List<byte>();
        var first = 0;
        for (var begin = 0; begin < text.Length;)
        {
            var end = text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            var line = text.AsSpan(begin, end - begin).Trim();
            if ((FromMailedLine(line, c => (c - ' ') & 63) ?? FromMailedLine(line, c => Xx.IndexOf(c))) is { } bytes)
            {
                first = said.Count == 0 ? begin : first;
                said.AddRange(bytes);
            }
            else
            {
                if (AsText([.. said]) is { } whole)
                {
                    yield return new HiddenContent(HiddenContent.Encoded, whole, first);
                }
                said.Clear();
            }
            begin = end + 1;
        }
        if (AsText([.. said]) is { } last)
        {
            yield return new HiddenContent(HiddenContent.Encoded, last, first);
        }
    }

    static byte[]? FromMailedLine(ReadOnlySpan<char> line, Func<char, int> valueOf)
    {
        if (line.Length < 5 || line.ContainsAnyExceptInRange(' ', '`'))
        {
            if (line.Length < 5 || line.ContainsAnyExcept(Xx))
            {
                return null;
            }
        }
        var length = valueOf(line[0]);
        var code = line[1..];
        if (length is < 1 or > 45 || code.Length < (length * 4 + 2) / 3 || code.Length > (length + 2) / 3 * 4)
        {
            return null;
        }
        var bytes = new byte[length];
        for (var at = 0; at < length; at++)
        {
            var bit = at * 8;
            var (one, other) = (valueOf(code[bit / 6]), bit / 6 + 1 < code.Length ? valueOf(code[bit / 6 + 1]) : 0);
            bytes[at] = (byte)((one << 6 | other) >> (4 - bit % 6));
        }
        return bytes.All(value => value is >= 32 and < 127 or 9 or 10 or 13 or >= 128) ? bytes : null;
    }

    /// <summary>
    /// What numbers in a row say as characters: <c>49 67 6e</c>, <c>73, 103, 110</c>, <c>01001001 01100111</c>, <c>\111\147</c>,
    /// <c>=49=67</c>, <c>U+0049 U+0067</c>, <c>chr(73)+chr(103)</c>.
    /// </summary>
    static IEnumerable<HiddenContent> Numbers(string text)
    {
        var numbers = new List<string>();
        var (begin, last) = (0, 0);
        var gap = (Begin: 0, Length: 0);
        for (var at = 0; at < text.Length;)
        {
            var (from, end) = NumberAt(text, at);
            if (end == from)
            {
                var isBetween = numbers.Count > 0 && at - last < MaxGap && !char.IsAsciiLetterOrDigit(text[at]);
                if (!isBetween && numbers.Count > 0 && RepeatedGap() is > 0 and var length)
                {
                    at = last + length;
                    continue;
                }
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
            gap = numbers.Count == 0 ? default : (last, at - last);
            begin = numbers.Count == 0 ? at : begin;
            numbers.Add(text[from..end]);
            last = at = end;
        }
        if (Said() is { } saidLast)
        {
            yield return new HiddenContent(HiddenContent.Encoded, saidLast, begin);
        }

        string? Said() => numbers.Count < MinSaid ? null : FromNumbers(numbers);

        // How far it is to the next number over what was between the last two, or after the first one over anything short.
        int RepeatedGap()
        {
            if (numbers.Count > 1)
            {
                var isRepeated = gap.Length > 0 && string.CompareOrdinal(text, gap.Begin, text, last, gap.Length) == 0;
                return isRepeated && HasNumber(last + gap.Length) ? gap.Length : 0;
            }
            var length = 1;
            while (length <= MaxRepeatedGap && last + length < text.Length && !char.IsAsciiDigit(text[last + length]))
            {
                length++;
            }
            return length <= MaxRepeatedGap && HasNumber(last + length) ? length : 0;
        }

        bool HasNumber(int place) => place < text.Length && NumberAt(text, place) is var (from, end) && end > from;
    }

    /// <summary>The digits of a number of two to eight characters that a word is made of; empty where none is.</summary>
    static (int From, int End) NumberAt(string text, int at)
    {
        var from = at;
        if (at + 1 < text.Length && text[at] is '0' or 'U' or 'u' && text[at + 1] is 'x' or 'X' or 'b' or 'o' or '+')
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
        FromNumbers(numbers, 2) ?? FromNumbers(numbers, 10) ?? FromNumbers(numbers, 8) ?? FromNumbers(numbers, 16) ?? FromWords(numbers)
        ?? FromOddNumbers(numbers);

    static string? FromOddNumbers(List<string> numbers) => numbers.TrueForAll(number => number.Length == numbers[0].Length)
        ? OddBases.Select(numberBase => FromNumbers(numbers, numberBase)).OfType<string>().FirstOrDefault(LetterRun.IsEnglish)
        : null;

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
        return AsText([.. bytes]);
    }

    /// <summary>What words of the same length in hexadecimal say: the two or four bytes of a dump.</summary>
    static string? FromWords(List<string> numbers)
    {
        var isDump = numbers[0].Length > 2 && numbers.TrueForAll(number => number.Length % 2 == 0 && number.Length <= numbers[0].Length);
        return isDump ? AsText(Convert.FromHexString(string.Concat(numbers))) : null;
    }

    /// <summary>
    /// The bytes as a text: nearly all of them printable ASCII, or all of them UTF-8 or UTF-16 without controls; null if they are not.
    /// </summary>
    public static string? AsText(byte[] bytes)
    {
        if (bytes.Length < MinSaid)
        {
            return null;
        }
        var (printable, high, zero) = (0, 0, 0);
        foreach (var value in bytes)
        {
            printable += value is >= 32 and < 127 or 9 or 10 or 13 ? 1 : 0;
            high += value >= 128 ? 1 : 0;
            zero += value == 0 ? 1 : 0;
        }
        if (printable >= bytes.Length * 0.95 && high == 0)
        {
            return Encoding.Latin1.GetString(bytes);
        }
        if (zero >= bytes.Length / 2 - 1 && printable >= bytes.Length / 2 - 1)
        {
            return Encoding.Latin1.GetString([.. bytes.Where(value => value != 0)]);
        }
        return printable + high == bytes.Length && high > 0 ? AsUtf8(bytes) : AsLatin(bytes, printable);
    }

    static string? AsUtf8(byte[] bytes)
    {
        var text = new char[bytes.Length];
        return System.Text.Unicode.Utf8.ToUtf16(bytes, text, out _, out var length, replaceInvalidSequences: false)
            == OperationStatus.Done && !text.Take(length).Any(IsUnwritten)
            ? new string(text, 0, length)
            : AsLatin(bytes, bytes.Count(value => value < 128));
    }

    // Bytes that are UTF-8 by chance are characters that no language has.
    static bool IsUnwritten(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Control && c is not ('\t' or '\n' or '\r');

    static string? AsLatin(byte[] bytes, int printable) =>
        printable >= bytes.Length * 0.95 ? Encoding.Latin1.GetString(bytes) : AsEbcdic(bytes);

    /// <summary>The bytes as letters of the code of mainframes, in which the blank and the letters are no ASCII.</summary>
    static string? AsEbcdic(byte[] bytes)
    {
        const string Rows = "abcdefghi\0\0\0\0\0\0\0jklmnopqr\0\0\0\0\0\0\0\0stuvwxyz";
        var letters = new char[bytes.Length];
        var known = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            // Small letters are in the rows from 0x81 on, capitals in those from 0xc1 on.
            var place = (bytes[at] & 0xbf) - 0x81;
            letters[at] = bytes[at] switch
            {
                0x40 => ' ',
                0x4b => '.',
                >= 0xf0 and <= 0xf9 => (char)('0' + bytes[at] - 0xf0),
                _ => place >= 0 && place < Rows.Length && Rows[place] != '\0' ? Rows[place] : '?',
            };
            known += letters[at] == '?' ? 0 : 1;
        }
        return known >= bytes.Length * 0.9 && new string(letters) is var said && LetterRun.IsEnglish(said) ? said : null;
    }

    /// <summary>What compressed bytes say, up to the length that is read of any text.</summary>
    static string? AsDecompressed(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..] and not [0x78, 0x01 or 0x5e or 0x9c or 0xda, ..])
        {
            return DisguisedCode.Unmarked(bytes);
        }
        using var compressed = new MemoryStream(bytes);
        using Stream stream = bytes[0] == 0x1f
            ? new GZipStream(compressed, CompressionMode.Decompress)
            : new ZLibStream(compressed, CompressionMode.Decompress);
        var said = new byte[ContentScreen.MaxLength];
        try
        {
            return AsText(said[..stream.ReadAtLeast(said, said.Length, throwOnEndOfStream: false)]);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
