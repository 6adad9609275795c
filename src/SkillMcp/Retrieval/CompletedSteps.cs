namespace SkillMcp.Retrieval;

/// <summary>The steps that were done so far, in order, parsed once to be compared with many procedures.</summary>
sealed class CompletedSteps(IReadOnlyList<string> done)
{
    // The same step has other values in another run, and other words around them.
    // Below this similarity two steps have no more in common than by chance.
    const double MinSimilarity = 0.6;

    // The value of a placeholder is rarely longer.
    const int MaxWordsPerPlaceholder = 3;

    // A command says what it does at its beginning; the rest of a long text is a script or a log.
    const int MaxCharacters = 500;
    const int MaxWords = 30;

    const int MaxSearchCharacters = 120;

    readonly List<HashSet<string>> actions = [.. done.Select(StemsOf).Where(stems => stems.Count > 0)];

    /// <summary>
    /// The beginning of each step, the last step first: a search reads only so many words, and one long step must not use them up.
    /// </summary>
    public string SearchQuery { get; } = string.Join('\n', done.Reverse().Select(text => Truncate.To(text, MaxSearchCharacters)));

    /// <summary>
    /// How far they lead through the steps of a procedure: the pairs of similar steps, in order on both sides, with the largest total
    /// similarity (a longest common subsequence, weighted by similarity).
    /// </summary>
    public StepProgress ProgressThrough(IReadOnlyList<Step> steps)
    {
        var compared = actions.Count == 0 ? [] : steps.Where(step => !step.IsHeading).Select(ComparedStep.Of).ToList();
        // The largest total similarity of the first so many steps and the first so many actions.
        var best = new double[compared.Count + 1, actions.Count + 1];
        for (var step = 1; step <= compared.Count; step++)
        {
            for (var action = 1; action <= actions.Count; action++)
            {
                var similarity = compared[step - 1].Similarity(actions[action - 1]);
                best[step, action] = Math.Max(
                    Math.Max(best[step - 1, action], best[step, action - 1]),
                    similarity >= MinSimilarity ? similarity + best[step - 1, action - 1] : 0);
            }
        }
        List<int> matched = [.. Matched(best, compared.Count, actions.Count).Reverse()];
        return new StepProgress(actions.Count == 0 ? 0 : (double)matched.Count / actions.Count, matched);
    }

    /// <summary>
    /// The matched steps, from 1, traced back through the table: the last comes first.
    /// Of two ways with the same total, the one with the earlier steps.
    /// </summary>
    static IEnumerable<int> Matched(double[,] best, int step, int action)
    {
        while (best[step, action] > 0)
        {
            if (best[step, action] == best[step - 1, action])
            {
                step--;
            }
            else if (best[step, action] == best[step, action - 1])
            {
                action--;
            }
            else
            {
                yield return step;
                (step, action) = (step - 1, action - 1);
            }
        }
    }

    static HashSet<string> StemsOf(string text) => [.. Words.Of(Truncate.To(text, MaxCharacters)).Take(MaxWords)];

    /// <summary>A step of a procedure, prepared for comparison.</summary>
    /// <param name="Stems">Its words without placeholders.</param>
    /// <param name="Placeholders">How many placeholders it has.</param>
    sealed record ComparedStep(HashSet<string> Stems, int Placeholders)
    {
        public static ComparedStep Of(Step step)
        {
            var open = step.Placeholders.ToDictionary(name => name, _ => " ", StringComparer.Ordinal);
            return new ComparedStep(StemsOf(step.Filled(open).Text), open.Count);
        }

        /// <summary>
        /// Dice's coefficient of the words, 0-1; a few further words of the action are taken for the values of placeholders.
        /// </summary>
        public double Similarity(HashSet<string> action)
        {
            var shared = Stems.Count(action.Contains);
            var values = Math.Min(action.Count - shared, MaxWordsPerPlaceholder * Placeholders);
            return shared == 0 ? 0 : 2.0 * shared / (Stems.Count + action.Count - values);
        }
    }
}
