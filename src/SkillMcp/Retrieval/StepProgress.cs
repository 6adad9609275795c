namespace SkillMcp.Retrieval;

/// <summary>How far somebody has come along a procedure.</summary>
/// <param name="Share">The share of what was done that stands in the procedure, in its order, 0-1.</param>
/// <param name="Steps">Which steps of the procedure those are, as shown, from 1.</param>
sealed record StepProgress(double Share, IReadOnlyList<int> Steps)
{
    /// <summary>The step to go on at, as shown, from 1; one more than there are where the last was done.</summary>
    public int Next => Steps.Count == 0 ? 1 : Steps[^1] + 1;

    /// <summary>The steps before that which are not among what was done.</summary>
    public IReadOnlyList<int> Skipped => [.. Enumerable.Range(1, Next - 1).Except(Steps)];

    /// <summary>
    /// How likely somebody who did this is in the middle of the procedure, 0-1. One step in common may be chance, three in a row are not:
    /// each takes two fifths of what is left of the doubt, so that one step is possible, two are likely and three a match.
    /// Whatever was done that the procedure does not know raises it again.
    /// </summary>
    public double Likelihood => Share * Share * (1 - Math.Pow(0.6, Steps.Count));
}
