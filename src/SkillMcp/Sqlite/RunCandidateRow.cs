using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>A row of <c>candidate</c>.</summary>
sealed record RunCandidateRow
{
    public required string Project { get; init; }

    public required string Id { get; init; }

    public required string Skeleton { get; init; }

    public required string Run { get; init; }

    public string? Retrieval { get; init; }

    public required string Author { get; init; }

    public required string Client { get; init; }

    public required string QuarantineReason { get; init; }

    public required long At { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>The candidate; null if it cannot be read or does not match its hash, because the file was changed outside.</summary>
    public RunCandidate? ToCandidate()
    {
        if (RunOf(Run ?? "") is not { } run)
        {
            return null;
        }
        var candidate = new RunCandidate
        {
            Id = Column.Id(Id),
            Skeleton = Skeleton,
            Run = run,
            Actor = new Actor(EnumName.Find<Author>(Author) ?? SkillMcp.Author.Agent, Client),
            At = Column.Time(At),
            Retrieval = Retrieval is null ? null : Column.Id(Retrieval),
            QuarantineReason = QuarantineReason,
        };
        // Runs that were remembered before projects were hashed too have the hash of their content alone.
        var isAsWritten = ContentHash == HashOf(Project, candidate) || ContentHash == candidate.ContentHash();
        return isAsWritten ? candidate : null;
    }

    /// <returns>How many rows were added: 0 if the id is in use.</returns>
    public static Task<int> InsertAsync(SqliteConnection connection, Project project, RunCandidate candidate, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            insert into candidate (project, id, skeleton, run, retrieval, author, client, quarantine_reason, at, content_hash)
            values (@project, @id, @skeleton, @run, @retrieval, @author, @client, @quarantineReason, @at, @contentHash)
            on conflict (project, id) do nothing
            """, new
        {
            project = project.Name,
            id = Column.Of(candidate.Id),
            skeleton = candidate.Skeleton,
            run = JsonOf(candidate.Run),
            retrieval = Column.Of(candidate.Retrieval),
            author = EnumName.Of(candidate.Actor.Author),
            client = candidate.Actor.Client,
            quarantineReason = candidate.QuarantineReason,
            at = Column.Of(candidate.At),
            contentHash = HashOf(project.Name, candidate),
            cancel,
        });

    /// <summary>The hash of a candidate and its project, which decides where a skill is made of it.</summary>
    static string HashOf(string project, RunCandidate candidate) =>
        SkillFile.DigestOf(Encoding.UTF8.GetBytes($"{project}\n{candidate.ContentHash()}"));

    // Dapper.AOT sees no code that another generator made: within its call the type of the text would be unknown to it.
    static string JsonOf(Trajectory run) => JsonSerializer.Serialize(run, ColumnJson.Runs.Trajectory);

    static Trajectory? RunOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ColumnJson.Runs.Trajectory);
        }
        catch (Exception unreadable) when (unreadable is JsonException or SkillException)
        {
            return null;
        }
    }
}
