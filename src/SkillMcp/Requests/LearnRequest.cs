namespace SkillMcp.Requests;

/// <summary>A run to learn from.</summary>
public sealed record LearnRequest
{
    /// <summary>The run.</summary>
    public required Trajectory Trajectory { get; init; }

    /// <summary>The retrieval that the run followed, so that the run is counted only once; null if there was none.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>The skill to merge the run into, however similar they are; null to decide by similarity.</summary>
    public SkillName? MergeInto { get; init; }

    /// <summary>Which session of which agent tells it, as in <see cref="RetrieveRequest.Session"/>; empty if it is not known.</summary>
    public string Session { get; init; } = "";

    /// <summary>
    /// Whether it was read from a log, and whoever did it did not say that it is a procedure: then what was done alone tells that.
    /// </summary>
    public bool IsFromLog { get; init; }

    /// <summary>
    /// Whether the skill of <see cref="MergeInto"/> was made of the begin of this run, and of nothing else: then this run is its text.
    /// </summary>
    internal bool GoesOn { get; init; }

    /// <summary>Whether to only answer what would be done, and write nothing.</summary>
    public bool DryRun { get; init; }
}
