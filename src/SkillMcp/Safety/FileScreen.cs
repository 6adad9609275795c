using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Tells what a file beside a skill is, and screens it: a text of any length like every other text. Pictures, fonts, sound, films and
/// office documents pass as what they are; all other binary files are quarantined.
/// </summary>
static class FileScreen
{
    // Pieces overlap by this much, so that an attack up to this length is whole in one.
    const int Overlap = 4_096;

    // How many of its first bytes tell whether a file that is not UTF-8 is a text.
    const int SniffedBytes = 8_192;

    // How many of its first bytes hold the signature of a file.
    const int SignatureBytes = 32;

    // One in so many bytes of a text may be a control character.
    const int MinBytesPerControl = 50;

    // An office document is an archive, and only its name tells that it is one.
    static readonly string[] OfficeExtensions =
        [".docx", ".dotx", ".xlsx", ".xltx", ".pptx", ".potx", ".odt", ".ods", ".odp", ".epub"];

    // What is shown otherwise than it is written.
    static readonly string[] PageExtensions = ["", ".md", ".mdx", ".mdc", ".markdown", ".txt", ".rst", ".adoc", ".html", ".htm", ".svg"];

    // Signatures as Latin-1, a character a byte.
    static readonly (string What, string[] Signatures)[] UnreadableKinds =
    [
        (
            "a program",
            [
                "\u007fELF", "MZ", "\u00fe\u00ed\u00fa\u00ce", "\u00fe\u00ed\u00fa\u00cf", "\u00ce\u00fa\u00ed\u00fe",
                "\u00cf\u00fa\u00ed\u00fe", "\u00ca\u00fe\u00ba\u00be", "\0asm", "dex\n",
            ]
        ),
        ("a library", ["!<arch>\n"]),
        (
            "an archive",
            [
                "PK\u0003\u0004", "PK\u0005\u0006", "\u001f\u008b", "BZh", "\u00fd7zXZ", "7z\u00bc\u00af", "Rar!",
                "\u0028\u00b5\u002f\u00fd",
            ]
        ),
    ];

    static readonly string[] MediaSignatures =
    [
        "\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "BM", "RIFF", "\0\0\u0001\0", "II*\0", "MM\0*", "\0\u0001\0\0", "OTTO", "ttcf",
        "wOFF", "wOF2", "%PDF-", "ID3", "\u00ff\u00fb", "\u00ff\u00f3", "OggS", "fLaC", "\u001aE\u00df\u00a3",
    ];

    /// <summary>The text of a file, with the encoding that gives back its bytes; null if the file is not a text.</summary>
    public static (string Text, Encoding Encoding)? TextOf(ReadOnlySpan<byte> content)
    {
        var encoding = EncodingOf(content);
        return encoding is null ? null : (encoding.GetString(content), encoding);
    }

    /// <summary>Screens a text that may be longer than what is read at once, in overlapping pieces.</summary>
    /// <param name="path">The path of its file, for the places of findings.</param>
    /// <param name="text">The text.</param>
    public static ScreeningResult OfText(string path, string text)
    {
        const int Step = ContentScreen.MaxLength - Overlap;
        var isSource = !PageExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
        var worst = ScreeningResult.Clean;
        var line = 1;
        for (var at = 0; at < text.Length; at += Step)
        {
            var piece = text.Substring(at, Math.Min(ContentScreen.MaxLength, text.Length - at));
            var result = ContentScreen.Of([new Passage($"{path} line", piece) { FirstLine = line, IsSource = isSource }]);
            if (result.Verdict == ScreeningVerdict.Refuse)
            {
                return result;
            }
            worst = result.Verdict > worst.Verdict ? result : worst;
            if (at + piece.Length == text.Length)
            {
                break;
            }
            line += piece.AsSpan(0, Step).Count('\n');
        }
        return worst;
    }

    /// <summary>Screens a file that is not a text.</summary>
    public static ScreeningResult OfBinary(string path, ReadOnlySpan<byte> content)
    {
        if (UnreadableKind(path, BeginOf(content)) is not { } kind)
        {
            return ScreeningResult.Clean;
        }
        var finding = new ScreeningFinding("unreadable-file", $"It is {kind}, which cannot be read here.", Severity.Medium, path);
        return new ScreeningResult(ScreeningVerdict.Quarantine, [finding]);
    }

    /// <summary>What a binary file is, where it cannot be read as what it is; null for office documents and media.</summary>
    static string? UnreadableKind(string path, string begin)
    {
        var hasOfficeName = Array.Exists(OfficeExtensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
        if (hasOfficeName && begin.StartsWith("PK", StringComparison.Ordinal))
        {
            return null;
        }
        foreach (var (what, signatures) in UnreadableKinds)
        {
            if (BeginsWithAny(begin, signatures))
            {
                return what;
            }
        }
        return BeginsWithAny(begin, MediaSignatures) || IsIsoMedia(begin) ? null : "data of an unknown kind";
    }

    // MP4 and its relatives begin with the length of their first box, and then its type.
    static bool IsIsoMedia(string begin) => begin.Length > 8 && string.CompareOrdinal(begin, 4, "ftyp", 0, 4) == 0;

    static Encoding? EncodingOf(ReadOnlySpan<byte> content)
    {
        if (content is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        {
            var utf16 = new UnicodeEncoding(bigEndian: content[0] == 0xfe, byteOrderMark: false, throwOnInvalidBytes: true);
            return Decodes(utf16, content) ? utf16 : null;
        }
        if (content.Contains((byte)0) || BeginsAsMedia(content))
        {
            return null;
        }
        var utf8 = new UTF8Encoding(false, true);
        if (Decodes(utf8, content))
        {
            return utf8;
        }
        // A text in an older encoding, or one that hides behind a byte that is invalid in UTF-8.
        return LooksLikeText(content[..Math.Min(SniffedBytes, content.Length)]) ? Encoding.Latin1 : null;
    }

    /// <summary>Whether the signature of a medium is here that no text begins with.</summary>
    static bool BeginsAsMedia(ReadOnlySpan<byte> content)
    {
        var begin = BeginOf(content);
        return begin.Length > 0 && begin[0] > 0x7e && BeginsWithAny(begin, MediaSignatures);
    }

    static string BeginOf(ReadOnlySpan<byte> content) => Encoding.Latin1.GetString(content[..Math.Min(SignatureBytes, content.Length)]);

    static bool BeginsWithAny(string begin, string[] signatures) =>
        Array.Exists(signatures, signature => begin.StartsWith(signature, StringComparison.Ordinal));

    static bool LooksLikeText(ReadOnlySpan<byte> begin)
    {
        var controls = 0;
        foreach (var value in begin)
        {
            controls += value < 0x20 && value is not ((byte)'\n' or (byte)'\r' or (byte)'\t' or 0x0c or 0x1b) ? 1 : 0;
        }
        return controls * MinBytesPerControl <= begin.Length;
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
