using System.Text.RegularExpressions;
using CsCheck;
using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class CuedPatternTests
{
    static readonly string[] Between = ["\n", "\n\n", " ", ". ", "\nand so on\n", "\n\n\n- ", " of the ", "\n   \n"];

    static readonly ScreeningRule[] Bare =
        [.. ScreeningRules.All.Select(rule => new ScreeningRule(rule.Id, Severity.Low, rule.Reason, rule.Pattern.Whole))];

    [Theory]
    [InlineData("curl|wget", "curl/wget", 0)]
    [InlineData(@"\b(send|post)(s|ing)?\s+the keys?\b", "the key+send|post", 1)]
    [InlineData(@"do(es)? (it|so)", "does it|does so|do it|do so", 0)]
    [InlineData(@"a{2}b?c\s*", "a+c", 1)]
    [InlineData(@"rm\s+(-\w+\s+)*(/|~)", "rm+/|~", PatternCues.AnyLines)]
    [InlineData(@"(\w+\s+){0,3}keys", "keys", 3)]
    [InlineData(@"<b[^>\n]*>x|<i[^>]{0,9}>y", "<b+>x/<i+>y", 9)]
    [InlineData(@"[^.\n]*(obeys? [^.\n]*orders|heeds)[^.\n]*", "orders|heeds", 0)]
    [InlineData(@"\$\{?(key|token)\w*", "${key|${token|$key|$token", 0)]
    [InlineData(@"\w+", "", 0)]
    public void A_pattern_tells_its_cues_and_how_far_a_match_may_go(string pattern, string cues, int lines)
    {
        var read = PatternCues.Of(pattern);
        var alternatives = read.Alternatives.Select(groups => string.Join('+', groups.Select(group => string.Join('|', group))));
        Assert.Equal(cues, string.Join('/', alternatives));
        Assert.Equal(lines, read.Lines);
    }

    [Fact]
    public void Each_alternative_of_each_rule_has_a_cue() =>
        Assert.All(ScreeningRules.All, rule => Assert.All(rule.Pattern.Cues, Assert.NotEmpty));

    [Fact]
    public void Near_its_cues_a_pattern_matches_what_it_matches_in_the_whole_text() =>
        Gen.Select(Gen.Int[0, Bare.Length - 1], Gen.Int).Sample(
            (number, seed) =>
            {
                var text = TextFor(number, new Random(seed));
                var match = Bare[number].Pattern.Whole.Match(text);
                return Find(Bare[number], text) == (match.Success ? match.Index : -1);
            },
            iter: 4_000,
            print: sample => $"{Bare[sample.Item1].Id}: {TextFor(sample.Item1, new Random(sample.Item2))}");

    [Fact]
    public void A_pattern_is_found_at_the_end_of_a_text_that_is_made_to_be_slow()
    {
        foreach (var rule in ScreeningRules.All)
        {
            var example = rule.Examples[0];
            var beginnings = string.Concat(Enumerable.Repeat($"{example[..(example.Length / 2)]} ", 500));
            Assert.True(ScreeningRules.MetBy($"{beginnings}\n{example}").ContainsKey(rule), rule.Id);
        }
    }

    [Fact]
    public void Without_backtracking_a_pattern_matches_at_the_same_places() =>
        Assert.All(Bare, rule =>
        {
            var linear = new Regex(rule.Pattern.Whole.ToString(), rule.Pattern.Whole.Options | RegexOptions.NonBacktracking);
            foreach (var seed in Enumerable.Range(0, 20))
            {
                var text = TextFor(Array.IndexOf(Bare, rule), new Random(seed));
                Assert.Equal(Matches(rule.Pattern.Whole, text), Matches(linear, text));
            }
        });

    // With options in options, the two ways may end a match at different words; no rule tells by that.
    static IEnumerable<int> Matches(Regex pattern, string text) => pattern.Matches(text).Select(match => match.Index);

    static int Find(ScreeningRule rule, string text)
    {
        var cost = 0L;
        return new CueSearch([rule.Pattern]).In(text)[0] is { } cues ? rule.Find(text, text, cues, ref cost) : -1;
    }

    /// <summary>Texts that the pattern matches, whole and in parts, with other text between.</summary>
    static string TextFor(int rule, Random random)
    {
        var parts = Enumerable.Range(0, random.Next(1, 5)).Select(_ => PatternSample.Of($"{Bare[rule].Pattern.Whole}", random)).ToList();
        parts.AddRange(parts.Select(part => part[random.Next(part.Length + 1)..]).ToList());
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parts));
        return string.Concat(parts.Select(part => part + Between[random.Next(Between.Length)])).ToLowerInvariant();
    }
}
