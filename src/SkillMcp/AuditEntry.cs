namespace SkillMcp;

/// <summary>
/// One line of the audit log. It contains no text of a skill, so that it can be kept when the skill is purged;
/// a version is identified by its hash.
/// </summary>
sealed record AuditEntry
{
    /// <summary>Its number in the record, from 1; 0 before it is stored.</summary>
    public long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author Author { get; init; }

    /// <summary>The program that made the change; <c>skillmcp</c> for the command line.</summary>
    public string Client { get; init; } = "";

    public required AuditedAct Act { get; init; }

    public Project Project { get; init; }

    /// <summary>The skill's name; empty if the change concerns no skill.</summary>
    public string Skill { get; init; } = "";

    /// <summary>Details, such as the version and the beginning of its hash.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Why, never in a caller's words: a rule and the place where it applied, or the reason of a lifecycle.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether it says what status the skill had from then on: if it is not active, with the reason.</summary>
    public bool DecidesStatus => Act is AuditedAct.Added or AuditedAct.Imported or AuditedAct.Proposed or AuditedAct.Archived
        or AuditedAct.Restored or AuditedAct.Quarantined or AuditedAct.Approved;

    /// <summary>The entry for a change, before it has a number.</summary>
    public static AuditEntry Of(AuditNote note, AuditContext context) => new()
    {
        At = context.At,
        Author = context.Actor.Author,
        Client = context.Actor.Client.Length > 0 ? context.Actor.Client : "skillmcp",
        Act = note.Act,
        Project = note.Project,
        Skill = note.Skill,
        Detail = note.Detail,
        Reason = string.Join("; ", new[] { note.Reason, AcceptanceOf(context.Actor) }.Where(reason => reason.Length > 0)),
    };

    static string AcceptanceOf(Actor actor) =>
        actor.HasAcceptance ? $"accepted through {(actor.Client.Length > 0 ? actor.Client : "a client without a name")}" : "";
}
