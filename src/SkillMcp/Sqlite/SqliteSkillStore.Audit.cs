using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<IReadOnlyList<AuditEntry>> AuditAsync(
        Project project, string skill, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<AuditRow>("""
            select number, at, author, client, act, project, skill, detail, reason, hash
              from audit
             where project in ('', @project)
               and (@skill = '' or skill = @skill)
             order by number desc
             limit @limit
            """, new { project = project.Name, skill, limit, cancel });
        return (IReadOnlyList<AuditEntry>)[.. rows.Select(row => row.ToEntry(project))];
    }, cancel);

    /// <summary>Appends an entry within the transaction of the change that it describes.</summary>
    internal static async Task AppendAsync(SqliteConnection connection, AuditEntry entry, CancellationToken cancel)
    {
        var last = await connection.QuerySingleOrDefaultAsync<AuditLink>(
            "select number, hash from audit order by number desc limit 1", cancel);
        var row = AuditRow.Of(entry, (last?.Number ?? 0) + 1);
        await connection.ExecuteAsync("""
            insert into audit (number, at, author, client, act, project, skill, detail, reason, hash)
            values (@number, @at, @author, @client, @act, @project, @skill, @detail, @reason, @hash)
            """, new
        {
            number = row.Number,
            at = row.At,
            author = row.Author,
            client = row.Client,
            act = row.Act,
            project = row.Project,
            skill = row.Skill,
            detail = row.Detail,
            reason = row.Reason,
            hash = row.HashAfter(last?.Hash ?? ""),
            cancel,
        });
    }
}

/// <summary>The last line of the audit log.</summary>
sealed record AuditLink(long Number, string Hash);

/// <summary>A line of the audit log.</summary>
sealed record AuditRow
{
    public required long Number { get; init; }

    public required long At { get; init; }

    public required string Author { get; init; }

    public required string Client { get; init; }

    public required string Act { get; init; }

    public required string Project { get; init; }

    public required string Skill { get; init; }

    public required string Detail { get; init; }

    public required string Reason { get; init; }

    public required string Hash { get; init; }

    public static AuditRow Of(AuditEntry entry, long number) => new()
    {
        Number = number,
        At = Column.Of(entry.At),
        Author = EnumName.Of(entry.Author),
        Client = entry.Client,
        Act = EnumName.Of(entry.Act),
        Project = entry.Project.Name,
        Skill = entry.Skill,
        Detail = entry.Detail,
        Reason = entry.Reason,
        Hash = "",
    };

    public AuditEntry ToEntry(Project asking) => new()
    {
        Number = Number,
        At = Column.Time(At),
        Author = EnumName.Find<Author>(Author) ?? SkillMcp.Author.Agent,
        Client = Client,
        Act = EnumName.Find<AuditedAct>(Act) ?? AuditedAct.Changed,
        Project = Project.Length == 0 ? SkillMcp.Project.Everybody : asking,
        Skill = Skill,
        Detail = Detail,
        Reason = Reason,
    };

    /// <summary>SHA-256 over the hash of the previous line and every field, each preceded by its length, in lower-case hex.</summary>
    public string HashAfter(string previous)
    {
        var text = new StringBuilder(256);
        foreach (var field in (ReadOnlySpan<string>)[previous, $"{Number}", $"{At}", Author, Client, Act, Project, Skill, Detail, Reason])
        {
            text.Append(field.Length).Append(':').Append(field);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
