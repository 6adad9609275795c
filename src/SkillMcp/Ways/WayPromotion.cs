namespace SkillMcp.Ways;

/// <summary>Whether another way takes the place of the current one, because it is known to be better.</summary>
static class WayPromotion
{
    /// <summary>The probability with which another way has to be better.</summary>
    public const double KnownBetter = 0.9;

    /// <summary>The way that becomes current; null if none does, as where there is only one.</summary>
    /// <param name="ways">The ways of a skill, of which one is current.</param>
    /// <param name="isPinned">Whether the skill is pinned, and keeps its current way.</param>
    public static Way? Of(IReadOnlyList<Way> ways, bool isPinned)
    {
        var current = WayChoice.Current(ways);
        var best = ways.Where(way => way.IsOpen).MaxBy(way => way.Posterior.Mean)!;
        var isKnown = best != current && best.Posterior.ProbabilityAbove(current.Posterior) >= KnownBetter;
        return isKnown && !isPinned ? best : null;
    }
}
