namespace SkillMcp.Storage;

/// <summary>Which skills a list holds; what is null is not asked for.</summary>
public sealed record SkillFilter
{
    public Status? Status { get; init; }

    public string? Category { get; init; }

    public string? Tag { get; init; }

    /// <summary>Only skills with no success (or, never tried, no making) since then.</summary>
    public DateTimeOffset? StaleSince { get; init; }
}
