namespace SkillMcp;

/// <summary>
/// One line of the record of changes. No text of a skill stands in it, so that it can be kept when the skill is purged;
/// what a version said is told by its hash.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>Its place in the record, from 1; 0 before it has one.</summary>
    public long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author Author { get; init; }

    /// <summary>The program that it came through; <c>skillmcp</c> where it was typed.</summary>
    public string Client { get; init; } = "";

    public required AuditedAct Act { get; init; }

    public Project Project { get; init; }

    /// <summary>The skill's name; empty where there is none.</summary>
    public string Skill { get; init; } = "";

    /// <summary>What exactly, such as the version and the beginning of its hash.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Why, in our words: a rule and its place, or the reason of a lifecycle.</summary>
    public string Reason { get; init; } = "";

    /// <summary>An entry by whoever acts just now.</summary>
    public static AuditEntry Of(AuditedAct act, Project project, string skill, string detail = "", string reason = "") => new()
    {
        At = Acting.Now.At,
        Author = Acting.Now.By.Author,
        Client = Acting.Now.By.Client.Length > 0 ? Acting.Now.By.Client : "skillmcp",
        Act = act,
        Project = project,
        Skill = skill,
        Detail = detail,
        Reason = reason,
    };
}

/// <summary>What can be done to a memory.</summary>
public enum AuditedAct
{
    Added,

    /// <summary>Added as it was elsewhere.</summary>
    Imported,
    Changed,

    /// <summary>A change that waits for approval.</summary>
    Proposed,
    Archived,
    Restored,
    Quarantined,
    Approved,
    Purged,

    /// <summary>An outcome was counted.</summary>
    Recorded,

    /// <summary>A text was not taken.</summary>
    Refused,
}
