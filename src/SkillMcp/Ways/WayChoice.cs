namespace SkillMcp.Ways;

/// <summary>
/// Chooses the way that is handed over, by Thompson sampling (W. R. Thompson, 1933, Biometrika 25:285-294): a chance is drawn from the
/// posterior of each way that is not known to be worse, and the highest one wins. So a way is tried about as often as it may be the best.
/// </summary>
static class WayChoice
{
    /// <summary>A way that is better than the best one with less than this probability is known to be worse.</summary>
    public const double KnownWorse = 0.05;

    /// <summary>The way to hand over instead of the current one, or the current one.</summary>
    /// <param name="ways">The ways of a skill, of which one is current.</param>
    /// <param name="mayTry">Whether other ways are tried: not those of a pinned skill, or where trials are turned off.</param>
    /// <param name="random">What the chances are drawn with; it is not used if there is nothing to choose from.</param>
    public static Way Choose(IReadOnlyList<Way> ways, bool mayTry, Random random)
    {
        var current = Current(ways);
        var open = Promising(ways);
        return mayTry && open is not [{ Status: WayStatus.Current }] ? open.MaxBy(way => way.Posterior.Sample(random))! : current;
    }

    /// <summary>The way to hand over of several skills that do the same.</summary>
    /// <param name="ways">The current way of each, the one that fits best first; at least one.</param>
    /// <param name="mayTry">Whether they are tried; otherwise the one that is believed to work most often is handed over.</param>
    /// <param name="random">What the chances are drawn with.</param>
    public static Way ChooseAmong(IReadOnlyList<Way> ways, bool mayTry, Random random) => mayTry
        ? Promising(ways).MaxBy(way => way.Posterior.Sample(random))!
        : ways.MaxBy(way => WayHistory.BeliefIn(way.Posterior))!;

    internal static Way Current(IReadOnlyList<Way> ways) => ways.Single(way => way.Status == WayStatus.Current);

    /// <summary>The ways that may be handed over and are not known to be worse than the one with the highest mean; at least one.</summary>
    static List<Way> Promising(IReadOnlyList<Way> ways)
    {
        var open = ways.Where(way => way.IsOpen).ToList();
        if (open.Count == 1)
        {
            return open;
        }
        var best = open.MaxBy(way => way.Posterior.Mean)!;
        return [.. open.Where(way => way == best || !way.IsMended && way.Posterior.ProbabilityAbove(best.Posterior) >= KnownWorse)];
    }
}
