namespace SkillMcp.Retrieval;

/// <summary>What was done so far, in order, read once to be held against many procedures.</summary>
sealed class Trail(IReadOnlyList<string> done)
{
    // A run has other values in its commands, and other words around them; under this, two steps have no more in common than chance gives them.
    const double SameStep = 0.6;

    // What stands for a placeholder is seldom longer.
    const int WordsOfValue = 3;

    // A command says what it does at its beginning; what follows is a script or a log.
    const int LongestRead = 500;
    const int MostWords = 30;

    // What is looked for first is what was done last.
    const int LongestSought = 120;

    readonly List<HashSet<string>> taken = [.. done.Select(StemsOf).Where(stems => stems.Count > 0)];

    /// <summary>What to search for: of each step its beginning, the last first, so that no long one hides the others.</summary>
    public string Sought { get; } = string.Join('\n', done.Reverse().Select(text => Excerpt.Of(text, LongestSought)));

    /// <summary>
    /// Follows it along the steps of a procedure: the pairs of like steps, in order on both sides, that have most in common
    /// (the longest common subsequence, weighted by likeness).
    /// </summary>
    public Progress Along(IReadOnlyList<Step> steps)
    {
        var asked = taken.Count == 0 ? [] : steps.Where(step => !step.IsHeading).Select(Asked.Of).ToList();
        // What the first so many steps and the first so many actions have in common at best.
        var best = new double[asked.Count + 1, taken.Count + 1];
        for (var step = 1; step <= asked.Count; step++)
        {
            for (var action = 1; action <= taken.Count; action++)
            {
                var likeness = asked[step - 1].Likeness(taken[action - 1]);
                best[step, action] = Math.Max(
                    Math.Max(best[step - 1, action], best[step, action - 1]),
                    likeness >= SameStep ? likeness + best[step - 1, action - 1] : 0);
            }
        }
        List<int> along = [.. Matched(best, asked.Count, taken.Count).Reverse()];
        return new Progress(taken.Count == 0 ? 0 : (double)along.Count / taken.Count, along);
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

    static HashSet<string> StemsOf(string text) => [.. Words.Of(Excerpt.Of(text, LongestRead)).Take(MostWords)];

    /// <summary>A step as it is compared.</summary>
    /// <param name="Stems">What it says itself.</param>
    /// <param name="Placeholders">How many placeholders it leaves open.</param>
    sealed record Asked(HashSet<string> Stems, int Placeholders)
    {
        public static Asked Of(Step step)
        {
            var open = step.Placeholders.ToDictionary(name => name, _ => " ", StringComparer.Ordinal);
            return new Asked(StemsOf(step.Filled(open).Text), open.Count);
        }

        /// <summary>Dice's coefficient of the words, 0-1; a placeholder takes a few words that the step does not say.</summary>
        public double Likeness(HashSet<string> action)
        {
            var shared = Stems.Count(action.Contains);
            var values = Math.Min(action.Count - shared, WordsOfValue * Placeholders);
            return shared == 0 ? 0 : 2.0 * shared / (Stems.Count + action.Count - values);
        }
    }
}

/// <summary>How far somebody has come along a procedure.</summary>
/// <param name="Share">The share of what was done that stands in the procedure, in its order, 0-1.</param>
/// <param name="Steps">Which steps of the procedure those are, as shown, from 1.</param>
sealed record Progress(double Share, IReadOnlyList<int> Steps)
{
    /// <summary>The step to go on at, as shown, from 1; one more than there are where the last was done.</summary>
    public int Next => Steps.Count == 0 ? 1 : Steps[^1] + 1;

    /// <summary>The steps before that which are not among what was done.</summary>
    public IReadOnlyList<int> Skipped => [.. Enumerable.Range(1, Next - 1).Except(Steps)];

    /// <summary>
    /// How likely somebody who did this is in the middle of the procedure, 0-1. One step in common may be chance, three in a row are not:
    /// each takes two fifths of what is left of the doubt, so that one step is possible, two are likely and three a match.
    /// Whatever was done that the procedure does not know raises it again.
    /// </summary>
    public double Likelihood => Share * Share * (1 - Math.Pow(0.6, Steps.Count));
}
