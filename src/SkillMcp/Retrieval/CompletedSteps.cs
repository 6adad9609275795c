namespace SkillMcp.Retrieval;

/// <summary>What was done so far, in order, read once to be held against many procedures.</summary>
sealed class CompletedSteps(IReadOnlyList<string> done)
{
    // A run has other values in its commands, and other words around them; under this, two steps have no more in common than chance gives them.
    const double MinSimilarity = 0.6;

    // What stands for a placeholder is seldom longer.
    const int MaxWordsPerPlaceholder = 3;

    // A command says what it does at its beginning; what follows is a script or a log.
    const int MaxCharacters = 500;
    const int MaxWords = 30;

    // What is looked for first is what was done last.
    const int MaxSearchCharacters = 120;

    readonly List<HashSet<string>> actions = [.. done.Select(StemsOf).Where(stems => stems.Count > 0)];

    /// <summary>What to search for: of each step its beginning, the last first, so that no long one hides the others.</summary>
    public string SearchQuery { get; } = string.Join('\n', done.Reverse().Select(text => Excerpt.Of(text, MaxSearchCharacters)));

    /// <summary>
    /// Follows it along the steps of a procedure: the pairs of like steps, in order on both sides, that have most in common
    /// (the longest common subsequence, weighted by likeness).
    /// </summary>
    public StepProgress ProgressThrough(IReadOnlyList<Step> steps)
    {
        var compared = actions.Count == 0 ? [] : steps.Where(step => !step.IsHeading).Select(ComparedStep.Of).ToList();
        // What the first so many steps and the first so many actions have in common at best.
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

    /// <summary>The steps, from 1, that the best way through the table takes, the last first; of two that are alike, the earlier one.</summary>
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

    static HashSet<string> StemsOf(string text) => [.. Words.Of(Excerpt.Of(text, MaxCharacters)).Take(MaxWords)];

    /// <summary>A step as it is compared.</summary>
    /// <param name="Stems">What it says itself.</param>
    /// <param name="Placeholders">How many placeholders it leaves open.</param>
    sealed record ComparedStep(HashSet<string> Stems, int Placeholders)
    {
        public static ComparedStep Of(Step step)
        {
            var open = step.Placeholders.ToDictionary(name => name, _ => " ", StringComparer.Ordinal);
            return new ComparedStep(StemsOf(step.Filled(open).Text), open.Count);
        }

        /// <summary>Dice's coefficient of the words, 0-1; a placeholder takes a few words that the step does not say.</summary>
        public double Similarity(HashSet<string> action)
        {
            var shared = Stems.Count(action.Contains);
            var values = Math.Min(action.Count - shared, MaxWordsPerPlaceholder * Placeholders);
            return shared == 0 ? 0 : 2.0 * shared / (Stems.Count + action.Count - values);
        }
    }
}
