namespace SkillMcp.Benchmarks.Learning;

/// <summary>How runs are made and told.</summary>
sealed record GrowthOptions
{
    /// <summary>The runs of each procedure.</summary>
    public required int Runs { get; init; }

    public required int Seed { get; init; }

    /// <summary>The share of runs that are told with a name, 0-1.</summary>
    public required double NamedShare { get; init; }

    /// <summary>The share of runs that are told with evidence, 0-1.</summary>
    public double EvidenceShare { get; init; } = 0.4;

    /// <summary>The share of runs with the optional step of their procedure, 0-1.</summary>
    public double OptionalShare { get; init; } = 0.15;

    /// <summary>Whether the formation policy is not asked.</summary>
    public required bool PastPolicy { get; init; }
}
