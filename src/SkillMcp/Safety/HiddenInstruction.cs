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

    // What is written openly where few see it, such as a comment, is an order to people more often than one to an agent.
    const double OpenOrder = 0.97;
    const double OpenDoubt = 0.7;

    // The disguise says something else than what it hides: less like an order by this much.
    const double MinGain = 0.1;

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
