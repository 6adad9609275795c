using SkillMcp.Server.Clients;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>An entry of the record of changes, in words.</summary>
sealed record AuditLine(
    long Number, DateTimeOffset At, string Author, string Client, string Act, string Project, string Skill, string Detail, string Reason)
{
    public static AuditLine Of(AuditEntry entry) => new(
        entry.Number,
        entry.At,
        Word.Of(entry.Author),
        entry.Client,
        Word.Of(entry.Act),
        entry.Project.Name,
        entry.Skill,
        entry.Detail,
        entry.Reason);
}
