namespace SkillMcp.Requests;

/// <summary>A run to learn from.</summary>
public sealed record LearnRequest
{
    public required Trajectory Trajectory { get; init; }

    /// <summary>The retrieval that the run followed, so that it counts once.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>The skill that it is to be merged into, whatever the similarity says.</summary>
    public SkillName? MergeInto { get; init; }

    /// <summary>Only tell what would be done.</summary>
    public bool DryRun { get; init; }
}
