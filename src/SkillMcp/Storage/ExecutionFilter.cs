namespace SkillMcp.Storage;

/// <summary>Which executions of a skill are wanted; all of them where nothing is said.</summary>
public sealed record ExecutionFilter
{
    public static ExecutionFilter All { get; } = new();

    /// <summary>Only this report, or the one that was made for the same retrieval; null for any.</summary>
    public Execution? SameAs { get; init; }

    /// <summary>Only those by whose tasks the skill is found, or is kept from being found.</summary>
    public bool Remembered { get; init; }
}
