using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// A text as it reads without its disguise: without invisible characters, with homoglyphs and styled letters, escaped characters and
/// terminal controls undone. It takes one pass over the text.
/// </summary>
/// <param name="Plain">The text without its disguise.</param>
/// <param name="Techniques">The obfuscation that honest texts do not use, each technique once, with where it begins.</param>
/// <param name="Runs">The parts of the text that read otherwise with their disguise, each by itself.</param>
sealed record Deobfuscation(string Plain, IReadOnlyList<ObfuscationTechnique> Techniques, IReadOnlyList<HiddenContent> Runs)
{
    // Plain characters between two disguised ones of a run.
    const int MaxGap = 16;

    // Fewer letters of another alphabet, or fewer marks, are a typing error.
    const int MinLetters = 6;

    static readonly FrozenDictionary<char, char> Homoglyphs = Pairs(
        "аaеeоoрpсcхxуyіiјjѕsԁdһhԛqԝwӏlкkмmтtвbнhгrпnАAВBЕEКKМMНHОOРPСCТTХXУYІIЈJЅSԌGЗ3бb",
        "αaβbεeηnιiκkνvοoρpτtυuχxωwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXγyσo",
        "ɪiʟlɴnʀrᴀaᴄcᴅdᴇeɢgʜhᴊjᴋkᴍmᴏoᴘpꜱsᴛtᴜuᴠvᴡwᴢzʙbꜰfոnօoսuհhցgզqռnԍg");

    // What is read as it is: all of ASCII but controls and what begins an escape.
    static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        [.. Enumerable.Range(' ', 95).Select(value => (char)value).Except("&\\%").Append('\n').Append('\t')]);

    static readonly SearchValues<char> LettersAndBlank =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ");

    public static Deobfuscation Of(string text) => IsPlain(text) ? new Deobfuscation(text, [], []) : new Deobfuscator(text).Run();

    /// <summary>Whether a style of a terminal conceals: that style itself, or black on black, or white on white.</summary>
    public static bool IsConcealed(string[] arguments) => arguments.Contains("8")
        || arguments.Contains("30") && arguments.Contains("40")
        || arguments.Contains("37") && arguments.Contains("47");

    static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(PlainCharacters);

    static FrozenDictionary<char, char> Pairs(params string[] tables) =>
        tables.SelectMany(table => table.Chunk(2)).DistinctBy(pair => pair[0]).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    sealed class Deobfuscator(string text)
    {
        readonly StringBuilder plain = new(text.Length);
        readonly Dictionary<string, ObfuscationTechnique> techniques = [];
        readonly bool hasRightToLeft =
            text.AsSpan().ContainsAnyInRange('\u0590', '\u08ff') || text.AsSpan().ContainsAnyInRange('\ufb1d', '\ufefe');
        readonly bool isIdeographic =
            text.AsSpan().ContainsAnyInRange('\u3040', '\u9fff') || text.AsSpan().ContainsAnyInRange('\uac00', '\ud7af');
        readonly List<(int At, int PlainAt)> changes = [];
        int at;
        int splits;
        int sinceSplit = 9;
        int invisibleRun;
        int overlaid;
        int escaped;
        int styled;
        int widened;
        int mixed;
        int firstMixed;
        int piled;
        int controls;

        public Deobfuscation Run()
        {
            while (at < text.Length)
            {
                ReadPlain();
                ReadCharacter();
            }
            ReportMixedScripts();
            return new Deobfuscation(plain.ToString(), [.. techniques.Values], Runs());
        }

        /// <summary>The words whose characters were changed or left out, as they are now and as they were.</summary>
        List<HiddenContent> Runs()
        {
            var read = plain.ToString();
            var runs = new List<HiddenContent>();
            for (var first = 0; first < changes.Count;)
            {
                var last = first;
                while (last + 1 < changes.Count && IsNear(changes[last], changes[last + 1]))
                {
                    last++;
                }
                if (last - first + 1 >= MinLetters)
                {
                    var (begin, end) = WholeWords(read, changes[first].PlainAt, changes[last].PlainAt + 1);
                    var disguise = text[changes[first].At..Math.Min(changes[last].At + 1, text.Length)];
                    runs.Add(new HiddenContent(HiddenContent.Scrambled, read[begin..end], changes[first].At) { Disguise = disguise });
                }
                first = last + 1;
            }
            return runs;

            bool IsNear((int At, int PlainAt) one, (int At, int PlainAt) next) => next.PlainAt - one.PlainAt <= MaxGap
                && (next.PlainAt <= one.PlainAt + 1 || !read.AsSpan(one.PlainAt + 1, next.PlainAt - one.PlainAt - 1).Contains('\n'));
        }

        static (int Begin, int End) WholeWords(string read, int begin, int end)
        {
            (begin, end) = (Math.Min(begin, read.Length), Math.Min(end, read.Length));
            var (from, to) = (begin, end);
            while (from > 0 && begin - from < MaxGap && !char.IsWhiteSpace(read[from - 1]))
            {
                from--;
            }
            while (to < read.Length && to - end < MaxGap && !char.IsWhiteSpace(read[to]))
            {
                to++;
            }
            return (from, to);
        }

        /// <summary>Reads visible ASCII characters: runs of invisible, styled and overlaid characters end with them.</summary>
        void ReadPlain()
        {
            var rest = text.AsSpan(at);
            var length = rest.IndexOfAnyExcept(PlainCharacters) is >= 0 and var other ? other : rest.Length;
            if (length == 0)
            {
                return;
            }
            plain.Append(rest[..length]);
            at += length;
            sinceSplit += length;
            (invisibleRun, escaped) = (0, 0);
            if (rest[..length].ContainsAnyExcept(LettersAndBlank))
            {
                (styled, widened, overlaid) = (0, 0, 0);
            }
        }

        void ReadCharacter()
        {
            if (at == text.Length)
            {
                return;
            }
            var c = text[at];
            if (c is '&' or '\\' or '%' && ReadEscape() || c < ' ' && ReadControl(c))
            {
                return;
            }
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            ReadRune(rune);
            at += length;
        }

        void ReadRune(Rune rune)
        {
            if (IsInvisible(rune))
            {
                Change();
                ReadInvisible(rune);
            }
            else if (IsBidirectionalControl(rune.Value))
            {
                if (rune.Value is 0x202D or 0x202E || !hasRightToLeft)
                {
                    Report(ObfuscationTechnique.BidirectionalControls);
                }
            }
            else if (IsMark(rune))
            {
                ReadMark(rune);
            }
            else
            {
                ReadLetter(rune);
            }
        }

        void ReadInvisible(Rune rune)
        {
            var isTag = rune.Value is >= 0xE0000 and <= 0xE007F;
            if (isTag)
            {
                if (!IsFlag())
                {
                    Report(ObfuscationTechnique.TagCharacters);
                    if (rune.Value is > 0xE001F and < 0xE007F)
                    {
                        plain.Append((char)(rune.Value - 0xE0000));
                    }
                }
                return;
            }
            invisibleRun++;
            // A variation selector follows an ideograph, and a joiner is between letters that join: a longer run of them carries data.
            if (rune.Value is >= 0xE0100 and <= 0xE01EF && !IsIdeograph(Before()) || invisibleRun >= 4)
            {
                Report(ObfuscationTechnique.InvisibleCharacters);
                if (rune.Value is >= 0xE0100 and <= 0xE01EF && rune.Value - 0xE0100 + 16 is > 31 and < 127 and var smuggled)
                {
                    plain.Append((char)smuggled);
                }
                return;
            }
            if (char.IsAsciiLetterOrDigit(Before()) && char.IsAsciiLetterOrDigit(After()))
            {
                splits = sinceSplit <= 2 ? splits + 1 : 1;
                sinceSplit = 0;
                if (splits >= 3)
                {
                    Report(ObfuscationTechnique.InvisibleCharacters);
                }
            }
        }

        /// <summary>
        /// Marks on letters belong to words; marks through letter after letter hide the words from a machine. Vietnamese has two on a
        /// letter, and other alphabets have their own.
        /// </summary>
        void ReadMark(Rune rune)
        {
            piled = IsMark(Previous()) ? piled + 1 : 1;
            if (char.IsAsciiLetter(Before()))
            {
                Change();
            }
            if (char.IsAsciiLetter(Before()) && (IsOverlay(rune.Value) || piled > 2))
            {
                overlaid++;
                if (overlaid >= MinLetters)
                {
                    Report(ObfuscationTechnique.CombiningMarks);
                }
            }
            if (!char.IsAsciiLetter(Before()) && overlaid == 0)
            {
                plain.Append(rune);
            }
        }

        void ReadLetter(Rune rune)
        {
            invisibleRun = 0;
            sinceSplit++;
            if (rune.Value is >= 0xFF01 and <= 0xFF5E)
            {
                var narrow = (char)(rune.Value - 0xFEE0);
                Change();
                plain.Append(narrow);
                if (char.IsAsciiLetter(narrow) && ++widened >= 2 * MinLetters && !isIdeographic)
                {
                    Report(ObfuscationTechnique.Homoglyphs);
                }
                return;
            }
            if (PlainOfStyled(rune.Value) is { } bare)
            {
                Change();
                plain.Append(bare);
                if (++styled >= MinLetters)
                {
                    Report(ObfuscationTechnique.Homoglyphs);
                }
                return;
            }
            (styled, widened) = rune.Value == 0x3000 ? (styled, widened) : (0, 0);
            if (rune.IsBmp && Homoglyphs.TryGetValue((char)rune.Value, out var like) && IsAmongLatinLetters())
            {
                firstMixed = mixed == 0 ? plain.Length : firstMixed;
                Change();
                plain.Append(like);
                mixed++;
                return;
            }
            plain.Append(rune.Value is 0x00A0 or 0x3000 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F ? " " : rune.ToString());
        }

        /// <summary>
        /// Whether the word of the letter has Latin letters too, or is between words that do: a Russian word is left as it is.
        /// </summary>
        bool IsAmongLatinLetters()
        {
            for (var before = at - 1; before >= 0 && at - before < 24 && (char.IsLetter(text[before]) || text[before] == ' '); before--)
            {
                if (text[before] < 128 && text[before] != ' ')
                {
                    return true;
                }
                if (text[before] >= 128 && !Homoglyphs.ContainsKey(text[before]))
                {
                    return false;
                }
            }
            for (var after = at + 1; after < text.Length && after - at < 24 && (char.IsLetter(text[after]) || text[after] == ' '); after++)
            {
                if (text[after] < 128 && text[after] != ' ')
                {
                    return true;
                }
                if (text[after] >= 128 && !Homoglyphs.ContainsKey(text[after]))
                {
                    return false;
                }
            }
            return false;
        }

        /// <summary>Words that change the alphabet twice or more are made to look like others.</summary>
        void ReportMixedScripts()
        {
            if (mixed < MinLetters)
            {
                return;
            }
            var words = 0;
            var changes = 0;
            for (var place = 1; place < text.Length; place++)
            {
                var (before, now) = (text[place - 1], text[place]);
                if (!char.IsLetter(now))
                {
                    changes = 0;
                }
                else if (IsChange(before, now) || IsChange(now, before))
                {
                    words += ++changes == 2 ? 1 : 0;
                }
            }
            if (words >= 2)
            {
                Report(ObfuscationTechnique.Homoglyphs, text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007f'), firstMixed);
            }

            static bool IsChange(char one, char other) => char.IsAsciiLetter(one) && Homoglyphs.ContainsKey(other);
        }

        /// <summary>
        /// Reads an escaped character: <c>&amp;#65;</c>, <c>\u0041</c>, <c>\x41</c>, <c>%41</c>. Honest texts do not escape plain letters.
        /// </summary>
        bool ReadEscape()
        {
            var isCode = text.AsSpan(at) is ['&', '#', ..] or ['\\', 'u' or 'x', ..] or ['%', ..];
            var escape = isCode ? Escape.At(text, at) : default;
            // Without its end mark a number may be one of a text.
            var isOpen = text[at] == '&' && escape.Length > 0 && text[at + escape.Length - 1] != ';';
            if (isOpen || escape.Value < '\t' || !Rune.TryCreate(escape.Value, out var rune))
            {
                return false;
            }
            plain.Append(rune);
            at += escape.Length;
            escaped += rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == ' ') ? 1 : 0;
            if (escaped >= MinLetters)
            {
                Report(ObfuscationTechnique.EscapedLetters);
            }
            return true;
        }

        /// <summary>Reads a control character: moving the cursor, erasing and concealing hide text, and colours do not.</summary>
        bool ReadControl(char c)
        {
            switch (c)
            {
                case '\r':
                    if (at + 1 < text.Length && text[at + 1] is not ('\n' or '\r'))
                    {
                        Report(ObfuscationTechnique.TerminalControls);
                    }
                    plain.Append('\n');
                    at += at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
                    return true;
                case '\u001b':
                    ReadTerminalEscape();
                    return true;
                default:
                    // A text that was decoded with a wrong encoding has one or two of them.
                    if (++controls >= 3)
                    {
                        Report(ObfuscationTechnique.TerminalControls);
                    }
                    at++;
                    return true;
            }
        }

        void ReadTerminalEscape()
        {
            var end = at + 1;
            if (end < text.Length && text[end] == '[')
            {
                do
                {
                    end++;
                }
                while (end < text.Length && end - at < 24 && text[end] is (>= '0' and <= '9') or ';' or '?');
                var arguments = text[(at + 2)..Math.Min(end, text.Length)].Split(';');
                if (end >= text.Length || text[end] != 'm' || IsConcealed(arguments))
                {
                    Report(ObfuscationTechnique.TerminalControls);
                }
            }
            else
            {
                Report(ObfuscationTechnique.TerminalControls);
            }
            at = Math.Min(end + 1, text.Length);
        }

        /// <summary>
        /// Whether the tag character here belongs to a flag such as that of Scotland: a black flag and at most six tags are before it.
        /// </summary>
        bool IsFlag()
        {
            var begin = at;
            while (at - begin < 16 && PairBefore(begin) is >= 0xE0000 and <= 0xE007F)
            {
                begin -= 2;
            }
            return at - begin < 14 && PairBefore(begin) == 0x1F3F4;
        }

        /// <summary>The character of the surrogate pair that ends at a place; null if none does.</summary>
        int? PairBefore(int place) => place >= 2 && char.IsSurrogatePair(text[place - 2], text[place - 1])
            ? char.ConvertToUtf32(text[place - 2], text[place - 1])
            : null;

        void Change() => changes.Add((at, plain.Length));

        void Report(string technique) => Report(technique, at, plain.Length);

        void Report(string technique, int place, int plainPlace) =>
            techniques.TryAdd(technique, new ObfuscationTechnique(technique, place, plainPlace));

        char Before() => plain.Length > 0 ? plain[^1] : ' ';

        Rune Previous()
        {
            var status = Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var rune, out _);
            return status == System.Buffers.OperationStatus.Done ? rune : new Rune(' ');
        }

        char After()
        {
            for (var next = at + 1; next < text.Length && next - at < 6; next++)
            {
                if (text[next] < 128)
                {
                    return text[next];
                }
            }
            return ' ';
        }

        static bool IsIdeograph(char c) => c is >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff' || char.IsSurrogate(c);

        static bool IsBidirectionalControl(int value) => value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

        static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

        static bool IsOverlay(int value) => value is (>= 0x0334 and <= 0x0338) or 0x0488 or 0x0489 or (>= 0x20D0 and <= 0x20F0);

        static bool IsInvisible(Rune rune) => rune.Value is 0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5
            or (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F) or (>= 0x2060 and <= 0x2064) or (>= 0x206A and <= 0x206F)
            or 0x3164 or 0xFEFF or 0xFFA0 or (>= 0xFE00 and <= 0xFE0D) or (>= 0xFFF9 and <= 0xFFFB)
            or (>= 0xE0000 and <= 0xE0FFF) or (>= 0x1D173 and <= 0x1D17A) or (>= 0x1BCA0 and <= 0x1BCA3);

        /// <summary>The plain letter or digit of one that is only drawn in another style; null for all others.</summary>
        static char? PlainOfStyled(int value) => value switch
        {
            >= 0x1D400 and <= 0x1D6A3 => LetterOf((value - 0x1D400) % 52),
            >= 0x1D7CE and <= 0x1D7FF => (char)('0' + (value - 0x1D7CE) % 10),
            >= 0x24B6 and <= 0x24CF => (char)('A' + value - 0x24B6),
            >= 0x24D0 and <= 0x24E9 => (char)('a' + value - 0x24D0),
            >= 0x249C and <= 0x24B5 => (char)('a' + value - 0x249C),
            >= 0x1F110 and <= 0x1F129 => (char)('A' + value - 0x1F110),
            >= 0x1F130 and <= 0x1F149 => (char)('A' + value - 0x1F130),
            >= 0x1F150 and <= 0x1F169 => (char)('A' + value - 0x1F150),
            >= 0x1F170 and <= 0x1F189 => (char)('A' + value - 0x1F170),
            >= 0x1F1E6 and <= 0x1F1FF => null,
            0x210E => 'h',
            0x212C => 'B',
            0x2130 => 'E',
            0x2131 => 'F',
            0x210B => 'H',
            0x2110 => 'I',
            0x2112 => 'L',
            0x2133 => 'M',
            0x211B => 'R',
            0x212F => 'e',
            0x210A => 'g',
            0x2134 => 'o',
            _ => null,
        };

        static char LetterOf(int letter) => (char)(letter < 26 ? 'A' + letter : 'a' + letter - 26);
    }
}
