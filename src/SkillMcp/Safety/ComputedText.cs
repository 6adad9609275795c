using System.Buffers;
using System.Globalization;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Finds texts whose characters are computed: sums and differences, each from the one before, places in a string, the groups of
/// identifiers and addresses, and replacements that a script makes.
/// </summary>
static class ComputedText
{
    const int MinCharacters = 10;
    const int MaxCharacters = 4_096;
    const int MaxLine = 8_000;
    const int MinKey = 8;
    const int MaxKey = 200;
    const int MaxReplacements = 12;
    const int MaxGroupLine = 200;

    public static IEnumerable<HiddenContent> In(string text) =>
        Lines(text).Concat(Groups(text)).Concat(Replaced(text));

    static HiddenContent Encoded(string said, int at) => new(HiddenContent.Encoded, said, at);

    static IEnumerable<HiddenContent> Lines(string text)
    {
        var (key, searched) = ("", 0);
        foreach (var (begin, end) in TextSpans.LinesOf(text))
        {
            // Few lines have so many numbers.
            var signs = text.AsSpan(begin, end - begin);
            if (end - begin > MaxLine || signs.Count(',') + signs.Count('+') + signs.Count('-') < MinCharacters)
            {
                continue;
            }
            key = LastKey(text[searched..end]) ?? key;
            searched = end;
            var line = text[begin..end];
            var numbers = NumbersIn(line);
            foreach (var said in new[] { Sums(line), Steps(numbers), Indexed(numbers, key) })
            {
                if (said is not null)
                {
                    yield return Encoded(said, begin);
                }
            }
        }
    }

    /// <summary>What sums and differences say whose parts are written out: <c>chr(75+7)+chr(94-8)</c>.</summary>
    static string? Sums(string line)
    {
        var said = new StringBuilder();
        var at = 0;
        while (at < line.Length && said.Length < MaxCharacters)
        {
            var first = IntegerAt(line, at, out var mark);
            if (first is null)
            {
                at++;
                continue;
            }
            var sign = mark < line.Length ? line[mark] : ' ';
            var second = sign is '+' or '-' or '^' && mark + 1 < line.Length ? IntegerAt(line, mark + 1, out var next) : Fail(out next);
            if (second is { } other)
            {
                var value = sign switch { '+' => first + other, '-' => first - other, _ => first ^ other };
                said.Append(value is >= ' ' and < 127 ? (char)value : '\0');
            }
            at = second is null ? mark : next;
        }
        return Language(said.ToString());

        static int? Fail(out int next)
        {
            next = 0;
            return null;
        }
    }

    /// <summary>What numbers say of which the first is a character, and each other one the step to the next.</summary>
    static string? Steps(List<int> numbers)
    {
        for (var from = 0; from < Math.Min(3, numbers.Count - MinCharacters); from++)
        {
            var said = new StringBuilder();
            var value = 0;
            foreach (var step in numbers.Skip(from))
            {
                value += step;
                if (value is < ' ' or >= 127)
                {
                    break;
                }
                said.Append((char)value);
            }
            if (Language(said.ToString()) is { } found && said.Length * 10 >= numbers.Count * 9)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>What the characters of a string say whose places are listed.</summary>
    static string? Indexed(List<int> numbers, string key)
    {
        if (key.Length < MinKey || numbers.Count < MinCharacters)
        {
            return null;
        }
        var places = numbers.SkipWhile(number => number < 0 || number >= key.Length).ToList();
        // The first place is zero or one.
        return places.TrueForAll(place => place < key.Length) ? Read(0) ?? Read(1) : null;

        string? Read(int first) => Language(string.Concat(places.Select(place => key[Math.Max(0, place - first)])));
    }

    static string? LastKey(string text) => TextSpans.LinesOf(text).Where(line => line.End - line.Begin <= MaxLine)
        .Select(line => KeyIn(text[line.Begin..line.End])).LastOrDefault(key => key is not null);

    // Characters that are each written once.
    static string? KeyIn(string line) => TextSpans.QuotedIn(line, MinKey).Select(one => one.Text)
        .FirstOrDefault(text => text.Length <= MaxKey && text.Distinct().Count() * 10 >= text.Length * 9);

    static List<int> NumbersIn(string line)
    {
        var numbers = new List<int>();
        for (var at = 0; at < line.Length && numbers.Count < MaxCharacters;)
        {
            var isNegative = line[at] is '-' or '−' && (at == 0 || line[at - 1] is ' ' or ',' or '[' or '(');
            if (IntegerAt(line, isNegative ? at + 1 : at, out var end) is { } number && (at == 0 || !char.IsLetterOrDigit(line[at - 1])))
            {
                numbers.Add(isNegative ? -number : number);
                at = end;
            }
            else
            {
                at++;
            }
        }
        return numbers;
    }

    static int? IntegerAt(string line, int at, out int end)
    {
        end = at;
        while (end < line.Length && end - at < 5 && char.IsAsciiDigit(line[end]))
        {
            end++;
        }
        return end > at ? int.Parse(line.AsSpan(at, end - at), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>What the hexadecimal groups of lines in a row say together: identifiers, addresses of hosts and of cards.</summary>
    static IEnumerable<HiddenContent> Groups(string text)
    {
        var digits = new StringBuilder();
        var first = 0;
        foreach (var (begin, end) in TextSpans.LinesAndEnd(text))
        {
            var line = begin < text.Length ? text[begin..Math.Min(end, text.Length)] : "";
            var group = GroupIn(line);
            if (group.Length > 0)
            {
                first = digits.Length == 0 ? begin : first;
                digits.Append(group);
                continue;
            }
            if (digits.Length is >= 2 * MinCharacters and <= 2 * MaxCharacters && digits.Length % 2 == 0
                && ByteText.Of(Convert.FromHexString(digits.ToString())) is { } said)
            {
                yield return Encoded(said, first);
            }
            digits.Clear();
        }
    }

    /// <summary>The digits of the first word of a line that is made of groups of them; empty if it has none.</summary>
    static string GroupIn(string line)
    {
        const string Hex = "0123456789abcdefABCDEF";
        if (line.Length > MaxGroupLine || line.AsSpan().Count('-') + line.AsSpan().Count(':') < 3)
        {
            return "";
        }
        foreach (var word in line.Split([' ', '"', '\'', ',', '|', '`'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length >= 11 && word.AsSpan().IndexOfAny('-', ':') is > 1 and <= 8 && !word.AsSpan().ContainsAnyExcept(Hex + "-:"))
            {
                return string.Concat(word.Where(char.IsAsciiHexDigit)) is var digits && digits.Length % 2 == 0 ? digits : "";
            }
        }
        return "";
    }

    static readonly SearchValues<string> ReplacementHints =
        SearchValues.Create(["replace", "gsub(", "sed ", "| tr "], StringComparison.OrdinalIgnoreCase);

    static readonly string[] NamesOfReplacements = ["replace(", "replaceAll(", "gsub(", "s/", "tr "];

    static readonly SearchValues<string> Replacements = SearchValues.Create(NamesOfReplacements, StringComparison.OrdinalIgnoreCase);

    /// <summary>What quotes say once the replacements are made that their line asks for.</summary>
    static IEnumerable<HiddenContent> Replaced(string text)
    {
        if (!text.AsSpan().ContainsAny(ReplacementHints))
        {
            yield break;
        }
        foreach (var (begin, end) in TextSpans.LinesOf(text))
        {
            if (end - begin > MaxLine || !text.AsSpan(begin, end - begin).ContainsAny(Replacements))
            {
                continue;
            }
            var line = text[begin..end];
            var pairs = ReplacementsIn(line).Take(MaxReplacements).ToList();
            if (pairs.Count == 0)
            {
                continue;
            }
            foreach (var (at, quoted) in TextSpans.QuotedIn(line, MinCharacters))
            {
                var said = pairs.Aggregate(quoted, (said, pair) => said.Replace(pair.From, pair.To, StringComparison.Ordinal));
                if (said != quoted && said.Contains(' '))
                {
                    yield return new HiddenContent(HiddenContent.Split, said, begin + at) { Disguise = quoted };
                }
            }
        }
    }

    static IEnumerable<(string From, string To)> ReplacementsIn(string line)
    {
        foreach (var name in NamesOfReplacements)
        {
            for (var at = 0; (at = line.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
            {
                at += name.Length;
                var rest = line.AsSpan(at, Math.Min(60, line.Length - at));
                if (name == "s/")
                {
                    var parts = rest.ToString().Split('/');
                    if (parts.Length > 2 && parts[0].Length > 0)
                    {
                        yield return (parts[0], parts[1]);
                    }
                    continue;
                }
                var quotes = Quoted(rest);
                if (quotes.Count > 1 && quotes[0].Length > 0)
                {
                    yield return (quotes[0], quotes[1]);
                }
            }
        }
    }

    static List<string> Quoted(ReadOnlySpan<char> text)
    {
        var quotes = new List<string>();
        for (var at = text.IndexOfAny('"', '\''); at >= 0 && at < text.Length && quotes.Count < 2;)
        {
            var close = text[(at + 1)..].IndexOf(text[at]);
            if (close < 0)
            {
                break;
            }
            quotes.Add(text.Slice(at + 1, close).ToString());
            var next = text[(at + close + 2)..].IndexOfAny('"', '\'');
            at = next < 0 ? -1 : at + close + 2 + next;
        }
        return quotes;
    }

    static string? Language(string said) =>
        said.Length >= MinCharacters && !said.Contains('\0') && LetterRun.IsEnglish(said) ? said : null;
}
