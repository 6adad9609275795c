namespace SkillMcp;

/// <summary>The status of a skill, and the reason for it.</summary>
public sealed record Lifecycle
{
    /// <summary>It fails too often.</summary>
    public const string Unreliable = "unreliable";
    /// <summary>What it is about has changed.</summary>
    public const string Outdated = "outdated";
    /// <summary>Another skill has taken its place.</summary>
    public const string Superseded = "superseded";
    /// <summary>Somebody took it back.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The reason of a quarantine: the screen found something. The findings follow after a colon.</summary>
    public const string Screened = "screened";

    /// <summary>The reason of a quarantine: an agent wrote it, and texts of agents have to be approved.</summary>
    public const string Unapproved = "unapproved";

    /// <summary>The reason of an archived skill that was rejected; if it is restored, it is quarantined again.</summary>
    public const string Rejected = "rejected";

    internal const string ChangedOutside = "its content was changed outside skillmcp";

    /// <summary>The reason of an active skill with many unverified failures, which is not archived because of a verified success.</summary>
    public const string Disputed = "disputed";

    /// <summary>That of a skill that agents are given.</summary>
    public static Lifecycle Active { get; } = new() { Status = Status.Active };

    /// <summary>Whether agents are given the skill.</summary>
    public required Status Status { get; init; }

    /// <summary>Why it is archived or quarantined; if it is active, empty or <see cref="Disputed"/>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What another program left of it, if that changed the skill, which is quarantined since.</summary>
    public Lifecycle? Left { get; init; }

    /// <summary>The part of the reason before the first colon: one of the words above, without the details after it.</summary>
    public string ReasonCode => Reason.Split(':')[0];

    /// <summary>That of the skill once another program changed it. What kept it apart before is said on.</summary>
    public Lifecycle OfChanged() =>
        Quarantined(Reason.Length == 0 ? ChangedOutside : $"{ChangedOutside}: before that {EnumName.Of(Status)}, {Reason}") with
        {
            Left = this,
        };

    /// <summary>Status and reason in words: "archived (outdated)".</summary>
    public string Described => $"{EnumName.Of(Status)} ({ReasonCode})";

    internal static Lifecycle Archived(string reason) => new() { Status = Status.Archived, Reason = reason };

    internal static Lifecycle Quarantined(string reason) => new() { Status = Status.Quarantined, Reason = reason };
}
