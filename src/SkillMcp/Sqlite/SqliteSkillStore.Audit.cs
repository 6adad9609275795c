using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    public Task AppendAsync(Project project, AuditEntry entry, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        await AppendAsync(connection, entry, cancel);
        return true;
    }, cancel);

    public Task<IReadOnlyList<AuditEntry>> AuditAsync(Project project, string skill, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
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

    /// <summary>Appends an entry within the transaction of the change that it tells of.</summary>
    static async Task AppendAsync(SqliteConnection connection, AuditEntry entry, CancellationToken cancel)
    {
        var last = await connection.QuerySingleOrDefaultAsync<AuditLink>("select number, hash from audit order by number desc limit 1", new { cancel });
        var row = AuditRow.Of(entry, (last?.Number ?? 0) + 1);
        await connection.ExecuteAsync("""
            insert into audit (number, at, author, client, act, project, skill, detail, reason, hash)
            values (@Number, @At, @Author, @Client, @Act, @Project, @Skill, @Detail, @Reason, @Hash)
            """, row with { Hash = row.HashAfter(last?.Hash ?? "") });
    }

    static Task AppendAsync(SqliteConnection connection, AuditedAct act, Skill skill, string detail, CancellationToken cancel) =>
        // Why something is kept apart is in our words alone; why it was archived may be somebody's.
        AppendAsync(connection, AuditEntry.Of(act, skill.Project, skill.Name.Value, detail, skill.Lifecycle.Status == Status.Quarantined ? skill.Lifecycle.Reason : skill.Lifecycle.Word), cancel);

    /// <summary>An outcome that was counted.</summary>
    static async Task AppendAsync(SqliteConnection connection, long skill, Execution execution, string correction, CancellationToken cancel)
    {
        var counted = await connection.QuerySingleAsync<CountedRow>("select project, name from skill where key = @skill", new { skill, cancel });
        var entry = AuditEntry.Of(AuditedAct.Recorded, default, counted.Name, $"{Column.Of(execution.Outcome)} of version {execution.Version}, {Column.Of(execution.Grade)}{correction}");
        await AppendAsync(connection, entry with { Project = SkillMcp.Project.Parse(counted.Project) }, cancel);
    }

    /// <summary>What a change came to: where the skill is in its life, or what it says.</summary>
    static Task AppendAsync(SqliteConnection connection, SkillRow before, Skill after, SkillVersion? added, CancellationToken cancel)
    {
        var was = before.ToLifecycle();
        var act = (was.Status, after.Lifecycle.Status) switch
        {
            var (from, to) when from == to => AuditedAct.Changed,
            (_, Status.Active) => AuditedAct.Restored,
            (_, Status.Archived) => AuditedAct.Archived,
            _ => AuditedAct.Quarantined,
        };
        string[] details =
        [
            added is null ? "" : $"{(added.IsAlternative ? "alternative" : "version")} {Told(added.Number, added.Procedure)}",
            added is null && before.Version != after.Version ? $"back to version {after.Version}" : "",
            before.Name == after.Name.Value ? "" : $"was {before.Name}",
            before.Pinned == after.Pinned ? "" : after.Pinned ? "pinned" : "unpinned",
        ];
        return AppendAsync(connection, act, after, string.Join(", ", details.Where(detail => detail.Length > 0)), cancel);
    }

    /// <summary>A version by its number and the beginning of its hash.</summary>
    static string Told(int number, Procedure procedure) => $"{number} {procedure.ContentHash()[..12]}";
}

sealed record CountedRow(string Project, string Name);

sealed record AuditLink(long Number, string Hash);

/// <summary>A line of the record of changes.</summary>
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
        Author = Column.Of(entry.Author),
        Client = entry.Client,
        Act = Column.Of(entry.Act),
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
        Author = Column.Enum<Author>(Author),
        Client = Client,
        Act = Column.Enum<AuditedAct>(Act),
        Project = Project.Length == 0 ? SkillMcp.Project.Everybody : asking,
        Skill = Skill,
        Detail = Detail,
        Reason = Reason,
    };

    /// <summary>SHA-256 over the hash of the line before and every field behind its length, in lower-case hex.</summary>
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
