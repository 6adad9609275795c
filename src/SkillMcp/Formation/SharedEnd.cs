namespace SkillMcp.Formation;

/// <summary>
/// Whether two ways of a procedure come to the same end: the last step of one has its counterpart in the other, with whatever values.
/// </summary>
static class SharedEnd
{
    // Of two that share so much, one is the other with a step more, less or changed.
    const double MinShare = 0.66;

    // Of longer ones only the ends are compared.
    const int MaxCompared = 10_000;

    // To align two steps takes longer than to compare their words.
    const int MaxAligned = 900;

    // A procedure twice as long does more.
    const int MaxRatio = 2;

    /// <summary>
    /// Whether other steps stop short of where the known ones end: that end has no counterpart, and nothing stands in its place.
    /// </summary>
    /// <param name="known">The known steps.</param>
    /// <param name="other">The other steps.</param>
    /// <param name="isMended">Whether they were written because the known ones had failed: the end may be what was changed.</param>
    public static bool IsMissing(IReadOnlyList<Step> known, IReadOnlyList<Step> other, bool isMended)
    {
        var (a, b) = (MaskedStep.Of(known), MaskedStep.Of(other));
        if (a.Count == 0 || b.Count == 0 || IsKept(a, b))
        {
            return false;
        }
        var stopsShort = a.Exists(step => AreAlike(step, b[^1]));
        return stopsShort || !isMended && (ShareOf(a, b) >= MinShare || BreaksOff(a, b));
    }

    /// <summary>
    /// Whether other steps are fewer, and mostly the known ones: what they do at last instead of the rest, such as a tag, is not the same.
    /// </summary>
    static bool BreaksOff(List<MaskedStep> known, List<MaskedStep> other) =>
        other.Count < known.Count && known.Count * other.Count <= MaxCompared
        && LongestCommon(known.Count, other.Count, (i, j) => AreAlike(known[i], other[j])) is var common
        && common >= AntiUnification.MinStepsOfSkeleton && common >= MinShare * other.Count;

    /// <summary>
    /// Whether a run is one of a procedure, by what it did alone: it shares most of the steps, or comes to the same end without doing much
    /// more or less.
    /// </summary>
    public static bool IsOneProcedure(IReadOnlyList<Step> known, IReadOnlyList<Step> run)
    {
        var (a, b) = (MaskedStep.Of(known), MaskedStep.Of(run));
        var isAsLong = Math.Max(a.Count, b.Count) <= MaxRatio * Math.Min(a.Count, b.Count);
        return isAsLong && IsKept(a, b) || ShareOf(a, b) >= MinShare;
    }

    /// <summary>
    /// Whether one of two procedures has most of the steps of the other, in the same order and with whatever values: where both were done
    /// for the same request, they are ways to do it.
    /// </summary>
    public static bool AreWaysToOne(Procedure known, Procedure run)
    {
        List<Step> a = [.. known.Steps.Where(step => !step.IsHeading)];
        List<Step> b = [.. run.Filled(run.Examples).Steps.Where(step => !step.IsHeading)];
        if (a.Count * b.Count > MaxAligned)
        {
            return false;
        }
        var (examples, maskedA, maskedB) = (known.Examples, MaskedStep.Of(a), MaskedStep.Of(b));
        var common = LongestCommon(a.Count, b.Count, (i, j) => maskedA[i].IsSameAs(maskedB[j])
            || maskedA[i].IsVariantOf(maskedB[j]) && maskedA[i].DoesSameAs(maskedB[j])
            || AlignedStep.OfSameActions(a[i], examples, b[j]) is { Known.IsCommand: true });
        return common >= AntiUnification.MinStepsOfSkeleton && common >= MinShare * Math.Min(a.Count, b.Count);
    }

    static bool IsKept(List<MaskedStep> known, List<MaskedStep> other) =>
        known.Count > 0 && other.Exists(step => AreAlike(known[^1], step));

    static bool AreAlike(MaskedStep one, MaskedStep other) => one.IsSameAs(other) || one.IsVariantOf(other);

    /// <summary>How much of the longer one both have in the same order, 0-1.</summary>
    static double ShareOf(List<MaskedStep> a, List<MaskedStep> b)
    {
        if (a.Count * b.Count > MaxCompared)
        {
            return 0;
        }
        var common = LongestCommon(a.Count, b.Count, (i, j) => AreAlike(a[i], b[j]));
        return a.Count + b.Count == 0 ? 1 : common / (double)Math.Max(a.Count, b.Count);
    }

    /// <summary>How many steps two procedures have in common in the same order.</summary>
    static int LongestCommon(int a, int b, Func<int, int, bool> areAlike)
    {
        var longest = new int[a + 1, b + 1];
        for (var i = a - 1; i >= 0; i--)
        {
            for (var j = b - 1; j >= 0; j--)
            {
                longest[i, j] = areAlike(i, j) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }
        return longest[0, 0];
    }
}
