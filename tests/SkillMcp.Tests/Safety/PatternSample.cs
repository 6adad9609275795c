using System.Text.RegularExpressions;

namespace SkillMcp.Tests.Safety;

/// <summary>Makes texts that a pattern matches, or nearly: look-arounds and word boundaries are left to chance.</summary>
sealed class PatternSample
{
    const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789 \n\t.,;:-_/\\\"'`()[]{}<>=|&$@#*+?!~";
    const int MaxMore = 3;

    readonly string pattern;
    readonly Random random;
    readonly Func<string> text;
    int at;

    PatternSample(string pattern, Random random)
    {
        (this.pattern, this.random) = (pattern, random);
        text = Alternatives();
    }

    public static string Of(string pattern, Random random) => new PatternSample(pattern, random).text();

    Func<string> Alternatives()
    {
        var all = new List<Func<string>> { Sequence() };
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            all.Add(Sequence());
        }
        return () => all[random.Next(all.Count)]();
    }

    Func<string> Sequence()
    {
        var parts = new List<Func<string>>();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            parts.Add(Repeated(Part()));
        }
        return () => string.Concat(parts.Select(part => part()));
    }

    Func<string> Repeated(Func<string> part)
    {
        var counts = Regex.Match(pattern[at..], @"\A(\?|\*|\+|\{(\d+)(,(\d*))?\})\??");
        at += counts.Length;
        var (min, max) = counts.Groups[1].Value switch
        {
            "" => (1, 1),
            "?" => (0, 1),
            "*" => (0, MaxMore),
            "+" => (1, MaxMore),
            _ => (int.Parse(counts.Groups[2].Value), int.Parse(counts.Groups[2].Value) + (counts.Groups[3].Success ? MaxMore : 0)),
        };
        return () => string.Concat(Enumerable.Range(0, random.Next(min, max + 1)).Select(_ => part()));
    }

    Func<string> Part()
    {
        var begin = at;
        switch (pattern[at++])
        {
            case '(':
                var group = Alternatives();
                at++;
                return group;
            case '[':
                at += pattern[at] == '^' ? 1 : 0;
                for (; pattern[at] != ']'; at++)
                {
                    at += pattern[at] == '\\' ? 1 : 0;
                }
                at++;
                return OneOf(pattern[begin..at]);
            case '\\':
                at++;
                return pattern[begin + 1] is 'b' or 'A' or 'z' ? () => "" : OneOf(pattern[begin..at]);
            case '^' or '$':
                return () => "";
            case var c:
                return () => $"{c}";
        }
    }

    Func<string> OneOf(string characters)
    {
        var fitting = (Characters + characters).Where(c => Regex.IsMatch($"{c}", $@"\A{characters}\z")).ToArray();
        return () => $"{fitting[random.Next(fitting.Length)]}";
    }
}
