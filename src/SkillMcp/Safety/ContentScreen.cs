using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Reads what comes in as an attacker would write it: as it stands, without its disguise, and decoded. Its time grows with the text
/// and nothing else. It sorts out, and proves nothing: an attack that reads like an honest procedure passes every such screen.
/// </summary>
public static class ContentScreen
{
    /// <summary>The most characters that are read at once; a skill has no more.</summary>
    public const int MaxLength = 65_536;

    // A handful of words reads like anything.
    const int MinClassifiedLength = 80;

    /// <summary>Screens one text, as a file.</summary>
    public static ScreeningResult Of(string text) => Of([new Passage("line", text)]);

    /// <summary>Screens texts that belong together.</summary>
    public static ScreeningResult Of(IEnumerable<Passage> passages) => Of(passages, InjectionClassifier.Trained);

    /// <summary>The same with another classifier, or with the rules alone where there is none.</summary>
    internal static ScreeningResult Of(IEnumerable<Passage> passages, InjectionClassifier? classifier)
    {
        var joined = JoinedPassages.Of(passages);
        if (joined.Length == 0)
        {
            return ScreeningResult.Clean;
        }
        if (joined.Length > MaxLength)
        {
            return TooLong(joined.PlaceOf(0));
        }
        var found = Scan(joined.Text);
        var findings = found.Matches.Select(match => new ScreeningFinding(match.Rule, match.Reason, match.Severity, joined.PlaceOf(match.At))).ToList();
        if (classifier is not null && findings.All(finding => finding.Severity == Severity.Low) && ClassifierReason(classifier, found) is { } raised)
        {
            findings.Add(new ScreeningFinding("reads-like-an-attack", raised, Severity.Medium, joined.PlaceOf(found.Matches.FirstOrDefault().At)));
        }
        findings.Sort((one, other) => other.Severity.CompareTo(one.Severity));
        return new ScreeningResult(findings.FirstOrDefault()?.Severity switch
        {
            Severity.High => ScreeningVerdict.Refuse,
            Severity.Medium => ScreeningVerdict.Quarantine,
            _ => ScreeningVerdict.Pass,
        }, findings);
    }

    /// <summary>What is said of passages that are too long to be read, before anything is done with them; null where they are not.</summary>
    internal static ScreeningResult? OfLength(IReadOnlyList<Passage> passages) => passages.Sum(passage => (long)passage.Text.Length) > MaxLength ? TooLong(passages[0].Place) : null;

    static ScreeningResult TooLong(string place) => new(ScreeningVerdict.Refuse, [new ScreeningFinding("too-long", $"It has more than {MaxLength:N0} characters, and is not read.", Severity.High, place)]);

    /// <summary>What the model learns from: the text without its disguise, and the rules that it met.</summary>
    internal static ScanResult Scan(string text)
    {
        var deobfuscation = Deobfuscation.Of(text);
        var matches = new List<RuleMatch>();
        var met = MatchesOf(text);
        if (deobfuscation.Plain != text)
        {
            foreach (var (rule, _) in MatchesOf(deobfuscation.Plain))
            {
                if (met.TryAdd(rule, 0))
                {
                    matches.Add(new RuleMatch("hidden-instruction", "It holds an instruction that only shows once its disguise is off.", Severity.High, deobfuscation.Techniques.FirstOrDefault().At));
                }
            }
        }
        matches.AddRange(deobfuscation.Techniques.Select(technique => new RuleMatch(technique.Name, technique.Reason, Severity.High, technique.At)));
        foreach (var hidden in HiddenContent.In(deobfuscation.Plain))
        {
            if (!matches.Exists(other => other.Rule == hidden.Kind && other.Severity == Severity.High) && Judge(hidden, deobfuscation.Plain, met) is { } match)
            {
                matches.RemoveAll(other => other.Rule == match.Rule && other.Severity <= match.Severity);
                matches.Add(match);
            }
        }
        matches.AddRange(met.Select(one => new RuleMatch(one.Key.Id, one.Key.Reason, one.Key.Severity, one.Value)));
        return new ScanResult(deobfuscation.Plain, matches);
    }

    /// <summary>What is hidden says what no rule would let stand openly: refused. It merely says something: kept apart.</summary>
    static RuleMatch? Judge(HiddenContent hidden, string whole, Dictionary<ScreeningRule, int> met)
    {
        var inside = MatchesOf(hidden.Text);
        if (hidden.Kind == HiddenContent.Scrambled)
        {
            var scrambled = inside.Where(one => !met.ContainsKey(one.Key)).Select(one => one.Value).DefaultIfEmpty(hidden.FirstLineOnlyEnglishIn(whole)).First();
            return scrambled < 0 ? null : new RuleMatch(hidden.Kind, hidden.Reason, Severity.High, scrambled);
        }
        if (inside.Count > 0)
        {
            return new RuleMatch(hidden.Kind, hidden.Reason, Severity.High, hidden.At);
        }
        var words = EnglishWordCounter.CountIn(hidden.Text);
        return hidden.Kind switch
        {
            HiddenContent.Encoded when words >= 4 => new RuleMatch(hidden.Kind, hidden.Reason, Severity.High, hidden.At),
            HiddenContent.Encoded when words >= 2 => new RuleMatch(hidden.Kind, hidden.Reason, Severity.Medium, hidden.At),
            HiddenContent.Style or HiddenContent.Padding when words >= 4 => new RuleMatch(hidden.Kind, hidden.Reason, Severity.Medium, hidden.At),
            HiddenContent.Comment when words >= 6 => new RuleMatch(hidden.Kind, hidden.Reason, Severity.Low, hidden.At),
            _ => null,
        };
    }

    /// <summary>Each rule that a text meets, with where it first does.</summary>
    static Dictionary<ScreeningRule, int> MatchesOf(string text)
    {
        var met = new Dictionary<ScreeningRule, int>();
        var lower = text.ToLowerInvariant();
        foreach (var rule in ScreeningRules.All)
        {
            if (rule.Find(text, lower) is >= 0 and var at)
            {
                met.Add(rule, at);
            }
        }
        return met;
    }

    static string? ClassifierReason(InjectionClassifier classifier, ScanResult found) => classifier.Probability(found.Plain, found.Rules) switch
    {
        var p when found.Plain.Length < MinClassifiedLength && (p < classifier.AloneThreshold || found.Matches.Count == 0) => null,
        var p when p >= classifier.AloneThreshold => "As a joined it reads like texts that were written to do harm.",
        var p when p >= classifier.SuspectedThreshold && found.Matches.Count > 0 => "What it is suspected of, and the words around that, read like texts that were written to do harm.",
        _ => null,
    };

    /// <summary>Something that was found.</summary>
    internal readonly record struct RuleMatch(string Rule, string Reason, Severity Severity, int At);

    /// <summary>A text without its disguise, and what was found in it.</summary>
    internal sealed record ScanResult(string Plain, IReadOnlyList<RuleMatch> Matches)
    {
        public IEnumerable<string> Rules => Matches.Select(match => match.Rule).Distinct();
    }

    /// <summary>Passages one after another, and which of them holds a place.</summary>
    sealed record JoinedPassages(string Text, int Length, IReadOnlyList<(int Begin, string Place, int Line)> Parts)
    {
        public static JoinedPassages Of(IEnumerable<Passage> passages)
        {
            var text = new StringBuilder();
            var length = 0;
            var parts = new List<(int, string, int)>();
            foreach (var passage in passages)
            {
                parts.Add((text.Length, passage.Place, passage.FirstLine));
                text.Append(passage.Text).Append("\n\n");
                length += passage.Text.Length;
            }
            return new JoinedPassages(text.ToString(), length, parts);
        }

        public string PlaceOf(int at)
        {
            var (begin, place, line) = Parts.Last(part => part.Begin <= at || part.Begin == 0);
            return place.EndsWith("line", StringComparison.Ordinal) ? $"{place} {line + Text.AsSpan(begin, Math.Min(at, Text.Length) - begin).Count('\n')}" : place;
        }
    }
}
