namespace SkillMcp.Safety;

/// <summary>
/// Reads texts as an attacker may have written them: as they are, deobfuscated and decoded. The time that it takes grows with the
/// length of the text and nothing else. It sorts texts and proves nothing: an attack that reads like an honest procedure passes.
/// </summary>
public static class ContentScreen
{
    /// <summary>The most characters that are read at once; a skill has no more.</summary>
    public const int MaxLength = 65_536;

    // Fewer characters than these are a handful of words, which read like anything.
    const int MinClassifiedLength = 80;

    /// <summary>Screens one text, as a file.</summary>
    public static ScreeningResult Of(string text) => Of([new Passage("line", text)]);

    /// <summary>Screens texts that belong together.</summary>
    public static ScreeningResult Of(IEnumerable<Passage> passages) => Of(passages, InjectionClassifier.Trained);

    /// <summary>Screens texts that belong together, with the given classifier or, if it is null, with the rules alone.</summary>
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
        var scan = Scan(joined.Text);
        var matches = scan.Matches.ToList();
        var isUndecided = matches.TrueForAll(match => match.Severity == Severity.Low);
        if (isUndecided && classifier is not null && ClassifierReason(classifier, scan) is { } reason)
        {
            matches.Add(new RuleMatch("reads-like-an-attack", reason, Severity.Medium, scan.Matches.FirstOrDefault().At));
        }
        var findings = matches.ConvertAll(match =>
            new ScreeningFinding(match.Rule, match.Reason, match.Severity, joined.PlaceOf(match.At)));
        findings.Sort((one, other) => other.Severity.CompareTo(one.Severity));
        return new ScreeningResult(VerdictOf(findings), findings);
    }

    /// <summary>The refusal of passages that are too long to be read, before anything is done with them; null if they are not.</summary>
    internal static ScreeningResult? OfLength(IReadOnlyList<Passage> passages) =>
        passages.Sum(passage => (long)passage.Text.Length) > MaxLength ? TooLong(passages[0].Place) : null;

    /// <summary>What the classifier learns from: the text without its disguise, and the rules that it met.</summary>
    internal static ScanResult Scan(string text)
    {
        var deobfuscation = Deobfuscation.Of(text);
        var matches = new List<RuleMatch>();
        var met = RulesMetBy(text);
        if (deobfuscation.Plain != text)
        {
            foreach (var (rule, _) in RulesMetBy(deobfuscation.Plain))
            {
                if (met.TryAdd(rule, 0))
                {
                    matches.Add(HiddenInstruction(deobfuscation));
                }
            }
        }
        matches.AddRange(deobfuscation.Techniques.Select(technique =>
            new RuleMatch(technique.Name, technique.Reason, Severity.High, technique.At)));
        foreach (var hidden in HiddenContent.In(deobfuscation.Plain))
        {
            var isRefused = matches.Exists(other => other.Rule == hidden.Kind && other.Severity == Severity.High);
            if (!isRefused && MatchOf(hidden, deobfuscation.Plain, met) is { } match)
            {
                matches.RemoveAll(other => other.Rule == match.Rule && other.Severity <= match.Severity);
                matches.Add(match);
            }
        }
        matches.AddRange(met.Select(one => new RuleMatch(one.Key.Id, one.Key.Reason, one.Key.Severity, one.Value)));
        return new ScanResult(deobfuscation.Plain, matches);
    }

    static ScreeningVerdict VerdictOf(List<ScreeningFinding> findings) => findings.FirstOrDefault()?.Severity switch
    {
        Severity.High => ScreeningVerdict.Refuse,
        Severity.Medium => ScreeningVerdict.Quarantine,
        _ => ScreeningVerdict.Pass,
    };

    static ScreeningResult TooLong(string place)
    {
        var reason = $"It has more than {MaxLength:N0} characters, and is not read.";
        return new ScreeningResult(ScreeningVerdict.Refuse, [new ScreeningFinding("too-long", reason, Severity.High, place)]);
    }

    static RuleMatch HiddenInstruction(Deobfuscation deobfuscation)
    {
        const string Reason = "It holds an instruction that only shows once its disguise is removed.";
        return new RuleMatch("hidden-instruction", Reason, Severity.High, deobfuscation.Techniques.FirstOrDefault().At);
    }

    /// <summary>
    /// Hidden content that meets a rule is refused, though the rule alone may do less; content that only says something in English is
    /// judged by how it is hidden and how much it says.
    /// </summary>
    static RuleMatch? MatchOf(HiddenContent hidden, string whole, Dictionary<ScreeningRule, int> met)
    {
        var inside = RulesMetBy(hidden.Text);
        if (hidden.Kind == HiddenContent.Scrambled)
        {
            var place = inside.Where(one => !met.ContainsKey(one.Key)).Select(one => one.Value)
                .DefaultIfEmpty(hidden.FirstLineOnlyEnglishIn(whole)).First();
            return place < 0 ? null : new RuleMatch(hidden.Kind, hidden.Reason, Severity.High, place);
        }
        var severity = inside.Count > 0 ? Severity.High : SeverityOf(hidden.Kind, EnglishWordCounter.CountIn(hidden.Text));
        return severity is { } known ? new RuleMatch(hidden.Kind, hidden.Reason, known, hidden.At) : null;
    }

    /// <summary>How much it weighs that hidden content has so many English words; null if it may well be honest.</summary>
    static Severity? SeverityOf(string kind, int words) => kind switch
    {
        HiddenContent.Encoded when words >= 4 => Severity.High,
        HiddenContent.Encoded when words >= 2 => Severity.Medium,
        HiddenContent.Style or HiddenContent.Padding when words >= 4 => Severity.Medium,
        HiddenContent.Comment when words >= 6 => Severity.Low,
        _ => null,
    };

    /// <summary>Each rule that a text meets, with the place of its first match.</summary>
    static Dictionary<ScreeningRule, int> RulesMetBy(string text)
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

    static string? ClassifierReason(InjectionClassifier classifier, ScanResult scan)
    {
        var probability = classifier.Probability(scan.Plain, scan.Rules);
        var isSuspected = scan.Matches.Count > 0;
        if (scan.Plain.Length < MinClassifiedLength && (probability < classifier.AloneThreshold || !isSuspected))
        {
            return null;
        }
        if (probability >= classifier.AloneThreshold)
        {
            return "As a whole it reads like texts that were written to do harm.";
        }
        return probability >= classifier.SuspectedThreshold && isSuspected
            ? "What it is suspected of, and the words around that, read like texts that were written to do harm."
            : null;
    }
}
