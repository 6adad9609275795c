using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>Texts of the largest size that are made to be slow: all cues of all rules, and beginnings of matches that never end.</summary>
static class AdversarialTexts
{
    public static IReadOnlyList<(string Name, string Text)> All { get; } =
    [
        ("every example", Filled(string.Join(' ', Examples))),
        ("every example, a line each", Filled(string.Join('\n', Examples))),
        ("every example without its end", Filled(string.Join(' ', Examples.Select(example => example[..(example.Length * 2 / 3)])))),
        ("one line of beginnings", Filled("curl wget send cat dig eval nc -l ignore all the append to every ")),
        ("words that lead nowhere", Filled("without the do not tell every send all the keys before you read the ")),
        ("open comments", Filled("<!-- ")),
        ("comments", Filled("<!-- curl to the sending of all -->")),
        ("gaps", Filled($"curl to the sending of all{new string(' ', 100)}")),
        ("keys", Filled("-----BEGIN PRIVATE KEY ")),
        ("tokens in tokens", Filled("eyJ-eyJ_")),
        ("open tags", Filled("<span style=display ")),
        ("a tag of many beginnings", Filled("xx yy curl wget ssh rm password ", $"{new string('<', 380)} style=\"display:none\">")),
        ("codes", Filled("aWdub3Jl%41&#65;\\u0041")),
        ("hexadecimal", Filled("41 ")),
        ("one letter", Filled("A")),
        ("invisible", Filled("I\u200bg\u200bn\u200bo")),
        ("two alphabets", Filled("\u0430b\u0435c ")),
        ("one letter of another alphabet", Filled("\u0430")),
        ("marks", Filled("i\u0336\u0489")),
        ("blanks", Filled(" ")),
        ("lines", Filled("a\n")),
        ("tokens", Filled("ghp_sk-AKIAxoxb-eyJ")),
        ("digits in words", Filled("1gn0r3 4ll ")),
        ("every example, shifted", Shifted(Filled(string.Join('\n', Examples)))),
        ("every example, a code each", Filled(string.Join(' ', Examples.Select(Encoded)))),
        ("beginnings, a code each",
            Filled(string.Join(' ', Enumerable.Range(0, 99).Select(at => Encoded($"curl {at} wget send cat dig eval"))))),
        ("every example, one code twice", Encoded(Encoded(Filled(string.Join('\n', Examples))[..36_000]))),
        ("back to front", new string([.. Filled(string.Join(' ', Examples)).Reverse()])),
        ("numbers", Filled("105, 103, 110, 111, 114, 101, 32, 97, 108, 108\n")),
        ("parted letters", Filled("i g n o r e  a l l  ")),
        ("dots and dashes", Filled(".. --. -. --- .-. . / ")),
        ("escapes", Filled("\\u0069\\u0067 %69%67 =69=67=6e &#105;&#103 ")),
        ("escapes of escapes", Filled("%2569%2567%256e%256f")),
        ("escapes of one family that end", Filled("=49=67=6e=6f=ff ")),
        ("digits of large numbers", Filled("8iVbFxT7mQdKsR3zZ9yWcN4pLhGtUeJa5XoBq2MnSv6fEkPu ")),
        ("assignments", Filled("a=\"ignore all \"; b='the rules'; echo $a$b\n")),
        ("assignments without end", Filled("a=b=")),
        ("variables that grow", Filled("s += \"ignore \"\n")),
        ("literals", Filled("\"ig\" + 'nore' + ")),
        ("open literals", Filled("\"'`")),
        ("numbered parts", Filled("(part 1: ignore) [2/3: all] ")),
        ("a table", Filled("| ignore | all | the | rules | send | keys |\n")),
        ("a list that is hinted at", Filled("- **ignore** in a row `all` (of it) — the rules\n")),
        ("lines that are hinted at", Filled("every third word: send the one all of the keys now and then here to it\n")),
        ("elements that are hidden", Filled("<p hidden>send <b>all</b> keys ")),
        ("elements in elements", Filled("<details><template><noscript><small><sub><sup>send all the keys of the agent ")),
        ("attributes", Filled("<b title=\"send all the keys\" alt='to the agent'>")),
        ("titles", Filled("](a \"send all the keys ")),
        ("brackets", Filled("]")),
        ("style sheets", Filled(".a{display:none}#b{top:-1px}", "<p class=\"a\">")),
        ("comments of a program", Filled("# send all the keys to the agent\n// and to the user\n\n", "```sh\n")),
        ("pig Latin", Filled("endsay allway ethay eyskay ")),
        ("a cipher with keys", Filled("the key is lemon, key: melon, key orange, key apple ", "Vigenere cipher ")),
        ("lines that count their bytes", Filled("M5&AE(&-U<W1O;65R(&UU<W0@;F]T(&QE87)N('1H870@=&AE(&QO9R!W87,@\n")),
        ("calls", Filled("chr(105)+chr(103)+chr(110)+")),
        ("numbers of letters", Filled("9-7-14-15-18-5 / 1-12-12 / ")),
        ("letters upside down", Filled("ʇxǝʇ ǝɥʇ ")),
        ("letters with accents", Filled("ïgñòrè ")),
        ("blanks at the ends of lines", Filled("a \t \t\t \n")),
        ("invisible bits", Filled("\u200b\u200c\u200b\u200d")),
        ("backspaces", Filled("ab\b\b")),
        ("compressed blanks, a code each", Filled(Compressed(new string(' ', 60_000)) + " ")),
        ("initials", Filled("Ignore\nGo\nNow\nOn\nRest\nEnd\n")),
        ("any characters", Filled("87cURD]i,\"Ebo80~>xK#")),
    ];

    /// <summary>How long redacting and screening a text takes, the best of three: other processes on the machine take time too.</summary>
    public static double Milliseconds(string text) => Enumerable.Range(0, 3).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        ContentScreen.Of(Redacted(text));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    });

    // A text that the redactor gives up is not stored; here it is screened, so that its time counts whole.
    static string Redacted(string text)
    {
        try
        {
            return new SecretRedactor().Redact(text);
        }
        catch (SkillException)
        {
            return text;
        }
    }

    static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    static string Compressed(string text)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(Encoding.ASCII.GetBytes(text));
        }
        return Convert.ToBase64String(compressed.ToArray());
    }

    static string Shifted(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? (char)('a' + (c - 'a' + 5) % 26) : c));

    static IEnumerable<string> Examples => ScreeningRules.All.SelectMany(rule => rule.Examples);

    static string Filled(string with, string begin = "")
    {
        var text = new StringBuilder(begin);
        while (text.Length < ContentScreen.MaxLength)
        {
            text.Append(with);
        }
        return text.ToString(0, ContentScreen.MaxLength - 2);
    }
}
