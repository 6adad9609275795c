namespace SkillMcp.Ways;

/// <summary>
/// How much a report weighs in what is believed of a way. Every report is counted and shown; what one principal says without naming the
/// retrieval that it followed weighs, over a day, about as much as one report. So nobody lifts or sinks a skill alone.
/// </summary>
static class ReportWeight
{
    /// <summary>How long the reports of one principal weigh as one.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromDays(1);

    /// <summary>Whether the reporter's other reports of the same way decide how much it weighs.</summary>
    public static bool DependsOnOthers(Execution execution) =>
        !execution.IsBound && execution.EvidenceLevel != EvidenceLevel.Verified && execution.Outcome != Outcome.NotUsed;

    /// <param name="execution">The reported execution.</param>
    /// <param name="isProved">Whether the way has an evidenced or verified success.</param>
    /// <param name="others">
    /// What the same principal reported of the way within <see cref="Period"/> without naming a retrieval; not used if the weight does not
    /// depend on it.
    /// </param>
    public static double Of(Execution execution, bool isProved, IReadOnlyList<Execution> others)
    {
        var alone = EvidenceWeights.Default.Of(execution.EvidenceLevel, execution.IsBound, isProved);
        if (!DependsOnOthers(execution) || others.Count == 0)
        {
            return alone;
        }
        // Where nothing speaks for a way but its first run, failures weigh fully, or the seed's own case would never be archived.
        var isUncontested = !isProved && execution.Outcome == Outcome.Failure && others.All(other => other.Outcome == Outcome.Failure);
        return isUncontested ? alone : 0;
    }
}
