namespace SkillMcp.Ways;

/// <summary>The mass of a mixture of beta distributions in cells of equal width between 0 and 1.</summary>
sealed class DensityGrid
{
    const int Cells = 128;

    static readonly double[] LogX = [.. Enumerable.Range(0, Cells).Select(cell => Math.Log((cell + 0.5) / Cells))];

    readonly double[] masses = new double[Cells];

    DensityGrid()
    {
    }

    public static DensityGrid Of(IReadOnlyList<RunHypothesis> runs)
    {
        var grid = new DensityGrid();
        var densities = new double[Cells];
        foreach (var run in runs)
        {
            grid.Add(run, densities);
        }
        return grid;
    }

    /// <summary>The probability that a number from this distribution is above one from the other; within a cell, half of it.</summary>
    public double ProbabilityAbove(DensityGrid other)
    {
        var (above, below) = (0.0, 0.0);
        for (var cell = 0; cell < Cells; cell++)
        {
            above += masses[cell] * (below + other.masses[cell] / 2);
            below += other.masses[cell];
        }
        return Math.Clamp(above, 0, 1);
    }

    void Add(RunHypothesis run, double[] densities)
    {
        var distribution = run.Distribution;
        var highest = double.NegativeInfinity;
        for (var cell = 0; cell < Cells; cell++)
        {
            densities[cell] = distribution.LogDensity(LogX[cell], LogX[Cells - 1 - cell]);
            highest = Math.Max(highest, densities[cell]);
        }
        // Relative to the highest, so that a distribution narrower than a cell still has its whole mass in the nearest one.
        var sum = 0.0;
        for (var cell = 0; cell < Cells; cell++)
        {
            densities[cell] = Math.Exp(densities[cell] - highest);
            sum += densities[cell];
        }
        for (var cell = 0; cell < Cells; cell++)
        {
            masses[cell] += run.Weight * densities[cell] / sum;
        }
    }
}
