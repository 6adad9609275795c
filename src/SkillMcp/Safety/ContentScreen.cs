using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Reads texts as an attacker may have written them: as they are, deobfuscated and decoded. The time that it takes grows with the
/// length of the text and nothing else. It sorts texts and proves nothing: an attack that reads like an honest procedure passes.
/// </summary>
static class ContentScreen
{
    /// <summary>The most characters that are read at once; a skill has no more.</summary>
    public const int MaxLength = 65_536;

    // Fewer characters than these are a handful of words, which read like anything.
    const int MinClassifiedLength = 130;

    // A text of signs or pictures has no words to be judged by.
    const int MinClassifiedLetters = 40;

    // Of 11,400 honest texts none has a sentence that names an agent and is so like an order to it.
    const double MinOrderToAgent = 0.97;

    // Of these texts, one has an English sentence that is so like an order to an agent that it does not name.
    const double MinOrderToAnyone = 0.999;
    const int MinSentenceToAgent = 40;
    const int MinSentenceToAnyone = 20;

    // A sentence that has these is English; a command may have none.
    const int MinEnglishWords = 2;

    // Comments that are longer than an example needs may say anything.
    const int MaxExampleOfSettings = 400;

    static readonly SearchValues<char> VariableCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");

    const double MinOrderOfForeignValue = 0.8;

    // Whoever writes this many sentences of another language that are no orders writes in that language too.
    const int MinForeignSentences = 3;

    // How far in front of what is hidden, and in which lines behind, it may be said that it is to be done.
    const int MaxToTold = 240;
    const int LinesToTold = 4;

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
        var scan = Scan(joined.Text, classifier, joined.IsSource);
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
    internal static ScanResult Scan(string text, InjectionClassifier? classifier, bool isSource = false)
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
            if (!isRefused && SeverityOf(hidden, text, deobfuscation, classifier) is { } severity
                && (!isSource || !MayBeShown(hidden) || SeverityOf(Shown(hidden), text, deobfuscation, classifier) is not null))
            {
                matches.RemoveAll(other => other.Rule == hidden.Kind && other.Severity <= severity);
                matches.Add(MatchOf(hidden, severity, met));
            }
        }
        if (classifier is not null)
        {
            matches.AddRange(Orders(plain));
        }
        matches.AddRange(met.Select(one => new RuleMatch(one.Key.Id, one.Key.Reason, one.Key.Severity, one.Value)));
        return new ScanResult(plain, matches);
    }

    // Whoever opens a source sees its comments. What the rules know is none of an honest one.
    static bool MayBeShown(HiddenContent hidden) => hidden.Kind is HiddenContent.Comment or HiddenContent.Aside
        && !ScreeningRules.MetBy(hidden.Text).Keys.Any(rule => rule.Severity > Severity.Low);

    static HiddenContent Shown(HiddenContent hidden) => hidden with { Kind = HiddenContent.Aside, IsShown = true, IsLabel = false };

    static Severity? SeverityOf(HiddenContent hidden, string text, Deobfuscation deobfuscation, InjectionClassifier? classifier)
    {
        var known = HiddenInstruction.SeverityOf(hidden, classifier);
        var severity = known ?? (HiddenLanguage.IsIn(hidden, text) ? Severity.Medium : null);
        return (classifier, severity) switch
        {
            (null, _) => severity,
            // Of thousands of plain lines, one reads as an order when its letters are put in another order.
            (_, Severity.High or Severity.Medium) when HiddenLanguage.MayBeChance(hidden) => Severity.Medium,
            // A page about attacks shows how they are hidden.
            (_, Severity.High) when IsExample() => Severity.Medium,
            // Letters that are words by chance begin like an order by chance too.
            (_, Severity.Medium) when !(known is null && IsOfWords()) && IsOrder() => Severity.High,
            (_, null) when IsForeignValue(hidden, text) => Severity.Medium,
            _ => severity,
        };

        // Letters that were cut into words.
        bool IsOfWords() => hidden is { Kind: HiddenContent.Scrambled, Disguise: "" } && deobfuscation.Techniques.Count == 0;

        bool IsExample() => hidden.Kind is HiddenContent.Split or HiddenContent.Encoded
            && QuotedAttack.SpeaksOfAttacks(text, Math.Min(hidden.At, text.Length), 0);

        bool IsOrder()
        {
            var isTold = IsToldToBeDone(text, Math.Min(hidden.At, text.Length));
            return (isTold || deobfuscation.Techniques.Count > 0) && HiddenInstruction.IsOrderIfTold(hidden, isTold);
        }
    }

    // A value in another language than all that is around it.
    static bool IsForeignValue(HiddenContent hidden, string text) => hidden.Kind == HiddenContent.Value
        && ForeignLanguage.IsIn(hidden.Text) && OrderClassifier.Trained.MostLikeOrder(hidden.Text).Probability >= MinOrderOfForeignValue
        && text.Replace(hidden.Text, "", StringComparison.Ordinal) is var others
        && !ForeignLanguage.IsIn(others) && !IsInTwoLanguages([.. OrderClassifier.SentencesIn(others).Select(Scored)]);

    static bool IsInTwoLanguages(IReadOnlyList<Sentence> sentences) =>
        sentences.Count(one => one.IsForeign && one.Probability < OrderClassifier.Trained.OrderThreshold) >= MinForeignSentences;

    static bool IsToldToBeDone(string text, int at) =>
        ReadingHint.IsOfDeed(AroundOf(text, at)) && !QuotedAttack.SpeaksOfAttacks(text, at, 0);

    /// <summary>The lines around a place, and the next three, as far as they are near.</summary>
    static ReadOnlySpan<char> AroundOf(string text, int at)
    {
        var begin = Math.Max(0, at - MaxToTold);
        var end = at;
        for (var lines = 0; lines < LinesToTold && end < text.Length; lines++)
        {
            var found = text.AsSpan(end).IndexOf('\n');
            end = found < 0 ? text.Length : end + found + 1;
        }
        // Of a long line only its end and what is behind it.
        return end - at <= MaxLine ? text.AsSpan(begin, end - begin) : text.AsSpan(begin, at + MaxLine - begin);
    }

    /// <summary>What is reported of a hidden part; of words that were joined, the rule that knows them says more.</summary>
    static RuleMatch MatchOf(HiddenContent hidden, Severity severity, Dictionary<ScreeningRule, int> met)
    {
        var known = hidden.Kind == HiddenContent.Split && severity is Severity.Medium
            ? ScreeningRules.MetBy(hidden.Text).Keys.FirstOrDefault(rule => rule.Severity > Severity.Low && !met.ContainsKey(rule))
            : null;
        return new RuleMatch(known?.Id ?? hidden.Kind, known?.Reason ?? hidden.Reason, severity, hidden.At);
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
        const string OfOrder = "It orders an agent to send, hide, disable or approve something, or to follow others.";
        var sentences = OrderClassifier.SentencesIn(plain).Select(Scored).ToList();
        var foreign = sentences.FindAll(one => one.IsForeign);
        // A page that is written in another language has more sentences in it.
        var isEnglish = foreign.Count < sentences.Count(one => IsEnglish(one.Text));
        var least = IsInTwoLanguages(foreign) ? MinOrderToAgent : OrderClassifier.Trained.OrderThreshold;
        if (isEnglish && First(foreign, least) is { } abroad)
        {
            const string Reason = "In another language than the text around it, it orders an agent to do something.";
            yield return new RuleMatch("order-in-another-language", Reason, Severity.Medium, abroad.At);
        }
        var orders = sentences.FindAll(one => one.Probability >= MinOrderToAgent
            && !QuotedAttack.SpeaksOfAttacks(plain, one.At, one.Text.Length));
        // What ends with a colon says what comes next, which is a sentence of its own.
        var toAgents = orders.FindAll(one => one.Text.Length >= MinSentenceToAgent && one.Text[^1] != ':'
            && ScreeningRules.NamesAgent(one.Text));
        if (toAgents.Count > 0)
        {
            // Skills speak to agents: what is written openly is left to a person.
            yield return new RuleMatch("order-to-agent", OfOrder, Severity.Medium, toAgents[0].At);
        }
        if (First(orders.FindAll(one => !one.IsForeign && one.Text.Length >= MinSentenceToAnyone), MinOrderToAnyone) is { } found)
        {
            const string Reason = "It reads like an order to an agent to send, hide, disable or approve something.";
            yield return new RuleMatch("like-an-order", Reason, Severity.Medium, found.At);
        }
    }

    /// <summary>A sentence, with how much it reads like an order.</summary>
    sealed record Sentence(int At, string Text, bool IsForeign, double Probability);

    static Sentence Scored((int At, string Text) one) =>
        new(one.At, one.Text, ForeignLanguage.IsIn(one.Text), OrderClassifier.Trained.Probability(one.Text));

    static Sentence? First(List<Sentence> sentences, double probability) => sentences.Find(one => one.Probability >= probability);

    static bool IsEnglish(string sentence) =>
        EnglishWordCounter.CountIn(sentence) >= MinEnglishWords && !sentence.Contains("://", StringComparison.Ordinal);

    /// <summary>
    /// Whether a text sets a few variables of the environment, with comments on them. The model knows sentences, and takes names of keys
    /// with the place to get them for a theft.
    /// </summary>
    static bool IsExampleOfSettings(string text)
    {
        if (text.Length > MaxExampleOfSettings)
        {
            return false;
        }
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Any(IsSetting) && lines.All(line => line[0] == '#' || IsSetting(line));
    }

    static bool IsSetting(string line) =>
        line.IndexOf('=') is > 0 and var sign && line.AsSpan(0, sign).IndexOfAnyExcept(VariableCharacters) < 0;

    static string? ClassifierReason(InjectionClassifier classifier, ScanResult scan)
    {
        var probability = classifier.Probability(scan.Plain, scan.Rules);
        var isSuspected = scan.Matches.Count > 0;
        if (scan.Plain.Length < MinClassifiedLength && (probability < classifier.AloneThreshold || !isSuspected))
        {
            return null;
        }
        var hasWords = isSuspected || scan.Plain.Count(char.IsLetter) >= MinClassifiedLetters;
        if (!hasWords || IsExampleOfSettings(scan.Plain))
        {
            return null;
        }
        return probability >= classifier.AloneThreshold ? "As a whole it reads like texts that were written to do harm." : null;
    }
}
