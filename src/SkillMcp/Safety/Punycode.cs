using System.Text;

namespace SkillMcp.Safety;

/// <summary>RFC 3492: the letters of ASCII first, behind the last hyphen where the others are among them.</summary>
static class Punycode
{
    const int Base = 36;
    const int MaxTimes = 256;

    /// <summary>What a label says; null if it is not one.</summary>
    public static string? Decoded(string label)
    {
        var mark = label.LastIndexOf('-');
        var said = new List<int>(label.Take(Math.Max(mark, 0)).Select(c => (int)c));
        var (code, place, bias, at) = (128, 0, 72, mark + 1);
        while (at < label.Length)
        {
            if (DeltaAt(label, ref at, bias) is not { } delta || said.Count > MaxTimes + mark)
            {
                return null;
            }
            var count = said.Count + 1;
            bias = Adapted(delta, count, place == 0 && code == 128);
            code += (place + delta) / count;
            place = (place + delta) % count;
            if (!Rune.IsValid(code))
            {
                return null;
            }
            said.Insert(place++, code);
        }
        return said.Count == 0 ? null : string.Concat(said.Select(value => new Rune(value).ToString()));
    }

    static int? DeltaAt(string label, ref int at, int bias)
    {
        var (delta, weight) = (0, 1);
        for (var step = Base; ; step += Base)
        {
            var digit = at < label.Length ? DigitOf(label[at++]) : -1;
            if (digit < 0 || digit > (int.MaxValue - delta) / weight)
            {
                return null;
            }
            delta += digit * weight;
            var threshold = Math.Clamp(step - bias, 1, 26);
            if (digit < threshold)
            {
                return delta;
            }
            if (weight > int.MaxValue / (Base - threshold) / Base)
            {
                return null;
            }
            weight *= Base - threshold;
        }
    }

    static int DigitOf(char c) => char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' : char.IsAsciiDigit(c) ? c - '0' + 26 : -1;

    static int Adapted(int delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / 700 : delta / 2;
        delta += delta / count;
        var step = 0;
        for (; delta > 455; step += Base)
        {
            delta /= Base - 1;
        }
        return step + Base * delta / (delta + 38);
    }
}
