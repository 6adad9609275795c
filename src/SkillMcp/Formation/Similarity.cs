namespace SkillMcp.Formation;

/// <summary>
/// How similar two procedures are: 0.6 of the cosine of their words (description, tags and, where authors gave both, names), weighted
/// by how rare they are (tf-idf), and 0.4 of how many steps and step words they share (Dice). No value of it tells a copy from
/// a look-alike: <see cref="Conflict"/> does, and always wins. Both are measured by the benchmark's <c>duplicates</c>.
/// </summary>
public static class Similarity
{
    /// <summary>How similar, 0-1. Symmetric; 1 for equal procedures.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <param name="named">Whether authors gave both their titles: a drafted one says again what the description says.</param>
    /// <param name="frequencies">How common the words of the two are.</param>
    public static double Between(ComparisonFeatures a, ComparisonFeatures b, bool named, WordFrequencies frequencies)
    {
        var words = named ? Cosine([.. a.Name, .. a.Words], [.. b.Name, .. b.Words], frequencies) : Cosine(a.Words, b.Words, frequencies);
        return a.Steps.Count == 0 || b.Steps.Count == 0 ? words : 0.6 * words + 0.4 * BetweenSteps(a.Steps, b.Steps);
    }

    /// <summary>The share of steps that are the same, or of step words where that is more, 0-1.</summary>
    public static double BetweenSteps(IReadOnlyList<Step> a, IReadOnlyList<Step> b) => BetweenSteps(NormalizedStep.Of(a), NormalizedStep.Of(b));

    static double BetweenSteps(List<NormalizedStep> a, List<NormalizedStep> b)
    {
        var inA = a.SelectMany(step => step.Words).ToHashSet(StringComparer.Ordinal);
        var inB = b.SelectMany(step => step.Words).ToHashSet(StringComparer.Ordinal);
        var ofWords = inA.Count + inB.Count == 0 ? 0 : 2.0 * inA.Count(inB.Contains) / (inA.Count + inB.Count);
        var ofSteps = (a.Count(step => b.Any(step.IsSameAs)) + b.Count(step => a.Any(step.IsSameAs))) / (double)(a.Count + b.Count);
        return Math.Max(ofWords, ofSteps);
    }

    /// <summary>Whether a run did what the steps say, one for one and in order, whatever stands for their placeholders.</summary>
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
        words.CountBy(word => word, StringComparer.Ordinal).ToDictionary(
            word => word.Key,
            word => (1 + Math.Log(word.Value)) * Math.Log((frequencies.Skills + 2.0) / (frequencies.Holding.GetValueOrDefault(word.Key) + 1.0)) + 0.1,
            StringComparer.Ordinal);
}
