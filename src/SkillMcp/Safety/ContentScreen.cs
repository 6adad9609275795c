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

    // Of 11,400 honest texts six have a sentence that names an agent and is so like an order to it, and none one above the second.
    const double MinOrderToAgent = 0.9;
    const double CertainOrderToAgent = 0.98;

    // Of two thousand honest texts, one has an English sentence that is so like an order to an agent that it does not name.
    const double MinOrderToAnyone = 0.995;
    const int MinSentenceToAgent = 40;
    const int MinSentenceToAnyone = 20;

    // A sentence that has these is English; a command may have none.
    const int MinEnglishWords = 2;

    // The characters before and behind a place that are judged with it.
    const int MaxLine = 600;

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
        var scan = Scan(joined.Text, classifier);
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
    internal static ScanResult Scan(string text, InjectionClassifier? classifier)
    {
        var deobfuscation = Deobfuscation.Of(text);
        var plain = deobfuscation.Plain;
        var met = ScreeningRules.MetBy(text);
        var matches = new List<RuleMatch>();
        if (plain != text)
        {
            matches.AddRange(HiddenInstructions(deobfuscation, met, classifier));
        }
        foreach (var hidden in HiddenContent.In(text, deobfuscation))
        {
            // Once a kind is refused, no more of it is judged.
            var isRefused = matches.Exists(other => other.Rule == hidden.Kind && other.Severity == Severity.High);
            if (!isRefused && HiddenInstruction.SeverityOf(hidden, classifier) is { } severity)
            {
                matches.RemoveAll(other => other.Rule == hidden.Kind && other.Severity <= severity);
                matches.Add(new RuleMatch(hidden.Kind, hidden.Reason, severity, hidden.At));
            }
        }
        if (classifier is not null)
        {
            matches.AddRange(Orders(plain));
        }
        matches.AddRange(met.Select(one => new RuleMatch(one.Key.Id, one.Key.Reason, one.Key.Severity, one.Value)));
        return new ScanResult(plain, matches);
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

    /// <summary>
    /// The techniques of a disguise, and what is an instruction without it. Rules that only then are met join the others.
    /// </summary>
    static IEnumerable<RuleMatch> HiddenInstructions(
        Deobfuscation deobfuscation, Dictionary<ScreeningRule, int> met, InjectionClassifier? classifier)
    {
        const string Reason = "It holds an instruction that only shows once its disguise is removed.";
        var plain = deobfuscation.Plain;
        var place = deobfuscation.Techniques.FirstOrDefault().At;
        var matches = new List<RuleMatch>();
        foreach (var (rule, at) in ScreeningRules.MetBy(plain))
        {
            // Without a disguise, a single character was escaped: a bar in a table, a blank in an address.
            var isDisguised = deobfuscation.Techniques.Count > 0 || rule.Severity > Severity.Low;
            if (met.TryAdd(rule, place) && isDisguised && HiddenInstruction.SeverityOf(LineAt(plain, at), "", classifier) is Severity.High)
            {
                matches.Add(new RuleMatch("hidden-instruction", Reason, Severity.High, place));
            }
        }
        foreach (var technique in deobfuscation.Techniques)
        {
            var isInstruction = technique.IsNeverHonest || matches.Count > 0 || met.Keys.Any(rule => rule.Severity > Severity.Low)
                || HiddenInstruction.SeverityOf(LineAt(plain, technique.PlainAt), "", classifier) is Severity.High;
            matches.Add(new RuleMatch(technique.Name, technique.Reason, isInstruction ? Severity.High : Severity.Medium, technique.At));
        }
        return matches;
    }

    /// <summary>The line of a place, and of a long line what is around it.</summary>
    static string LineAt(string text, int at)
    {
        var begin = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
        return text[Math.Max(begin, at - MaxLine)..Math.Min(end, at + MaxLine)];
    }

    /// <summary>
    /// The first sentence that orders an agent in another language than the text is in, and the first that names an agent and is very
    /// like an order to it. A text that speaks of attacks gives examples of them.
    /// </summary>
    static IEnumerable<RuleMatch> Orders(string plain)
    {
        var sentences = OrderClassifier.SentencesIn(plain).ToList();
        var foreign = sentences.FindAll(one => ForeignLanguage.IsIn(one.Sentence));
        // A page that is written in another language has more sentences in it.
        var isEnglish = foreign.Count < sentences.Count(one => IsEnglish(one.Sentence));
        if (isEnglish && FirstOrder(foreign, OrderClassifier.Trained.OrderThreshold) is { } at)
        {
            const string Reason = "In another language than the text around it, it orders an agent to do something.";
            yield return new RuleMatch("order-in-another-language", Reason, Severity.Medium, at);
        }
        var toAgents = sentences.FindAll(one => one.Sentence.Length >= MinSentenceToAgent && ScreeningRules.NamesAgent(one.Sentence)
            && !QuotedAttack.SpeaksOfAttacks(plain, one.At, one.Sentence.Length));
        const string OfOrder = "It orders an agent to send, hide, disable or approve something, or to follow others.";
        if (FirstOrder(toAgents, CertainOrderToAgent) is { } certain)
        {
            yield return new RuleMatch("order-to-agent", OfOrder, Severity.High, certain);
        }
        else if (FirstOrder(toAgents, MinOrderToAgent) is { } place)
        {
            yield return new RuleMatch("order-to-agent", OfOrder, Severity.Medium, place);
        }
        var toAnyone = sentences.FindAll(one => one.Sentence.Length >= MinSentenceToAnyone && !ForeignLanguage.IsIn(one.Sentence));
        var found = toAnyone.Find(one => OrderClassifier.Trained.Probability(one.Sentence) >= MinOrderToAnyone
            && !QuotedAttack.SpeaksOfAttacks(plain, one.At, one.Sentence.Length));
        if (found.Sentence is not null)
        {
            const string Reason = "It reads like an order to an agent to send, hide, disable or approve something.";
            yield return new RuleMatch("like-an-order", Reason, Severity.Medium, found.At);
        }
    }

    static int? FirstOrder(List<(int At, string Sentence)> sentences, double probability)
    {
        var found = sentences.FindIndex(one => OrderClassifier.Trained.Probability(one.Sentence) >= probability);
        return found < 0 ? null : sentences[found].At;
    }

    static bool IsEnglish(string sentence) =>
        EnglishWordCounter.CountIn(sentence) >= MinEnglishWords && !sentence.Contains("://", StringComparison.Ordinal);

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
