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
        return stopsShort || !isMended && ShareOf(a, b) >= MinShare;
    }

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
        var longest = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                longest[i, j] = AreAlike(a[i], b[j]) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }
        return a.Count + b.Count == 0 ? 1 : longest[0, 0] / (double)Math.Max(a.Count, b.Count);
    }
}
