namespace SkillMcp.Formation;

/// <summary>Decides whether a run went through the steps of a procedure, whatever its values.</summary>
static class FollowedSteps
{
    // How far a step may be from its counterpart for their values to be compared, which takes longer than comparing their text.
    const int MaxShift = 3;

    /// <summary>
    /// Whether a run followed the steps of a procedure: most of its own steps are the first ones of the procedure, as those of a run that
    /// was aborted, or most of the steps of each are those of the other, in order.
    /// </summary>
    /// <param name="run">What was done.</param>
    /// <param name="procedure">The procedure; a composite laid out.</param>
    public static bool Are(Procedure run, Procedure procedure)
    {
        var (own, known) = (StepsOf(run), StepsOf(procedure));
        var first = Enumerable.Range(0, Math.Min(own.Count, known.Count)).TakeWhile(at => IsSame(own[at], known[at], shift: 0)).Count();
        return 2 * first > own.Count || 2 * InOrder(own, known) > Math.Max(own.Count, known.Count);
    }

    /// <summary>Whether a run has every step of a procedure and no other, in the same order.</summary>
    public static bool AreAll(Procedure run, Procedure procedure)
    {
        var (own, known) = (StepsOf(run), StepsOf(procedure));
        return own.Count > 0 && own.Count == known.Count && own.Zip(known).All(pair => IsSame(pair.First, pair.Second, shift: 0));
    }

    /// <summary>
    /// The step of a procedure that a run which failed ended with, from 1: the last one that ran. 0 if the run has other steps too, or
    /// all of them: then any of them may have failed.
    /// </summary>
    public static int LastOf(Procedure run, Procedure procedure)
    {
        var (own, known) = (StepsOf(run), StepsOf(procedure));
        var isBeginning = own.Count < known.Count && own.Zip(known).All(pair => IsSame(pair.First, pair.Second, shift: 0));
        return isBeginning ? own.Count : 0;
    }

    static List<(Procedure Single, NormalizedStep Normalized)> StepsOf(Procedure procedure) =>
        [.. procedure.Steps.Where(step => !step.IsHeading).Select(step => (procedure with { Steps = [step] }, NormalizedStep.Of(step)))];

    static bool IsSame((Procedure Single, NormalizedStep Normalized) own, (Procedure Single, NormalizedStep Normalized) known, int shift) =>
        own.Normalized.IsSameAs(known.Normalized)
        || Math.Abs(shift) <= MaxShift && AntiUnification.Of(known.Single, own.Single) is not null;

    /// <summary>The length of the longest common subsequence of two lists of steps.</summary>
    static int InOrder(
        List<(Procedure Single, NormalizedStep Normalized)> own, List<(Procedure Single, NormalizedStep Normalized)> known)
    {
        var before = new int[known.Count + 1];
        for (var row = 0; row < own.Count; row++)
        {
            var lengths = new int[known.Count + 1];
            for (var at = 0; at < known.Count; at++)
            {
                lengths[at + 1] = IsSame(own[row], known[at], row - at) ? before[at] + 1 : Math.Max(lengths[at], before[at + 1]);
            }
            before = lengths;
        }
        return before[^1];
    }
}
