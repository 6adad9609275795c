namespace SkillMcp.Storage;

/// <summary>Selects skills. A property that is null does not restrict the selection.</summary>
public sealed record SkillFilter
{
    public Status? Status { get; init; }

    public string? Category { get; init; }

    public string? Tag { get; init; }

    /// <summary>Only skills whose last success, or else their creation, is before this time.</summary>
    public DateTimeOffset? StaleSince { get; init; }
}
