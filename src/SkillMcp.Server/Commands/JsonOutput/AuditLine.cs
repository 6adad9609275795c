namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>An entry of the audit log, in words.</summary>
sealed record AuditLine(
    long Number, DateTimeOffset At, string Author, string Client, string Act, string Project, string Skill, string Detail, string Reason)
{
    public static AuditLine Of(AuditEntry entry) => new(
        entry.Number,
        entry.At,
        EnumName.Of(entry.Author),
        entry.Client,
        EnumName.Of(entry.Act),
        entry.Project.Name,
        entry.Skill,
        entry.Detail,
        entry.Reason);
}
