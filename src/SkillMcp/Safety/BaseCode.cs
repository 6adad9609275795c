using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Decodes what is written in the digits of a base: binary, hexadecimal, base32, base64, base85 and the like. Nearly all that it is
/// given is no code, which it tells without making anything of it.
/// </summary>
static class BaseCode
{
    // What is longer is seldom read.
    const int MaxOnStack = 512;

    const string Decimal = "0123456789";
    const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const string Lower = "abcdefghijklmnopqrstuvwxyz";

    // The first bytes, which tell whether a word is a code.
    const int MinBegin = 16;

    static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    static readonly SearchValues<char> DecimalDigits = SearchValues.Create(Decimal);

    static readonly DigitTable Base64 = new(Upper + Lower + Decimal + "+/") { ['-'] = 62, ['_'] = 63 };

    // Letters of any case.
    static readonly DigitTable[] Bases32 =
    [
        new(Upper + "234567", Lower), new(Decimal + Upper[..22], Decimal + Lower[..22]),
        new("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "0123456789abcdefghjkmnpqrstvwxyz"),
    ];

    static readonly DigitTable[] BigBases =
    [
        new("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"), new(Decimal + Upper + Lower), new(Decimal + Lower + Upper),
        new(Decimal + Lower), new(Decimal + Upper), new(Decimal),
    ];

    static readonly DigitTable[] Bases85 =
    [
        new(Decimal + Upper + Lower + "!#$%&()*+-;<=>?@^_`{|}~"),
        new(string.Concat(Enumerable.Range('!', 85).Select(value => (char)value))),
        new(Decimal + Lower + Upper + ".-:+=^!/*?&<>()[]{}@%$#"),
    ];

    static readonly DigitTable Base45 = new(Base45Digits);

    /// <summary>The digits of base45.</summary>
    public const string Base45Digits = Decimal + Upper + " $%*+-./:";

    /// <summary>What a run says in hexadecimal, base32 or base64; null if it is none of them.</summary>
    public static string? FromCode(ReadOnlySpan<char> run) => FromHex(run) ?? FromBase32(run) ?? FromBase64(run);

    /// <summary>The bytes of a run, in each code that it may be in.</summary>
    public static IEnumerable<byte[]> BytesOf(string run)
    {
        if (run.Length % 2 == 0 && !run.AsSpan().ContainsAnyExcept(HexDigits))
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

    /// <summary>What zeros and ones say, seven or eight for each character.</summary>
    public static string? FromBinary(ReadOnlySpan<char> run)
    {
        if (run.ContainsAnyExcept('0', '1'))
        {
            return null;
        }
        return (run.Length % 8 == 0 ? FromBits(run, 8) : null) ?? (run.Length % 7 == 0 ? FromBits(run, 7) : null);
    }

    /// <summary>What bits say, by a number of them for each character.</summary>
    public static string? FromBits(ReadOnlySpan<char> bits, int size)
    {
        var bytes = new byte[bits.Length / size];
        for (var at = 0; at < bytes.Length * size; at++)
        {
            bytes[at / size] = (byte)(bytes[at / size] << 1 | bits[at] - '0');
        }
        return ByteText.Of(bytes);
    }

    public static string? FromHex(ReadOnlySpan<char> run)
    {
        var digits = run.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? run[2..] : run;
        return digits.Length % 2 != 0 || digits.ContainsAnyExcept(HexDigits)
            ? null
            : ByteText.OfPlainOrCompressed(Convert.FromHexString(digits));
    }

    public static string? FromBase32(ReadOnlySpan<char> run)
    {
        var digits = run.TrimEnd('=');
        var isOneCase = !run.ContainsAnyInRange('a', 'z') || !run.ContainsAnyInRange('A', 'Z');
        if (!isOneCase || !digits.ContainsAnyExcept(HexDigits))
        {
            return null;
        }
        foreach (var digitsOfBase in Bases32)
        {
            if (Decoded(digits, digitsOfBase, static (code, table, bytes) => Unpacked(code, table, 5, bytes)) is { } said)
            {
                return said;
            }
        }
        return null;
    }

    public static string? FromBase64(ReadOnlySpan<char> run)
    {
        // A few letters may be put in front of it, which only shift the begin.
        for (var skip = 0; skip < Math.Min(4, run.Length); skip++)
        {
            var code = run[skip..].TrimEnd('=');
            code = code.Length % 4 == 1 ? code[..^1] : code;
            if (Decoded(code, Base64, static (code, table, bytes) => Unpacked(code, table, 6, bytes)) is { } said)
            {
                return said;
            }
        }
        return null;
    }

    /// <summary>Writes the bytes of digits of so many bits each.</summary>
    /// <returns>How many they are; less than 0 if there is another character.</returns>
    static int Unpacked(ReadOnlySpan<char> code, DigitTable table, int size, Span<byte> bytes)
    {
        var (bits, count, length) = (0, 0, 0);
        foreach (var c in code)
        {
            var digit = table[c];
            if (digit < 0)
            {
                return -1;
            }
            bits = (bits << size | digit) & 0xffff;
            count += size;
            if (count >= 8)
            {
                count -= 8;
                bytes[length++] = (byte)(bits >> count);
            }
        }
        return length;
    }

    delegate int Decoder(ReadOnlySpan<char> code, DigitTable table, Span<byte> bytes);

    /// <summary>What a code says that has no more bytes than digits.</summary>
    static string? Decoded(ReadOnlySpan<char> code, DigitTable table, Decoder decoder, bool mayBeCompressed = true)
    {
        var rented = code.Length > MaxOnStack ? ArrayPool<byte>.Shared.Rent(code.Length) : null;
        try
        {
            var bytes = rented ?? stackalloc byte[MaxOnStack];
            var length = decoder(code, table, bytes);
            if (length < 0)
            {
                return null;
            }
            return mayBeCompressed ? ByteText.OfPlainOrCompressed(bytes[..length]) : ByteText.Of(bytes[..length]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>What a run says that is one number in a base which is no power of two, such as base58.</summary>
    public static string? FromBigNumber(ReadOnlySpan<char> run)
    {
        // A number with few kinds of digits is one of a base that has no more.
        var bases = run.ContainsAnyExcept(DecimalDigits) ? BigBases.AsSpan(0, BigBases.Length - 1) : BigBases.AsSpan(BigBases.Length - 1);
        foreach (var table in bases)
        {
            if (FromBigNumber(run, table) is { } said)
            {
                return said;
            }
        }
        return null;
    }

    static string? FromBigNumber(ReadOnlySpan<char> run, DigitTable table)
    {
        // Five digits at a time are less than a limb.
        const int DigitsAtATime = 5;
        Span<uint> limbs = stackalloc uint[MaxOnStack / 4];
        var count = 0;
        for (var at = 0; at < run.Length; at += DigitsAtATime)
        {
            var (carry, scale) = (0ul, 1ul);
            foreach (var c in run.Slice(at, Math.Min(DigitsAtATime, run.Length - at)))
            {
                var digit = table[c];
                if (digit < 0)
                {
                    return null;
                }
                (carry, scale) = (carry * (ulong)table.Count + (ulong)digit, scale * (ulong)table.Count);
            }
            for (var limb = 0; limb < count; limb++)
            {
                carry += limbs[limb] * scale;
                limbs[limb] = (uint)carry;
                carry >>= 32;
            }
            if (carry > 0)
            {
                limbs[count++] = (uint)carry;
            }
        }
        return FromLimbs(limbs[..count]);
    }

    static string? FromLimbs(ReadOnlySpan<uint> limbs)
    {
        Span<byte> bytes = stackalloc byte[MaxOnStack];
        var length = 0;
        for (var limb = limbs.Length - 1; limb >= 0; limb--)
        {
            for (var shift = 24; shift >= 0; shift -= 8)
            {
                bytes[length] = (byte)(limbs[limb] >> shift);
                length += length > 0 || bytes[0] != 0 ? 1 : 0;
            }
        }
        return ByteText.Of(bytes[..length]);
    }

    public static string? FromBase45(ReadOnlySpan<char> run) => Decoded(run, Base45, static (code, table, bytes) =>
    {
        var length = 0;
        for (var at = 0; at < code.Length; at += 3)
        {
            var group = code.Slice(at, Math.Min(3, code.Length - at));
            var value = 0;
            for (var place = group.Length - 1; place >= 0; place--)
            {
                value = value * 45 + table[group[place]];
            }
            if (group.Length == 1 || value > (group.Length == 3 ? 0xffff : 0xff))
            {
                return -1;
            }
            if (group.Length == 3)
            {
                bytes[length++] = (byte)(value >> 8);
            }
            bytes[length++] = (byte)value;
        }
        return length;
    }, mayBeCompressed: false);

    /// <summary>What a run says in one of the alphabets of base85.</summary>
    public static string? FromBase85(ReadOnlySpan<char> run)
    {
        foreach (var table in Bases85)
        {
            if (Decoded(run, table, Unpacked85) is { } said)
            {
                return said;
            }
        }
        return null;
    }

    static int Unpacked85(ReadOnlySpan<char> code, DigitTable table, Span<byte> bytes)
    {
        var length = 0;
        for (var at = 0; at < code.Length; at += 5)
        {
            var group = code.Slice(at, Math.Min(5, code.Length - at));
            var value = 0L;
            for (var place = 0; place < 5; place++)
            {
                var digit = place < group.Length ? table[group[place]] : 84;
                if (digit < 0)
                {
                    return -1;
                }
                value = value * 85 + digit;
            }
            // Most words are no code, which their first characters tell.
            if (group.Length == 1 || value > uint.MaxValue || length == MinBegin && !IsBeginOfText(bytes[..length]))
            {
                return -1;
            }
            for (var place = 0; place < group.Length - 1; place++)
            {
                bytes[length++] = (byte)(value >> (24 - 8 * place));
            }
        }
        return length;
    }

    static bool IsBeginOfText(ReadOnlySpan<byte> bytes)
    {
        var controls = 0;
        foreach (var value in bytes)
        {
            controls += value is < 32 or 127 ? 1 : 0;
        }
        return bytes[0] is 0x1f or 0x78 || controls <= 1;
    }

    /// <summary>What each character is worth as a digit; less than 0 for those that are none.</summary>
    sealed class DigitTable
    {
        readonly sbyte[] values = new sbyte[128];

        /// <param name="alphabets">The same digits, each time in order.</param>
        public DigitTable(params ReadOnlySpan<string> alphabets)
        {
            Array.Fill(values, (sbyte)-1);
            Count = alphabets[0].Length;
            foreach (var alphabet in alphabets)
            {
                for (var value = 0; value < alphabet.Length; value++)
                {
                    values[alphabet[value]] = (sbyte)value;
                }
            }
        }

        public int Count { get; }

        public int this[char c]
        {
            get => c < values.Length ? values[c] : -1;
            init => values[c] = (sbyte)value;
        }
    }
}
