namespace SkillMcp.Safety;

/// <summary>
/// What a text weighs that was hidden or disguised. Chance and honest authors encode words too: only what the rules or a model know
/// as an instruction is refused, and what is somewhat like an order to an agent is quarantined.
/// </summary>
static class HiddenInstruction
{
    // Half of all honest sentences are above the threshold for whole texts, and one in a hundred above that for texts alone.
    const double DoubtfulSentence = 0.5;
    const int MinWords = 3;
    const int MinWordsOfDoubt = 4;

    // Fewer letters are like an order by chance.
    const int MinLettersOfOrder = 7;

    // What is written openly where few see it is an order to people more often than one to an agent.
    const double OpenOrder = 0.97;
    const double OpenDoubt = 0.7;
    const double AsideDoubt = 0.9;
    const double AsideDoubtToAgent = 0.6;
    const int MinLettersOfAside = 16;

    // Nobody sees it, and few have a reason to hide a sentence so.
    const double UnseenDoubt = 0.4;

    // Whoever writes on reads a comment.
    const double CommentDoubt = 0.2;
    const int MinWordsOfComment = 6;

    // Plain words that stand at some distance from each other, or are like English with their letters put back, do so by chance too.
    const double SplitDoubt = 0.8;
    const int MinWordsOfSplit = 5;
    const double ScrambledDoubt = 0.35;
    const int MinLettersOfScrambled = 12;
    const int MinLettersOfScrambledOrder = 16;

    // Nobody encodes a sentence that anyone may read.
    const double EncodedDoubt = 0.15;

    // The disguise says something else than what it hides: less like an order by this much.
    const double MinGain = 0.1;

    /// <summary>What a part of a text weighs by how it is hidden; null if it may well be honest.</summary>
    /// <param name="hidden">The part.</param>
    /// <param name="classifier">The model of whole texts; null to judge by the rules alone.</param>
    public static Severity? SeverityOf(HiddenContent hidden, InjectionClassifier? classifier)
    {
        if (hidden.Kind == HiddenContent.Unread)
        {
            return Severity.Medium;
        }
        var said = SeverityOf(hidden.Text, hidden.Disguise, classifier);
        var (sentence, order) = classifier is null ? ("", 0) : OrderClassifier.Trained.MostLikeOrder(hidden.Text);
        // An address is no sentence, whatever words it has.
        var words = hidden.Text.Contains(' ') ? EnglishWordCounter.NewIn(hidden.Text, hidden.Disguise ?? "") : 0;
        return hidden.Kind switch
        {
            // Every page has asides, and whoever reads the page may read them: no one is refused for them.
            HiddenContent.Aside => IsAsideDoubtful(sentence, order, said) ? Severity.Medium : null,
            HiddenContent.Split when classifier is not null => SeverityOfSplit(hidden, said, order),
            HiddenContent.Scrambled when classifier is not null => SeverityOfScrambled(hidden, said, order),
            HiddenContent.Comment when said is null => words >= MinWordsOfComment && order >= CommentDoubt ? Severity.Low : null,
            _ when said is Severity.High => said,
            HiddenContent.Encoded when words >= 2 || order >= EncodedDoubt && hidden.Text.Contains(' ') => Severity.Medium,
            HiddenContent.Style or HiddenContent.Padding when words >= 4 || order >= UnseenDoubt => Severity.Medium,
            _ => said,
        };
    }

    static bool IsAsideDoubtful(string sentence, double order, Severity? said)
    {
        var isWritten = sentence.Count(char.IsLetter) >= MinLettersOfAside || ForeignLanguage.IsIn(sentence);
        var isDoubtful = order >= AsideDoubt || said is Severity.High && order >= OpenDoubt
            || order >= AsideDoubtToAgent && ScreeningRules.NamesAgent(sentence);
        return isWritten && isDoubtful;
    }

    static Severity? SeverityOfSplit(HiddenContent hidden, Severity? said, double order)
    {
        var isKnown = IsKnownByRules(hidden) && hidden.Text.Count(c => c == ' ') + 1 >= MinWordsOfSplit;
        if (order < SplitDoubt)
        {
            return isKnown ? Severity.Medium : null;
        }
        return isKnown ? said : Severity.Medium;
    }

    static Severity? SeverityOfScrambled(HiddenContent hidden, Severity? said, double order)
    {
        var isMet = ScreeningRules.MetBy(hidden.Text).Keys.Except(ScreeningRules.MetBy(hidden.Disguise ?? "").Keys).Any();
        var isOrder = order >= OrderClassifier.Trained.OrderThreshold;
        var letters = hidden.Text.Count(char.IsLetter);
        if (said is Severity.High && (isMet || isOrder && letters >= MinLettersOfScrambledOrder))
        {
            return said;
        }
        // A sentence of another language is not English with its letters scrambled.
        var isScrambled = letters >= MinLettersOfScrambled && !ForeignLanguage.IsIn(hidden.Disguise ?? "");
        var isDoubtful = isMet || isOrder || order >= ScrambledDoubt && isScrambled;
        return said is not null && isDoubtful ? Severity.Medium : null;
    }

    static bool IsKnownByRules(HiddenContent hidden) => ScreeningRules.MetBy(hidden.Text).Keys.Any(rule => rule.Severity > Severity.Low);

    /// <summary>High for an instruction, medium for what is doubtful; null for all else.</summary>
    /// <param name="text">What was hidden.</param>
    /// <param name="disguise">
    /// What it read as before, which is doubtful by itself, though a rule that this meets is not hidden; null for what is written openly
    /// where few see it.
    /// </param>
    /// <param name="classifier">The model of whole texts; null to judge by the rules alone.</param>
    public static Severity? SeverityOf(string text, string? disguise, InjectionClassifier? classifier)
    {
        var met = ScreeningRules.MetBy(text).Keys.ToList();
        if (met.Count > 0 && disguise is { Length: > 0 })
        {
            met.RemoveAll(ScreeningRules.MetBy(disguise).ContainsKey);
        }
        if (met.Count > 1 || met.Exists(rule => rule.Severity > Severity.Low))
        {
            return Severity.High;
        }
        var doubt = met.Count == 1 ? Severity.Medium : (Severity?)null;
        if (classifier is null)
        {
            return doubt;
        }
        var asAttack = met.Count == 1
            ? classifier.Probability(text, met.Select(rule => rule.Id)) >= DoubtfulSentence ? Severity.High : doubt
            : SeverityAsAttack(text, disguise, classifier);
        return asAttack is Severity.High ? asAttack : SeverityAsOrder(text, disguise) ?? asAttack;
    }

    static Severity? SeverityAsAttack(string text, string? disguise, InjectionClassifier classifier)
    {
        var probability = classifier.Probability(text, []);
        var words = EnglishWordCounter.WordsIn(text).Except(EnglishWordCounter.WordsIn(disguise ?? "")).Count();
        if (probability >= classifier.AloneThreshold && words >= MinWords)
        {
            return Severity.High;
        }
        return disguise is not null && probability >= classifier.SuspectedThreshold && words >= MinWordsOfDoubt ? Severity.Medium : null;
    }

    static Severity? SeverityAsOrder(string text, string? disguise)
    {
        var orders = OrderClassifier.Trained;
        var (doubtful, certain) = disguise is null ? (OpenDoubt, OpenOrder) : (orders.DoubtThreshold, orders.OrderThreshold);
        var (sentence, probability) = orders.MostLikeOrder(text);
        if (probability < doubtful || sentence.Count(char.IsLetter) < MinLettersOfOrder)
        {
            return null;
        }
        if (disguise is { Length: > 0 } && orders.MostLikeOrder(disguise).Probability > probability - MinGain)
        {
            return null;
        }
        return probability >= certain ? Severity.High : Severity.Medium;
    }
}
