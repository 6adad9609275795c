using System.Collections.Frozen;

namespace SkillMcp.Formation;

/// <summary>
/// Finds the least general generalization of two runs, the most specific procedure of which both are instances
/// (G. D. Plotkin, 1970, "A note on inductive generalization"). The runs are aligned step by step and token by token, with a parameter
/// wherever they differ in a value, the same one for the same pair of values. Linear in the text: each step and token has one
/// counterpart, and where the numbers of steps differ, there is no generalization.
/// </summary>
public static class AntiUnification
{
    // Steps with more differences do something else.
    const int MaxDifferences = 32;

    // Turning something on is not the same as turning it off.
    static readonly FrozenSet<string> Switches =
        FrozenSet.ToFrozenSet(["true", "false", "yes", "no", "none", "on", "off"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The least general generalization of the two; null if a step is added, missing, or really different.</summary>
    /// <param name="known">The stored procedure.</param>
    /// <param name="run">What was just done.</param>
    public static LeastGeneralGeneralization? Of(Procedure known, Procedure run)
    {
        if (known.Steps.Count != run.Steps.Count || known.Steps.Count == 0)
        {
            return null;
        }
        var parameters = new PairedParameters(known, run);
        var steps = known.Steps
            .Zip(run.Steps, (step, other) => (Step: step, Differences: DifferencesBetween(step, other, parameters)))
            .ToList();
        // A bare word may be the action as well as its object.
        // It counts as a value only where the same two words also differ behind a key.
        return steps.TrueForAll(step => step.Differences is not null && step.Differences.TrueForAll(parameters.Has))
            ? parameters.Generalize(steps.Select(step => (step.Step, step.Differences!)))
            : null;
    }

    /// <summary>The values in which one step differs from another; null if it is another step.</summary>
    static List<Difference>? DifferencesBetween(Step step, Step other, PairedParameters parameters)
    {
        if (step == other && !step.Placeholders.Any())
        {
            return [];
        }
        var (known, run) = (TokenizedStep.Of(step), TokenizedStep.Of(other));
        if (known.Tokens.Count != run.Tokens.Count)
        {
            return NormalizedStep.Of(step).IsSameAs(NormalizedStep.Of(other)) ? [] : null;
        }
        var differences = new List<Difference>();
        // Commands are compared with their case: ls -r is not ls -R, and the branch Feature is not the branch feature.
        var isCommand = ComparisonFeatures.IsCommand(step) || ComparisonFeatures.IsCommand(other);
        var comparison = isCommand ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return Enumerable.Range(0, known.Tokens.Count).All(at => IsSameToken(at) || DiffersInValues(at)) ? differences : null;

        bool IsSameToken(int at)
        {
            var text = known.Tokens[at].Text;
            return string.Equals(text, run.Tokens[at].Text, comparison) && !text.Contains('{', StringComparison.Ordinal);
        }

        bool DiffersInValues(int at)
        {
            var (segments, others) = (known.SegmentsOf(at), run.SegmentsOf(at));
            if (!segments.Select(segment => segment.Separator).SequenceEqual(others.Select(segment => segment.Separator)))
            {
                return IsSameButForValue(segments[0].WholeToken, others[0].WholeToken, parameters, differences);
            }
            return segments.Zip(others).All(pair => IsSameButForValue(pair.First, pair.Second, parameters, differences));
        }
    }

    /// <summary>Whether two segments are the same, or two values of one parameter; then their difference is added.</summary>
    static bool IsSameButForValue(StepSegment known, StepSegment run, PairedParameters parameters, List<Difference> differences)
    {
        var (example, exampleInRun) = (parameters.ExampleInKnown(known.Text), parameters.ExampleInRun(run.Text));
        var (value, valueInRun) = (example ?? known.Text, exampleInRun ?? run.Text);
        if (value == valueInRun)
        {
            return true;
        }
        var isPlaceholder = example is not null || exampleInRun is not null;
        if (!isPlaceholder && (known.IsCode || run.IsCode))
        {
            return NormalizedStep.Of(known.Text).IsSameAs(NormalizedStep.Of(run.Text));
        }
        var isKeyed = isPlaceholder || known.IsKeyed && run.IsKeyed;
        var mayDiffer = isPlaceholder
            ? known.IsFlag == run.IsFlag
            : (isKeyed || known.MayVary) && !Switches.Contains(value) && !Switches.Contains(valueInRun);
        if (!mayDiffer || Conflict.Opposes(value, valueInRun) || differences.Count == MaxDifferences)
        {
            return false;
        }
        var isName = isPlaceholder || known.IsName && run.IsName;
        var difference = new Difference(known.Start, known.Text, run.Text, known.Key, isKeyed, isName);
        differences.Add(difference);
        parameters.Add(difference);
        return true;
    }
}
