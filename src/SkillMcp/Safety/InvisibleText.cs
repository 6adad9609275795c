using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Finds what a text says by characters that are not seen: bits in invisible characters or in blanks, bytes in variation selectors, and
/// what a terminal conceals or erases. It reads the text as it was written.
/// </summary>
static class InvisibleText
{
    // The bits of the shortest word that is read.
    const int MinBits = 40;

    public static IEnumerable<HiddenContent> In(string text) =>
        InvisibleBits(text).Concat(Selectors(text)).Concat(Blanks(text)).Concat(Erased(text)).Concat(Concealed(text));

    /// <summary>Two or four kinds of invisible characters are one or two bits each; the kinds are numbered in both orders.</summary>
    static IEnumerable<HiddenContent> InvisibleBits(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u00ac') < 0)
        {
            return [];
        }
        var at = text.AsSpan().IndexOfAny("\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u180e");
        var marks = string.Concat(text.Where(c => c is (>= '\u200b' and <= '\u200f') or (>= '\u2060' and <= '\u2064')
            or '\ufeff' or '\u00ad' or '\u180e'));
        return marks.Length < MinBits / 2 ? [] : Readings(marks, at);
    }

    /// <summary>What marks say as bits, the rarest of them left out as those that part characters.</summary>
    static IEnumerable<HiddenContent> Readings(string marks, int at)
    {
        var kinds = marks.CountBy(c => c).OrderByDescending(kind => kind.Value).Select(kind => kind.Key).ToList();
        if (kinds.Count is < 2 or > 6)
        {
            yield break;
        }
        foreach (var (zero, one) in new[] { (kinds[0], kinds[1]), (kinds[1], kinds[0]) })
        {
            if (FromMarks(marks, zero, one) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, at);
            }
        }
        if (kinds.Count == 4)
        {
            foreach (var order in Orders([.. kinds.Order()]))
            {
                var bits = string.Concat(marks.Select(c => Convert.ToString(order.IndexOf(c), 2).PadLeft(2, '0')));
                if (BaseCode.FromBits(bits, 8) is { } said)
                {
                    yield return new HiddenContent(HiddenContent.Encoded, said, at);
                }
            }
        }
    }

    static string? FromMarks(string marks, char zero, char one)
    {
        var bits = string.Concat(marks.Where(c => c == zero || c == one).Select(c => c == zero ? '0' : '1'));
        return BaseCode.FromBits(bits, 8) ?? BaseCode.FromBits(bits, 7) ?? FromGroups(marks, zero, one);
    }

    // A third kind parts the characters, whose leading zeros may be left out.
    static string? FromGroups(string marks, char zero, char one)
    {
        var groups = marks.Split([.. marks.Where(c => c != zero && c != one).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        return groups.Length < 8 || Array.Exists(groups, group => group.Length > 8)
            ? null
            : ByteText.Of([.. groups.Select(group => Convert.ToByte(new string([.. group.Select(c => c == zero ? '0' : '1')]), 2))]);
    }

    static IEnumerable<List<char>> Orders(List<char> kinds)
    {
        if (kinds.Count < 2)
        {
            return [kinds];
        }
        return kinds.SelectMany(
            first => Orders([.. kinds.Where(kind => kind != first)]), (first, rest) => (List<char>)[first, .. rest]);
    }

    /// <summary>Variation selectors number the bytes from 0 to 255.</summary>
    static IEnumerable<HiddenContent> Selectors(string text)
    {
        var bytes = new List<byte>();
        var first = -1;
        for (var at = 0; at < text.Length; at++)
        {
            var isPair = text[at] == '\udb40' && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            var value = isPair ? char.ConvertToUtf32(text[at], text[at + 1]) - 0xE0100 + 16 : text[at] - 0xFE00;
            if (value is >= 0 and < 256 && (isPair ? value >= 16 : value < 16))
            {
                first = first < 0 ? at : first;
                bytes.Add((byte)value);
            }
            at += isPair ? 1 : 0;
        }
        if (first >= 0 && ByteText.Of([.. bytes]) is { } said)
        {
            yield return new HiddenContent(HiddenContent.Encoded, said, first);
        }
    }

    /// <summary>Blanks and tabs at the ends of lines are bits, as are one and two blanks between words.</summary>
    static IEnumerable<HiddenContent> Blanks(string text)
    {
        var ends = new StringBuilder();
        var gaps = new StringBuilder();
        var ofLines = new List<HiddenContent>();
        for (var begin = 0; begin < text.Length;)
        {
            var end = text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            var line = text.AsSpan(begin, end - begin);
            var shown = line.TrimEnd([' ', '\t', '\u3000', '\u2003', '\u00a0']);
            foreach (var c in line[shown.Length..])
            {
                ends.Append(c == ' ' ? '0' : '1');
            }
            var before = gaps.Length;
            AddGaps(gaps, shown.TrimStart());
            if (gaps.Length - before >= MinBits)
            {
                ofLines.AddRange(Read(gaps.ToString(before, gaps.Length - before)));
            }
            begin = end + 1;
        }
        return ofLines.Concat(Read(ends.ToString())).Concat(Read(gaps.ToString()));

        static IEnumerable<HiddenContent> Read(string bits)
        {
            if (bits.Length < MinBits || !bits.Contains('1'))
            {
                yield break;
            }
            var turned = bits.Replace('0', '2').Replace('1', '0').Replace('2', '1');
            foreach (var said in new[] { bits, turned }.SelectMany(FromBits))
            {
                if (said is not null)
                {
                    yield return new HiddenContent(HiddenContent.Encoded, said, 0);
                }
            }
        }
    }

    // In front of the bits there may be blanks that are none.
    static IEnumerable<string?> FromBits(string bits) =>
        Enumerable.Range(0, 8).Select(from => BaseCode.FromBits(bits.AsSpan(from), 8)).Append(BaseCode.FromBits(bits, 7));

    static void AddGaps(StringBuilder gaps, ReadOnlySpan<char> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var begin = at;
            while (at < line.Length && line[at] is ' ' or '\t' or '\u00a0')
            {
                at++;
            }
            if (at > begin)
            {
                gaps.Append(at - begin == 1 && line[begin] == ' ' ? '0' : '1');
            }
        }
    }

    /// <summary>What is left where backspaces erase, and what they erase.</summary>
    static IEnumerable<HiddenContent> Erased(string text)
    {
        if (text.IndexOf('\b') < 0)
        {
            yield break;
        }
        var left = new StringBuilder();
        var erased = new StringBuilder();
        foreach (var c in text)
        {
            if (c != '\b')
            {
                left.Append(c);
            }
            else if (left.Length > 0)
            {
                erased.Append(left[^1]);
                left.Length--;
            }
        }
        var at = text.IndexOf('\b');
        var begin = left.ToString().LastIndexOf('\n', Math.Clamp(at, 0, Math.Max(left.Length - 1, 0))) + 1;
        yield return new HiddenContent(HiddenContent.Scrambled, left.ToString(begin, left.Length - begin), at) { Disguise = text };
        yield return new HiddenContent(HiddenContent.Scrambled, new string([.. erased.ToString().Reverse()]), at);
    }

    /// <summary>What a terminal does not show, up to where its style is set again.</summary>
    static IEnumerable<HiddenContent> Concealed(string written)
    {
        // A program writes the character as an escape of four.
        var text = written.Replace("\\e[", "\u001b[").Replace("\\033[", "\u001b[").Replace("\\x1b[", "\u001b[");
        for (var at = 0; (at = text.IndexOf('\u001b', at)) >= 0;)
        {
            var style = text.AsSpan(at, Math.Min(24, text.Length - at));
            var end = style.IndexOf('m');
            var from = at + Math.Max(end, 0) + 1;
            var to = text.IndexOf('\u001b', from) is >= 0 and var found ? found : text.Length;
            // A page that speaks of the escape writes on behind it, and never sets the style again.
            var isMention = to == text.Length && from < to && text[from] == ' ' && !written.Contains('\u001b');
            if (end > 1 && !isMention && Deobfuscation.IsConcealed(style[2..end].ToString().Split(';')))
            {
                yield return new HiddenContent(HiddenContent.Style, text[from..to], at);
            }
            at = to;
        }
    }
}
