using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>Finds the parts of a text that are a code, and what they say: each way of encoding reads the text once.</summary>
static class EncodedText
{
    // The letters of a writing are not farther from each other.
    const int MaxAlphabet = 256;

    // Characters of an encoded run, and half as many bytes of what it says.
    const int MinCodeLength = 16;
    const int MinSaid = ByteText.MinSaid;

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
    const string Xx = "+-" + Digits + Upper + Lower;

    static readonly SearchValues<char> Letters = SearchValues.Create(Digits + Upper + Lower);
    static readonly SearchValues<char> OfXx = SearchValues.Create(Xx);
    static readonly SearchValues<char> NoBigNumber = SearchValues.Create("+/-_=");

    static readonly SearchValues<char> EndsOfCode = SearchValues.Create(".:;,!?()");
    static readonly SearchValues<char> BeginsOfCode = SearchValues.Create(" \n\t\"'\\");

    static readonly AsciiSet OfCode = new(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_');
    static readonly AsciiSet OfWord = new(c => c is > ' ' and <= '~');
    static readonly AsciiSet OfBase45 = new(BaseCode.Base45Digits.Contains);

    // The codes of letters in these bases have three to five digits.
    static readonly int[] OddBases = [3, 4, 5, 6, 7, 9, 12];

    public static IEnumerable<HiddenContent> In(string text) =>
        Runs(text).Concat(Words(text)).Concat(Numbers(WithAsciiDigits(text))).Concat(MailedLines(text));

    /// <summary>The text with the digits of all writings as those of ASCII.</summary>
    static string WithAsciiDigits(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0660', '\uff19') || !text.Any(IsOtherDigit))
        {
            return text;
        }
        return string.Create(text.Length, text, static (plain, text) =>
        {
            for (var at = 0; at < plain.Length; at++)
            {
                plain[at] = IsOtherDigit(text[at]) ? (char)('0' + (int)char.GetNumericValue(text[at])) : text[at];
            }
        });
    }

    static bool IsOtherDigit(char c) => c > '\u007f' && char.IsDigit(c);

    /// <summary>What runs of letters and digits say: binary, hexadecimal, base32, base64 and the like, forwards or backwards.</summary>
    static IEnumerable<HiddenContent> Runs(string text)
    {
        var bigNumbers = MaxBigNumbers;
        var isTurned = ReadingHint.IsOfOrder(text);
        foreach (var (begin, end, joined) in RunsOverLines(text))
        {
            var run = joined ?? text.AsSpan(begin, end - begin);
            if ((FromRun(run, ref bigNumbers) ?? (isTurned ? FromTurned(run) : null)) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin);
            }
        }
    }

    /// <summary>What a run says from its end, in any of the codes: the text speaks of such a thing.</summary>
    static string? FromTurned(ReadOnlySpan<char> run)
    {
        var turned = run.ToArray();
        turned.AsSpan().Reverse();
        return BaseCode.FromBinary(turned) ?? BaseCode.FromCode(turned);
    }

    static string? FromRun(ReadOnlySpan<char> run, ref int bigNumbers)
    {
        if (FromWholeRun(run, ref bigNumbers) is { } said)
        {
            return said;
        }
        // The characters between the parts of an address may be those of a code too.
        var part = LongestPart(run);
        return part.Length >= MinCodeLength && part.Length < run.Length ? FromWholeRun(part, ref bigNumbers) : null;
    }

    static ReadOnlySpan<char> LongestPart(ReadOnlySpan<char> run)
    {
        var longest = run[..0];
        foreach (var range in run.SplitAny('/', '_', '-'))
        {
            longest = run[range].Length > longest.Length ? run[range] : longest;
        }
        return longest;
    }

    static string? FromWholeRun(ReadOnlySpan<char> run, ref int bigNumbers)
    {
        if ((BaseCode.FromBinary(run) ?? BaseCode.FromCode(run) ?? FromReversed(run) ?? FromRotated(run)) is { } said)
        {
            return said;
        }
        if (run.Length > MaxBigNumber || bigNumbers < run.Length || run.ContainsAny(NoBigNumber))
        {
            return null;
        }
        bigNumbers -= run.Length;
        return BaseCode.FromBigNumber(run);
    }

    /// <summary>
    /// Runs of code characters; also joined where they are the lines or groups of one code, all but the last of the same length.
    /// </summary>
    static IEnumerable<(int Begin, int End, string? Joined)> RunsOverLines(string text)
    {
        var group = new List<(int Begin, int End)>();
        foreach (var run in Ranges(text, OfCode, MinLine))
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
        gap.Length <= MaxLineGap && !gap.ContainsAny(EndsOfCode) && gap.ContainsAny(BeginsOfCode);

    // Most groups are one word.
    static IEnumerable<(int Begin, int End, string? Joined)> Grouped(string text, List<(int Begin, int End)> group) => group switch
    {
        [] => [],
        [var only] => only.End - only.Begin >= MinCodeLength ? [(only.Begin, only.End, null)] : [],
        _ => Joined(text, group),
    };

    static IEnumerable<(int Begin, int End, string? Joined)> Joined(string text, List<(int Begin, int End)> group)
    {
        foreach (var (begin, end) in group.Where(run => run.End - run.Begin >= MinCodeLength))
        {
            yield return (begin, end, null);
        }
        if (group.Sum(run => run.End - run.Begin) >= MinCodeLength)
        {
            yield return (group[0].Begin, group[^1].End, string.Concat(group.Select(run => text[run.Begin..run.End])));
        }
    }

    /// <summary>What runs between blanks say in base85 and base45.</summary>
    static IEnumerable<HiddenContent> Words(string text)
    {
        foreach (var (begin, end) in Ranges(text, OfWord, MinCodeLength))
        {
            // In base85 every fourth character is a mark.
            if (text.AsSpan(begin, end - begin).ContainsAnyExcept(Letters) && FromWord(text.AsSpan(begin, end - begin)) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin);
            }
        }
        foreach (var (begin, end) in Ranges(text, OfBase45, MinCodeLength))
        {
            if (BaseCode.FromBase45(text.AsSpan(begin, end - begin).Trim(' ')) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin);
            }
        }
    }

    // Around a code there may be quotes, brackets or a name; where it begins decides all that it says.
    static string? FromWord(ReadOnlySpan<char> word)
    {
        var inner = word.IndexOf("<~") is >= 0 and var mark ? word[(mark + 2)..] : word;
        inner = inner.IndexOf("~>") is >= 0 and var close ? inner[..close] : inner;
        for (var skip = 0; skip < 3; skip++)
        {
            for (var cut = 0; cut < 3 && inner.Length - skip - cut >= MinCodeLength; cut++)
            {
                if (BaseCode.FromBase85(inner[skip..(inner.Length - cut)]) is { } said)
                {
                    return said;
                }
            }
        }
        var begin = inner.LastIndexOfAny("=:\"'`(") + 1;
        return begin > 2 && begin < inner.Length ? FromWord(inner[begin..].TrimEnd("\"'`),.")) : null;
    }

    /// <summary>The runs of characters of a set.</summary>
    public static IEnumerable<(int Begin, int End)> Ranges(string text, AsciiSet characters, int minLength)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var begin = at;
            while (at < text.Length && characters.Contains(text[at]))
            {
                at++;
            }
            if (at - begin >= minLength)
            {
                yield return (begin, at);
            }
        }
    }

    static string? FromReversed(ReadOnlySpan<char> run) => FromBase64(run, static (run, turned) =>
    {
        run.CopyTo(turned);
        turned.Reverse();
    });

    static string? FromRotated(ReadOnlySpan<char> run) => FromBase64(run, static (run, turned) =>
    {
        for (var at = 0; at < run.Length; at++)
        {
            var first = char.IsAsciiLetterLower(run[at]) ? 'a' : 'A';
            turned[at] = char.IsAsciiLetter(run[at]) ? (char)(first + (run[at] - first + 13) % 26) : run[at];
        }
    });

    static string? FromBase64(ReadOnlySpan<char> run, Action<ReadOnlySpan<char>, Span<char>> turn)
    {
        var rented = ArrayPool<char>.Shared.Rent(run.Length);
        turn(run, rented.AsSpan(0, run.Length));
        var said = BaseCode.FromBase64(rented.AsSpan(0, run.Length));
        ArrayPool<char>.Shared.Return(rented);
        return said;
    }

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
                if (ByteText.Of(CollectionsMarshal.AsSpan(said)) is { } whole)
                {
                    yield return new HiddenContent(HiddenContent.Encoded, whole, first);
                }
                said.Clear();
            }
            begin = end + 1;
        }
        if (ByteText.Of(CollectionsMarshal.AsSpan(said)) is { } last)
        {
            yield return new HiddenContent(HiddenContent.Encoded, last, first);
        }
    }

    static byte[]? FromMailedLine(ReadOnlySpan<char> line, Func<char, int> valueOf)
    {
        if (line.Length < 5 || line.ContainsAnyExceptInRange(' ', '`'))
        {
            if (line.Length < 5 || line.ContainsAnyExcept(OfXx))
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
        ?? FromLetters(numbers, 10) ?? FromLetters(numbers, 16) ?? FromOddNumbers(numbers);

    /// <summary>What the numbers of letters say that are not of ASCII, with its blanks and marks between them.</summary>
    static string? FromLetters(List<string> numbers, int numberBase)
    {
        var style = numberBase == 16 ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var said = new StringBuilder(numbers.Count);
        var letters = 0;
        foreach (var number in numbers)
        {
            if (!int.TryParse(number, style, CultureInfo.InvariantCulture, out var value) || value is < ' ' or > char.MaxValue)
            {
                return null;
            }
            var c = (char)value;
            // Numbers that mean something else are of many writings.
            if (value > 127 && !(char.IsLetter(c) && (letters == 0 || IsNear(c, said)) || char.IsPunctuation(c)))
            {
                return null;
            }
            letters += value > 255 ? 1 : 0;
            said.Append(c);
        }
        return letters * 2 >= numbers.Count ? said.ToString() : null;

        static bool IsNear(char c, StringBuilder said)
        {
            for (var at = said.Length - 1; at >= 0; at--)
            {
                if (said[at] > 255)
                {
                    return c <= 255 || Math.Abs(c - said[at]) < MaxAlphabet || c > '\u2fff' && said[at] > '\u2fff';
                }
            }
            return true;
        }
    }

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
        return ByteText.Of(CollectionsMarshal.AsSpan(bytes));
    }

    /// <summary>What words of the same length in hexadecimal say: the two or four bytes of a dump.</summary>
    static string? FromWords(List<string> numbers)
    {
        var isDump = numbers[0].Length > 2 && numbers.TrueForAll(number => number.Length % 2 == 0 && number.Length <= numbers[0].Length);
        return isDump ? ByteText.Of(Convert.FromHexString(string.Concat(numbers))) : null;
    }
}
