namespace SkillMcp;

/// <summary>Where a skill is in its life, and why it is there.</summary>
public sealed record Lifecycle
{
    public const string Unreliable = "unreliable";
    public const string Outdated = "outdated";
    public const string Superseded = "superseded";
    public const string Withdrawn = "withdrawn";

    /// <summary>Why a text is kept apart: the screen found something, which stands behind it.</summary>
    public const string Screened = "screened";

    /// <summary>Why a text is kept apart: nobody has approved it, and whatever agents write has to be.</summary>
    public const string Unapproved = "unapproved";

    /// <summary>Why a text that was kept apart is out of use; restored, it is kept apart again.</summary>
    public const string Rejected = "rejected";

    public const string ChangedOutside = "its content was changed outside skillmcp";

    /// <summary>Why a skill that the machine would have archived is still active: unverified failures speak against it, and a verified success for it.</summary>
    public const string Disputed = "disputed";

    public static Lifecycle Active { get; } = new() { Status = Status.Active };

    public required Status Status { get; init; }

    /// <summary>Why it is archived or quarantined; empty, or <see cref="Disputed"/>, while it is active.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The reason in one of our own words, without what somebody added to it.</summary>
    public string Word => Reason.Split(':')[0];

    /// <summary>Status and reason in words: "archived (outdated)".</summary>
    public string Described => $"{EnumName.Of(Status)} ({Word})";

    public static Lifecycle Archived(string reason) => new() { Status = Status.Archived, Reason = reason };

    public static Lifecycle Quarantined(string reason) => new() { Status = Status.Quarantined, Reason = reason };
}
