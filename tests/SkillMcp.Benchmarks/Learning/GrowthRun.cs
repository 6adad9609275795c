namespace SkillMcp.Benchmarks.Learning;

/// <summary>One run of a procedure.</summary>
sealed record GrowthRun(GrowthProcedure Procedure, Trajectory Trajectory)
{
    /// <summary>The runs of all procedures, in the order in which they are told.</summary>
    public static IReadOnlyList<GrowthRun> Of(IReadOnlyList<GrowthProcedure> procedures, GrowthOptions options)
    {
        var random = new Random(options.Seed);
        var runs = procedures.SelectMany(one => Enumerable.Range(0, options.Runs).Select(_ => one.Run(random, options))).ToArray();
        random.Shuffle(runs);
        return runs;
    }
}
