namespace SkillMcp.Formation;

/// <summary>
/// Whether the steps of two procedures may lead to the same end: they have much in common, neither has all of the other's and more, and
/// none is another's with other values.
/// </summary>
static class SameSteps
{
    const int MinSteps = 2;

    // Of two that do the same in ways of their own, most begin and end alike.
    const double MinSimilarity = 0.4;

    // A procedure twice as long does more.
    const int MaxRatio = 2;

    public static bool Are(IReadOnlyList<Step> a, IReadOnlyList<Step> b)
    {
        var (inA, inB) = (MaskedStep.Of(a), MaskedStep.Of(b));
        if (Math.Min(inA.Count, inB.Count) < MinSteps || Math.Max(inA.Count, inB.Count) > MaxRatio * Math.Min(inA.Count, inB.Count))
        {
            return false;
        }
        return AreSimilar(inA, inB) && HaveCommonTargets(inA, inB) && AreInOneOrder(inA, inB) && MayEndAlike(inA, inB);
    }

    static bool AreSimilar(List<MaskedStep> a, List<MaskedStep> b)
    {
        var (inA, inB) = (WordsOf(a), WordsOf(b));
        var ofWords = MaskedStep.Shared(inA, inB);
        var same = a.Count(step => b.Exists(step.IsSameAs)) + b.Count(step => a.Exists(step.IsSameAs));
        return Math.Max(ofWords, same / (double)(a.Count + b.Count)) >= MinSimilarity;
    }

    static HashSet<string> WordsOf(List<MaskedStep> steps) => [.. steps.SelectMany(step => step.Words)];

    static bool HaveCommonTargets(List<MaskedStep> a, List<MaskedStep> b)
    {
        var (inA, inB) = (TargetsOf(a), TargetsOf(b));
        return inA.Count == 0 || inB.Count == 0 || inA.Overlaps(inB);
    }

    static HashSet<string> TargetsOf(List<MaskedStep> steps) => [.. steps.SelectMany(step => step.Targets)];

    /// <summary>"lock, change, unlock" and "unlock, change, lock" have the same steps.</summary>
    static bool AreInOneOrder(List<MaskedStep> a, List<MaskedStep> b)
    {
        var places = a.Select(step => b.FindIndex(step.IsSameAs)).Where(place => place >= 0).ToList();
        return places.Zip(places.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    /// <summary>Whether no step is one of the other's with other values, and each procedure has a way of its own, or neither has.</summary>
    static bool MayEndAlike(List<MaskedStep> a, List<MaskedStep> b)
    {
        var (leftA, leftB) = (a.FindAll(step => !b.Exists(step.IsSameAs)), b.FindAll(step => !a.Exists(step.IsSameAs)));
        foreach (var step in leftA.ToList())
        {
            var counterpart = leftB.Where(step.IsVariantOf).MaxBy(other => MaskedStep.Shared(step.Words, other.Words));
            if (counterpart is null)
            {
                continue;
            }
            if (!step.DoesSameAs(counterpart))
            {
                return false;
            }
            leftA.Remove(step);
            leftB.Remove(counterpart);
        }
        return leftA.Count == 0 == (leftB.Count == 0);
    }
}
