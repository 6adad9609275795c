namespace SkillMcp.Formation;

/// <summary>
/// Finds the least general generalization of two runs, the most specific procedure of which both are instances
/// (G. D. Plotkin, 1970, "A note on inductive generalization"). The runs are aligned step by step and word by word, with a parameter
/// wherever they differ in a value, the same one for the same pair of values. Where a step is added or missing, there is none.
/// </summary>
public static class AntiUnification
{
    /// <summary>
    /// From this many steps on, two runs with the same skeleton (programs, subcommands and flags in order) are the same procedure, and
    /// any other word in which they differ is a value. With fewer, the place of a value must show that it is one.
    /// </summary>
    public const int MinStepsOfSkeleton = 3;

    /// <summary>The least general generalization of the two; null if a step is added, missing, or really different.</summary>
    /// <param name="known">The stored procedure.</param>
    /// <param name="run">What was just done.</param>
    public static LeastGeneralGeneralization? Of(Procedure known, Procedure run) => Of(known, run, knownTask: "", task: "");

    /// <inheritdoc cref="Of(Procedure, Procedure)"/>
    /// <param name="known">The stored procedure.</param>
    /// <param name="run">What was just done.</param>
    /// <param name="knownTask">What the stored one was done for: words that both tasks name, each its own, are values.</param>
    /// <param name="task">What the other was done for.</param>
    internal static LeastGeneralGeneralization? Of(Procedure known, Procedure run, string knownTask, string task)
    {
        if (known.Steps.Count != run.Steps.Count || known.Steps.Count == 0)
        {
            return null;
        }
        var (examples, examplesOfRun) = (known.Examples, run.Examples);
        var aligned = new List<AlignedStep>();
        foreach (var (step, other) in known.Steps.Zip(run.Steps))
        {
            if (AlignedStep.Of(step, examples, other.Filled(examplesOfRun)) is not { } pair)
            {
                return null;
            }
            aligned.Add(pair);
        }
        return new RunUnification(known, run, aligned) { KnownTask = knownTask, Task = task }.Generalize();
    }
}
