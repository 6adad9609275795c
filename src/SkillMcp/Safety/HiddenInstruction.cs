namespace SkillMcp.Safety;

/// <summary>
/// What a text weighs that was hidden or disguised. Chance and honest authors encode words too: only what the rules or the model know
/// as an instruction is refused.
/// </summary>
static class HiddenInstruction
{
    // Half of all honest sentences are above the threshold for whole texts, and one in a hundred above that for texts alone.
    const double DoubtfulSentence = 0.5;
    const int MinWords = 3;
    const int MinWordsOfDoubt = 4;

    /// <summary>High for an instruction, medium for what is doubtful; null for all else.</summary>
    /// <param name="text">What was hidden.</param>
    /// <param name="disguise">
    /// What it read as before, which is doubtful by itself, though a rule that this meets is not hidden; null for what is written openly
    /// where few see it.
    /// </param>
    /// <param name="classifier">The model; null to judge by the rules alone.</param>
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
        var probability = classifier?.Probability(text, met.Select(rule => rule.Id)) ?? 0;
        if (met.Count == 1)
        {
            return probability >= DoubtfulSentence ? Severity.High : Severity.Medium;
        }
        var words = EnglishWordCounter.WordsIn(text).Except(EnglishWordCounter.WordsIn(disguise ?? "")).Count();
        if (probability >= classifier?.AloneThreshold && words >= MinWords)
        {
            return Severity.High;
        }
        return disguise is not null && probability >= classifier?.SuspectedThreshold && words >= MinWordsOfDoubt ? Severity.Medium : null;
    }
}
