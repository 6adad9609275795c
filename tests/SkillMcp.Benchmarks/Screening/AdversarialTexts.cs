using System.Diagnostics;
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
