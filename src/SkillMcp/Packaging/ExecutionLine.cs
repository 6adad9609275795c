namespace SkillMcp.Packaging;

/// <summary>An execution, within the line of its skill. What is null is left out.</summary>
sealed record ExecutionLine(Guid Id, int Version, string Outcome, string Grade, string At, Guid? Retrieval, string Task, string Notes)
{
    /// <summary>Whether the report is bound to what was followed; left out if it is exactly if it has a retrieval.</summary>
    public bool? Bound { get; init; }

    /// <summary>How much it weighs in what is believed of the way.</summary>
    public double? Weight { get; init; }

    public IReadOnlyList<string>? Also { get; init; }

    /// <summary>What the report says that the skill is not for.</summary>
    public string? NotFor { get; init; }

    public EvidenceLine? Evidence { get; init; }

    /// <summary>The versions of the programs that it used.</summary>
    public IReadOnlyList<SeenVersionLine>? Versions { get; init; }

    public Pitfall? Pitfall { get; init; }

    /// <summary>What waits for a person to become its pitfall.</summary>
    public WithheldPitfall? Withheld { get; init; }

    public static ExecutionLine Of(Execution execution) => new(
        execution.Id,
        execution.Version,
        EnumName.Of(execution.Outcome),
        EnumName.Of(execution.EvidenceLevel),
        SkillLine.Time(execution.At),
        execution.Retrieval,
        execution.Task,
        execution.Notes)
    {
        Bound = execution.IsBound == execution.Retrieval.HasValue ? null : execution.IsBound,
        Weight = execution.Weight,
        Also = execution.Also.Count == 0 ? null : execution.Also,
        NotFor = execution.NotFor.Length == 0 ? null : execution.NotFor,
        Evidence = EvidenceLine.Of(execution.Evidence),
        Versions = execution.Versions.Count == 0 ? null : [.. execution.Versions.Select(SeenVersionLine.Of)],
        Pitfall = execution.Pitfall,
        Withheld = execution.Withheld,
    };
}
