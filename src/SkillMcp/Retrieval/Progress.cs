namespace SkillMcp.Retrieval;

/// <summary>How far a run has come along a procedure.</summary>
/// <param name="Share">The share of what was done that stands in the procedure, in its order, 0-1.</param>
/// <param name="Steps">Which steps of the procedure those are, as shown, from 1.</param>
sealed record Progress(double Share, IReadOnlyList<int> Steps)
{
    // A run has other values in its commands, and other words around them; under this two steps have no more in common than chance gives them.
    const double SameStep = 0.6;

    // What stands for a placeholder is seldom longer.
    const int WordsOfValue = 3;

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

    /// <summary>
    /// Follows what was done along the steps: the pairs of like steps, in order on both sides, that have most in common
    /// (the longest common subsequence, weighted by likeness).
    /// </summary>
    /// <param name="steps">The procedure's, with or without headings.</param>
    /// <param name="done">What was done so far, in order.</param>
    public static Progress Of(IReadOnlyList<Step> steps, IReadOnlyList<string> done)
    {
        var asked = steps.Where(step => !step.IsHeading).Select(WordsOf.Step).ToList();
        var taken = done.Select(WordsOf.Action).Where(action => action.Words.Count > 0).ToList();
        var best = new double[asked.Count + 1, taken.Count + 1];
        for (var step = asked.Count - 1; step >= 0; step--)
        {
            for (var action = taken.Count - 1; action >= 0; action--)
            {
                best[step, action] = Math.Max(
                    Math.Max(best[step + 1, action], best[step, action + 1]),
                    Likeness(asked[step], taken[action]) is var likeness and >= SameStep ? likeness + best[step + 1, action + 1] : 0);
            }
        }
        return Read(best, asked, taken);
    }

    static Progress Read(double[,] best, List<WordsOf> asked, List<WordsOf> taken)
    {
        var along = new List<int>();
        for (var (step, action) = (0, 0); step < asked.Count && action < taken.Count && best[step, action] > 0;)
        {
            if (best[step, action] == best[step + 1, action])
            {
                step++;
            }
            else if (best[step, action] == best[step, action + 1])
            {
                action++;
            }
            else
            {
                (step, action) = (step + 1, action + 1);
                along.Add(step);
            }
        }
        return new Progress(taken.Count == 0 ? 0 : (double)along.Count / taken.Count, along);
    }

    /// <summary>Dice's coefficient of their words, 0-1; a placeholder takes a few words that the step does not say.</summary>
    static double Likeness(WordsOf step, WordsOf action)
    {
        var shared = step.Words.Count(action.Words.Contains);
        var values = Math.Min(action.Words.Count - shared, WordsOfValue * step.Placeholders);
        return shared == 0 ? 0 : 2.0 * shared / (step.Words.Count + action.Words.Count - values);
    }

    /// <param name="Words">The stems of what a step says itself.</param>
    /// <param name="Placeholders">How many placeholders it leaves open.</param>
    sealed record WordsOf(IReadOnlySet<string> Words, int Placeholders)
    {
        public static WordsOf Step(Step step)
        {
            var open = step.Placeholders.ToDictionary(name => name, _ => " ", StringComparer.Ordinal);
            return new WordsOf(StemsOf(step.Filled(open).Text), open.Count);
        }

        public static WordsOf Action(string done) => new(StemsOf(done), 0);

        static HashSet<string> StemsOf(string text) => [.. SkillMcp.Words.Of(text)];
    }
}
