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

    /// <summary>An entry for something that an actor did.</summary>
    public static AuditEntry Of(AuditNote note, AuditContext context) => new()
    {
        At = context.At,
        Author = context.Actor.Author,
        Client = context.Actor.Client.Length > 0 ? context.Actor.Client : "skillmcp",
        Act = note.Act,
        Project = note.Project,
        Skill = note.Skill,
        Detail = note.Detail,
        Reason = note.Reason,
    };
}
