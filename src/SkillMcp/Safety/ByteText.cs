using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace SkillMcp.Safety;

/// <summary>
/// Tells what bytes say. Nearly all bytes that are asked about are no text: only what may be one is made a string.
/// </summary>
static class ByteText
{
    /// <summary>Fewer bytes say nothing.</summary>
    public const int MinSaid = 8;

    // Counts of what bytes are, side by side in one number.
    const int BitsOfCount = 21;
    const ulong OneCount = (1ul << BitsOfCount) - 1;

    static readonly ulong[] Kinds =
    [
        .. Enumerable.Range(0, 256).Select(value => (value is >= 32 and < 127 or 9 or 10 or 13 ? 1ul : 0)
            | (value >= 128 ? 1ul << BitsOfCount : 0) | (value == 0 ? 1ul << 2 * BitsOfCount : 0)),
    ];

    // The letters of the code of mainframes, in which the blank and the letters are no ASCII.
    static readonly char[] Ebcdic = [.. Enumerable.Range(0, 256).Select(value => LetterOfEbcdic((byte)value))];

    /// <summary>
    /// The bytes as a text: nearly all of them printable ASCII, or all of them UTF-8 or UTF-16 without controls; null if they are not.
    /// </summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        // The begin and the end of a message on a wire.
        if (bytes is [0x02, .., 0x03])
        {
            bytes = bytes[1..^1];
        }
        if (bytes.Length < MinSaid)
        {
            return null;
        }
        var (printable, high, zero) = Counted(bytes);
        if (printable >= bytes.Length * 0.95 && high == 0)
        {
            return Encoding.Latin1.GetString(bytes);
        }
        if (zero >= bytes.Length / 2 - 1 && printable >= bytes.Length / 2 - 1)
        {
            return Encoding.Latin1.GetString([.. bytes.ToArray().Where(value => value != 0)]);
        }
        return printable + high == bytes.Length && high > 0 ? AsUtf8(bytes) : AsLatin(bytes, printable);
    }

    /// <summary>What bytes say as they are or once they are decompressed; null if they say nothing.</summary>
    public static string? OfPlainOrCompressed(ReadOnlySpan<byte> bytes) => Of(bytes) ?? OfCompressed(bytes);

    static (int Printable, int High, int Zero) Counted(ReadOnlySpan<byte> bytes)
    {
        var counts = 0ul;
        foreach (var value in bytes)
        {
            counts += Kinds[value];
        }
        return ((int)(counts & OneCount), (int)(counts >> BitsOfCount & OneCount), (int)(counts >> 2 * BitsOfCount));
    }

    static string? AsUtf8(ReadOnlySpan<byte> bytes)
    {
        return Utf8.IsValid(bytes) && Encoding.UTF8.GetString(bytes) is var text && !text.Any(IsUnwritten) && !HasMixedWords(text)
            ? text
            : AsLatin(bytes, Ascii(bytes));

        static int Ascii(ReadOnlySpan<byte> bytes) => bytes.Length - Counted(bytes).High;
    }

    // Bytes that are UTF-8 by chance are characters that no language has.
    static bool IsUnwritten(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Control && c is not ('\t' or '\n' or '\r');

    // Between letters of these writings, Hebrew to those of India, and those of ASCII there is mostly a blank or a sign.
    static bool HasMixedWords(string text)
    {
        var (letters, mixed) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            letters += IsFarLetter(text[at]) ? 1 : 0;
            var isMixed = at > 0 && IsFarLetter(text[at - 1]) != IsFarLetter(text[at])
                && (char.IsAsciiLetterOrDigit(text[at]) || char.IsAsciiLetterOrDigit(text[at - 1]));
            mixed += isMixed ? 1 : 0;
        }
        return letters > 0 && mixed * 2 >= letters;
    }

    static bool IsFarLetter(char c) => c is >= '\u0530' and < '\u1000' && char.IsLetter(c);

    static string? AsLatin(ReadOnlySpan<byte> bytes, int printable) =>
        printable >= bytes.Length * 0.95 ? Encoding.Latin1.GetString(bytes) : AsEbcdic(bytes);

    static string? AsEbcdic(ReadOnlySpan<byte> bytes)
    {
        var unknown = 0;
        foreach (var value in bytes)
        {
            unknown += Ebcdic[value] == '?' ? 1 : 0;
            if (bytes.Length - unknown < bytes.Length * 0.9)
            {
                return null;
            }
        }
        var said = string.Create(bytes.Length, bytes, static (said, bytes) =>
        {
            for (var at = 0; at < said.Length; at++)
            {
                said[at] = Ebcdic[bytes[at]];
            }
        });
        return LetterRun.IsEnglish(said) ? said : null;
    }

    static char LetterOfEbcdic(byte value)
    {
        const string Rows = "abcdefghi\0\0\0\0\0\0\0jklmnopqr\0\0\0\0\0\0\0\0stuvwxyz";
        // Small letters are in the rows from 0x81 on, capitals in those from 0xc1 on.
        var place = (value & 0xbf) - 0x81;
        return value switch
        {
            0x40 => ' ',
            0x4b => '.',
            >= 0xf0 and <= 0xf9 => (char)('0' + value - 0xf0),
            _ => place >= 0 && place < Rows.Length && Rows[place] != '\0' ? Rows[place] : '?',
        };
    }

    /// <summary>What compressed bytes say, up to the length that is read of any text.</summary>
    static string? OfCompressed(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..] and not [0x78, 0x01 or 0x5e or 0x9c or 0xda, ..])
        {
            return DisguisedCode.Unmarked(bytes);
        }
        using var compressed = new MemoryStream(bytes.ToArray());
        using Stream stream = bytes[0] == 0x1f
            ? new GZipStream(compressed, CompressionMode.Decompress)
            : new ZLibStream(compressed, CompressionMode.Decompress);
        var said = new byte[ContentScreen.MaxLength];
        try
        {
            return Of(said.AsSpan(0, stream.ReadAtLeast(said, said.Length, throwOnEndOfStream: false)));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
