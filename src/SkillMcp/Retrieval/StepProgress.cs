namespace SkillMcp.Retrieval;

/// <summary>How far the completed steps lead through a procedure.</summary>
/// <param name="Share">The share of the completed steps that are steps of the procedure, in its order, 0-1.</param>
/// <param name="Steps">Which steps of the procedure those are, as shown, from 1.</param>
sealed record StepProgress(double Share, IReadOnlyList<int> Steps)
{
    // One step in common is possible, two are likely and three are a match.
    const double DoubtPerStep = 0.6;

    /// <summary>The step to go on at, as shown, from 1; one more than there are after the last.</summary>
    public int Next => Steps.Count == 0 ? 1 : Steps[^1] + 1;

    /// <summary>The steps before that which were not completed.</summary>
    public IReadOnlyList<int> Skipped => [.. Enumerable.Range(1, Next - 1).Except(Steps)];

    /// <summary>
    /// How likely the caller is in the middle of the procedure, 0-1. One step in common may be chance, three are not:
    /// each removes two fifths of the remaining doubt. Completed steps that are not part of the procedure add to it.
    /// </summary>
    public double Likelihood => Share * Share * (1 - Math.Pow(DoubtPerStep, Steps.Count));
}
