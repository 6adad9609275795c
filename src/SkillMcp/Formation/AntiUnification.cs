namespace SkillMcp.Formation;

/// <summary>
/// Finds the least general generalization of two runs, the most specific procedure of which both are instances
/// (G. D. Plotkin, 1970, "A note on inductive generalization"). The runs are aligned step by step and word by word, with a parameter
/// wherever they differ in a value, the same one for the same pair of values. Where a step is added or missing, there is none.
/// </summary>
static class AntiUnification
{
    /// <summary>
    /// From this many steps on, two runs with the same skeleton (programs, subcommands and flags in order) are the same procedure, and
    /// any other word in which they differ is a value. With fewer, the place of a value must show that it is one.
    /// </summary>
    public const int MinStepsOfSkeleton = 3;

    const double MinShareOfCommonSteps = 0.66;

    /// <summary>The least general generalization of the two; null if a step is added, missing, or really different.</summary>
    /// <param name="known">The stored procedure.</param>
    /// <param name="run">What was just done.</param>
    public static LeastGeneralGeneralization? Of(Procedure known, Procedure run) => Of(known, run, default(RunContext));

    /// <inheritdoc cref="Of(Procedure, Procedure)"/>
    /// <param name="known">The stored procedure.</param>
    /// <param name="run">What was just done.</param>
    /// <param name="context">What is known of the two beside their steps.</param>
    internal static LeastGeneralGeneralization? Of(Procedure known, Procedure run, RunContext context) =>
        // Most runs differ in a program or a flag, and nothing else is looked at then.
        Aligned(known, run, AlignedStep.OfSameActions) is { } aligned
            ? new RunUnification(known, run, aligned) { Context = context }.Generalize()
            : null;

    /// <summary>
    /// Whether two runs without a generalization are alike in every step all the same, but for a word that is no value: "mute" and
    /// "unmute", from here to there and back. Then neither is another way to do the other.
    /// </summary>
    internal static bool DifferInWords(Procedure known, Procedure run) =>
        Aligned(known, run, AlignedStep.Of) is { } aligned && aligned.TrueForAll(step => step.HasSameFlags);

    static List<AlignedStep>? Aligned(
        Procedure known, Procedure run, Func<Step, IReadOnlyDictionary<string, string>, Step, AlignedStep?> align)
    {
        if (known.Steps.Count != run.Steps.Count || known.Steps.Count == 0)
        {
            return null;
        }
        var (examples, examplesOfRun) = (known.Examples, run.Examples);
        var aligned = new List<AlignedStep>();
        foreach (var (step, other) in known.Steps.Zip(run.Steps))
        {
            if (align(step, examples, other.Filled(examplesOfRun)) is not { } pair)
            {
                return null;
            }
            aligned.Add(pair);
        }
        return ConsistentValues.Of(QuotedValues.Joined(aligned));
    }

    /// <summary>
    /// What two runs have in common of which one has a few steps more: every step of the shorter one, in order. Null if it has another
    /// step, fewer than three, or too few of the longer one's.
    /// </summary>
    internal static CommonSteps? OfCommon(Procedure known, Procedure run, RunContext context)
    {
        var (shorter, longer) = (Math.Min(known.Steps.Count, run.Steps.Count), Math.Max(known.Steps.Count, run.Steps.Count));
        var slack = longer - shorter;
        if (slack == 0 || shorter < MinStepsOfSkeleton || shorter < MinShareOfCommonSteps * longer)
        {
            return null;
        }
        var (examples, examplesOfRun) = (known.Examples, run.Examples);
        var steps = run.Steps.Select(step => step.Filled(examplesOfRun)).ToList();
        var common = new List<(int Known, int Run, AlignedStep Aligned)>();
        for (var (at, inRun) = (0, 0); common.Count < shorter;)
        {
            // Each step of the longer one that is passed over is one fewer for the steps of the shorter one.
            if (Math.Max(at, inRun) - common.Count > slack)
            {
                return null;
            }
            if (AlignedStep.OfSameActions(known.Steps[at], examples, steps[inRun]) is { } pair)
            {
                common.Add((at++, inRun++, pair));
            }
            else if (known.Steps.Count > steps.Count)
            {
                at++;
            }
            else
            {
                inRun++;
            }
        }
        var part = known with { Steps = [.. common.Select(pair => known.Steps[pair.Known])] };
        var aligned = ConsistentValues.Of(QuotedValues.Joined(common.ConvertAll(pair => pair.Aligned)));
        var unification = new RunUnification(part, run, aligned) { Context = context };
        if (unification.Generalize() is not { } generalization)
        {
            return null;
        }
        var general = common.Zip(generalization.General.Steps).ToDictionary(pair => pair.First.Run, pair => pair.Second);
        var stepsOfRun = steps.Select((step, at) => general.TryGetValue(at, out var one) ? one : generalization.InTermsOf(step));
        return new CommonSteps(generalization, [.. stepsOfRun]);
    }
}
