using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Tells what a file beside a skill is, and screens it: a text like every other text, however long it is; pictures, fonts, sound, films
/// and office documents pass as what they are; what nobody can read is kept apart.
/// </summary>
public static class FileScreen
{
    // What begins in one piece and ends in the next stands whole in one of them, if it is no longer than this.
    const int Overlap = 4_096;

    // Bytes that a text begins with tell what it is; those that follow tell too, where it is none.
    const int SniffedBytes = 8_192;

    // An office document is an archive, which its name and what it holds tell.
    static readonly string[] OfficeExtensions = [".docx", ".dotx", ".xlsx", ".xltx", ".pptx", ".potx", ".odt", ".ods", ".odp", ".epub"];

    static readonly (string Begin, string What)[] KnownBinaries =
    [
        ("\u007fELF", "a program"), ("MZ", "a program"), ("\u00fe\u00ed\u00fa\u00ce", "a program"), ("\u00fe\u00ed\u00fa\u00cf", "a program"), ("\u00ce\u00fa\u00ed\u00fe", "a program"),
        ("\u00cf\u00fa\u00ed\u00fe", "a program"), ("\u00ca\u00fe\u00ba\u00be", "a program"), ("\0asm", "a program"), ("dex\n", "a program"), ("!<arch>\n", "a library"),
        ("PK\u0003\u0004", "an archive"), ("PK\u0005\u0006", "an archive"), ("\u001f\u008b", "an archive"), ("BZh", "an archive"), ("\u00fd7zXZ", "an archive"), ("7z\u00bc\u00af", "an archive"),
        ("Rar!", "an archive"), ("\u0028\u00b5\u002f\u00fd", "an archive"),
    ];

    static readonly string[] Media =
    [
        "\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "BM", "RIFF", "\0\0\u0001\0", "II*\0", "MM\0*", "\0\u0001\0\0", "OTTO", "ttcf", "wOFF", "wOF2", "%PDF-", "ID3", "\u00ff\u00fb", "\u00ff\u00f3",
        "OggS", "fLaC", "\u001aE\u00df\u00a3",
    ];

    /// <summary>The text of a file, with the encoding that gives back its bytes; null where it is no text.</summary>
    public static (string Text, Encoding Encoding)? TextOf(ReadOnlySpan<byte> content)
    {
        var encoding = EncodingOf(content);
        return encoding is null ? null : (encoding.GetString(content), encoding);
    }

    /// <summary>Screens a text that may be longer than what is read at once.</summary>
    /// <param name="path">The file that it stands in.</param>
    /// <param name="text">The text.</param>
    public static ScreeningResult OfText(string path, string text)
    {
        var worst = ScreeningResult.Clean;
        var line = 1;
        for (var at = 0; at < text.Length; at += ContentScreen.MaxLength - Overlap)
        {
            var piece = text.Substring(at, Math.Min(ContentScreen.MaxLength, text.Length - at));
            var screening = ContentScreen.Of([new Passage($"{path} line", piece) { FirstLine = line }]);
            if (screening.Verdict == ScreeningVerdict.Refuse)
            {
                return screening;
            }
            worst = screening.Verdict > worst.Verdict ? screening : worst;
            if (at + piece.Length == text.Length)
            {
                break;
            }
            line += piece.AsSpan(0, ContentScreen.MaxLength - Overlap).Count('\n');
        }
        return worst;
    }

    /// <summary>Screens a file that is no text.</summary>
    public static ScreeningResult OfBinary(string path, ReadOnlySpan<byte> content)
    {
        var begin = Encoding.Latin1.GetString(content[..Math.Min(32, content.Length)]);
        var isOffice = begin.StartsWith("PK", StringComparison.Ordinal) && OfficeExtensions.Any(name => path.EndsWith(name, StringComparison.OrdinalIgnoreCase));
        var what = isOffice ? null
            : KnownBinaries.FirstOrDefault(kind => begin.StartsWith(kind.Begin, StringComparison.Ordinal)).What
            ?? (Media.Any(kind => begin.StartsWith(kind, StringComparison.Ordinal)) || IsIsoMedia(begin) ? null : "data of an unknown kind");
        return what is null ? ScreeningResult.Clean : new ScreeningResult(ScreeningVerdict.Quarantine, [new ScreeningFinding("unreadable-file", $"It is {what}, which nobody can read here.", Severity.Medium, path)]);
    }

    // The length of its first box comes first.
    static bool IsIsoMedia(string begin) => begin.Length > 8 && string.CompareOrdinal(begin, 4, "ftyp", 0, 4) == 0;

    static Encoding? EncodingOf(ReadOnlySpan<byte> content)
    {
        if (content is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        {
            Encoding wide = content[0] == 0xff ? new UnicodeEncoding(false, false, true) : new UnicodeEncoding(true, false, true);
            return Decodes(wide, content) ? wide : null;
        }
        if (content.Contains((byte)0) || IsMedia(content))
        {
            return null;
        }
        var utf8 = new UTF8Encoding(false, true);
        // A text of another alphabet, or one that hides behind a byte that is none of UTF-8.
        return Decodes(utf8, content) ? utf8 : LooksLikeText(content[..Math.Min(SniffedBytes, content.Length)]) ? Encoding.Latin1 : null;
    }

    static bool IsMedia(ReadOnlySpan<byte> content)
    {
        var begin = Encoding.Latin1.GetString(content[..Math.Min(32, content.Length)]);
        return begin.Length > 0 && begin[0] > 0x7e && Media.Any(kind => begin.StartsWith(kind, StringComparison.Ordinal));
    }

    static bool LooksLikeText(ReadOnlySpan<byte> begin)
    {
        var odd = 0;
        foreach (var one in begin)
        {
            odd += one < 0x20 && one is not ((byte)'\n' or (byte)'\r' or (byte)'\t' or 0x0c or 0x1b) ? 1 : 0;
        }
        return odd * 50 <= begin.Length;
    }

    static bool Decodes(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            encoding.GetCharCount(content);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
