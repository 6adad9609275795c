using System.Text;
using System.Text.RegularExpressions;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>
/// One way of wording orders to an agent, or innocent sentences, with the sentences that it writes out. Wordings are in the files of
/// the folder Orders, one for each language; so are the orders that are held back to measure with.
/// </summary>
sealed partial record Wording(string Language, bool IsOrder, IReadOnlyList<string> Sentences)
{
    const int SentencesOfOrder = 60;
    const int SentencesOfInnocent = 60;

    // Of a few sentences only the letters are left, as a code without blanks leaves them.
    const double LettersAlone = 0.1;

    /// <summary>All wordings of all languages.</summary>
    public static IReadOnlyList<Wording> All { get; } = [.. Languages().SelectMany(OfLanguage)];

    /// <summary>Orders that no model learns from, with their languages.</summary>
    public static IReadOnlyList<(string Language, string Sentence)> HeldBack { get; } =
    [
        .. Languages().SelectMany(resource =>
            LinesOf(resource).Where(line => line[0] == '!').Select(line => (LanguageOf(resource), line[2..]))),
    ];

    static IEnumerable<string> Languages() => typeof(Wording).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("orders.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    static IEnumerable<Wording> OfLanguage(string resource)
    {
        var lines = LinesOf(resource);
        var lists = lines.Select(line => ListPattern().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups["name"].Value, match => Options(match.Groups["options"].Value));
        var random = new Random(7);
        return [.. lines.Where(line => line[0] is '+' or '-')
            .Select(line => Of(LanguageOf(resource), line[0] == '+', line[2..], lists, random))];
    }

    static List<string> LinesOf(string resource)
    {
        using var reader = new StreamReader(typeof(Wording).Assembly.GetManifestResourceStream(resource)!);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 2)];
    }

    static string LanguageOf(string resource) => resource["orders.".Length..^".txt".Length];

    static Wording Of(string language, bool isOrder, string template, Dictionary<string, List<string>> lists, Random random)
    {
        var sentences = Enumerable.Range(0, isOrder ? SentencesOfOrder : SentencesOfInnocent).Select(_ => Written()).Distinct();
        return new Wording(language, isOrder, [.. sentences]);

        string Written()
        {
            var sentence = Write(template, lists, random).Trim();
            return random.NextDouble() < LettersAlone ? string.Concat(sentence.Where(char.IsLetter)) : sentence;
        }
    }

    /// <summary>Chooses one of all that is written in braces, and of the lists that are named in angle brackets.</summary>
    static string Write(string template, Dictionary<string, List<string>> lists, Random random)
    {
        var written = new StringBuilder();
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] == '{')
            {
                var end = EndOf(template, at);
                var options = Options(template[(at + 1)..end]);
                written.Append(Write(options[random.Next(options.Count)], lists, random));
                at = end;
            }
            else if (template[at] == '<' && NameAt(template, at) is { } name)
            {
                var options = lists[name];
                written.Append(Write(options[random.Next(options.Count)], lists, random));
                at += name.Length + 1;
            }
            else
            {
                written.Append(template[at]);
            }
        }
        return written.ToString();
    }

    static string? NameAt(string template, int at)
    {
        var end = template.IndexOf('>', at);
        return end > 0 && NamePattern().IsMatch(template[(at + 1)..end]) ? template[(at + 1)..end] : null;
    }

    static int EndOf(string template, int at)
    {
        var depth = 0;
        for (; at < template.Length; at++)
        {
            depth += template[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }
        throw new InvalidDataException($"A brace is open in '{template}'.");
    }

    static List<string> Options(string text)
    {
        var options = new List<string>();
        var (depth, begin) = (0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || text[at] == '|' && depth == 0)
            {
                options.Add(text[begin..at]);
                begin = at + 1;
            }
            else
            {
                depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            }
        }
        return options;
    }

    [GeneratedRegex("^(?<name>[a-z]+) = (?<options>.*)$")]
    private static partial Regex ListPattern();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex NamePattern();
}
