namespace SkillMcp.Benchmarks.Speed;

/// <summary>What was measured at one size.</summary>
/// <param name="Skills">The size.</param>
/// <param name="BareCommit">One durable row.</param>
/// <param name="Add">A skill that a person wrote.</param>
/// <param name="Learn">A run: compared with what is known, and stored.</param>
/// <param name="Retrieve">The answer to a task.</param>
/// <param name="RetrieveWithModel">The same with the sentence model; null if that was not measured.</param>
/// <param name="AllocatedBytes">By one retrieve.</param>
/// <param name="Found">The share of tasks whose skill came first.</param>
sealed record AtSize(
    int Skills,
    Quantiles BareCommit,
    Quantiles Add,
    Quantiles Learn,
    Quantiles Retrieve,
    Quantiles? RetrieveWithModel,
    long AllocatedBytes,
    double Found)
{
    public long FileBytes { get; init; }

    public string[] Row =>
    [
        $"{Skills:#,0}",
        $"{BareCommit}",
        $"{Add}",
        $"{Learn}",
        $"{Retrieve}",
        $"{RetrieveWithModel}",
        Report.Bytes(AllocatedBytes),
        Report.Percent(Found),
        Report.Bytes(FileBytes),
    ];
}
