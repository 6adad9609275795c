namespace SkillMcp.Storage;

/// <summary>Selects skills. A property that is null does not restrict the selection.</summary>
public sealed record SkillFilter
{
    /// <summary>The status that a skill must have; null for any.</summary>
    public Status? Status { get; init; }

    /// <summary>The category that a skill must have; null for any.</summary>
    public string? Category { get; init; }

    /// <summary>The tag that a skill must have; null for any.</summary>
    public string? Tag { get; init; }

    /// <summary>Only skills whose last success, or else their creation, is before this time.</summary>
    public DateTimeOffset? StaleSince { get; init; }
}
