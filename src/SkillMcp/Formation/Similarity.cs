namespace SkillMcp.Formation;

/// <summary>
/// How similar two procedures are: 0.6 of the cosine of their words (description, tags and, where authors gave both, names), weighted
/// by rarity (tf-idf), plus 0.4 of the share of common steps or step words (Dice). No threshold separates copies from look-alikes:
/// <see cref="Conflict"/> does, and overrides any similarity. The benchmark <c>duplicates</c> measures both.
/// </summary>
static class Similarity
{
    /// <summary>The similarity, 0-1. Symmetric; 1 for equal procedures.</summary>
    /// <param name="a">One procedure.</param>
    /// <param name="b">The other.</param>
    /// <param name="named">Whether authors gave both their titles: a drafted title only repeats the description.</param>
    /// <param name="frequencies">How common the words of the two are.</param>
    public static double Between(ComparisonFeatures a, ComparisonFeatures b, bool named, WordFrequencies frequencies)
    {
        var words = named
            ? Cosine([.. a.Name, .. a.Words], [.. b.Name, .. b.Words], frequencies)
            : Cosine(a.Words, b.Words, frequencies);
        return a.Steps.Count == 0 || b.Steps.Count == 0 ? words : 0.6 * words + 0.4 * BetweenSteps(a.Steps, b.Steps);
    }

    /// <summary>The share of common steps or of common step words, whichever is higher, 0-1.</summary>
    public static double BetweenSteps(IReadOnlyList<Step> a, IReadOnlyList<Step> b) =>
        BetweenSteps(NormalizedStep.Of(a), NormalizedStep.Of(b));

    static double BetweenSteps(List<NormalizedStep> a, List<NormalizedStep> b)
    {
        var inA = a.SelectMany(step => step.Words).ToHashSet(StringComparer.Ordinal);
        var inB = b.SelectMany(step => step.Words).ToHashSet(StringComparer.Ordinal);
        var ofWords = inA.Count + inB.Count == 0 ? 0 : 2.0 * inA.Count(inB.Contains) / (inA.Count + inB.Count);
        var shared = a.Count(step => b.Any(step.IsSameAs)) + b.Count(step => a.Any(step.IsSameAs));
        var ofSteps = shared / (double)(a.Count + b.Count);
        return Math.Max(ofWords, ofSteps);
    }

    /// <summary>Whether a run follows the steps one for one and in order, with any values in place of their placeholders.</summary>
    public static bool SameSteps(IReadOnlyList<Step> steps, IReadOnlyList<Step> run) =>
        SameSteps(NormalizedStep.Of(steps), NormalizedStep.Of(run));

    internal static bool SameSteps(List<NormalizedStep> steps, List<NormalizedStep> run) =>
        steps.Count == run.Count && steps.Zip(run).All(pair => pair.First.IsSameAs(pair.Second));

    /// <summary>Whether two steps are equal but for case and spacing, or one is the other with its placeholders filled.</summary>
    public static bool SameStep(Step a, Step b) => NormalizedStep.Of(a).IsSameAs(NormalizedStep.Of(b));

    static double Cosine(IReadOnlyList<string> a, IReadOnlyList<string> b, WordFrequencies frequencies)
    {
        var (inA, inB) = (Weighted(a, frequencies), Weighted(b, frequencies));
        var shared = inA.Sum(word => word.Value * inB.GetValueOrDefault(word.Key));
        var lengths = Math.Sqrt(inA.Values.Sum(w => w * w) * inB.Values.Sum(w => w * w));
        return lengths == 0 ? 0 : Math.Min(1, shared / lengths);
    }

    static Dictionary<string, double> Weighted(IReadOnlyList<string> words, WordFrequencies frequencies) =>
        words.CountBy(word => word, StringComparer.Ordinal)
            .ToDictionary(count => count.Key, count => Weight(count.Key, count.Value, frequencies), StringComparer.Ordinal);

    /// <summary>tf-idf: (1 + ln tf) · ln((N + 2) / (df + 1)) + 0.1, so that a word of every skill still counts a little.</summary>
    static double Weight(string word, int count, WordFrequencies frequencies) =>
        (1 + Math.Log(count)) * Math.Log((frequencies.Skills + 2.0) / (frequencies.DocumentFrequency.GetValueOrDefault(word) + 1.0)) + 0.1;
}
