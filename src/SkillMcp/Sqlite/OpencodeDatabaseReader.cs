using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using SkillMcp.Sessions;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sqlite;

/// <summary>Reads the sessions in the database that opencode keeps them in. It is another program's: nothing is written to it.</summary>
sealed class OpencodeDatabaseReader : ISessionReader
{
    // A part that is longer holds no output: the client cuts these at 50,000 characters.
    const int MaxPart = 16_000_000;
    const int MaxSubagents = 200;

    public SessionClient Client => SessionClient.Opencode;

    public bool Recognizes(SessionFile file)
    {
        if (!file.Head.StartsWith("SQLite format 3\0", StringComparison.Ordinal))
        {
            return false;
        }
        try
        {
            using var connection = Open(file.Path);
            return connection.QueryFirst<long>("""
                select count(*) = 3
                  from sqlite_schema
                 where type = 'table'
                   and name in ('session', 'message', 'part')
                """) == 1;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Its sessions, the newest first.</summary>
    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        await using var connection = Open(file.Path);
        foreach (var row in await SessionsAsync(connection, unread, cancel))
        {
            var log = await ReadSessionAsync(connection, row.Id, "", [], unread, cancel);
            log.Session.Folder = row.Directory;
            foreach (var session in unread.With([log.Session], Client, row.Id))
            {
                yield return session;
            }
            unread = new UnreadParts();
        }
    }

    static SqliteConnection Open(string path)
    {
        // A log of changes that is not empty can only be read with its index, which needs a folder that may be written.
        var log = new FileInfo(path + "-wal");
        var hasLog = log.Exists && log.Length > 0;
        try
        {
            return Open(path, hasLog);
        }
        catch (SqliteException) when (hasLog)
        {
            return Open(path, withLog: false);
        }
    }

    static SqliteConnection Open(string path, bool withLog)
    {
        var source = withLog ? path : new Uri(path).AbsoluteUri + "?immutable=1";
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    static async Task<IReadOnlyList<OpencodeSessionRow>> SessionsAsync(
        SqliteConnection connection, UnreadParts unread, CancellationToken cancel)
    {
        try
        {
            return [.. await connection.QueryAsync<OpencodeSessionRow>("""
                select cast(id as text) as id, coalesce(directory, '') as directory
                  from session
                 where coalesce(parent_id, '') = ''
                 order by time_created desc, id desc
                """, cancel)];
        }
        catch (SqliteException fault)
        {
            unread.Add($"The sessions of the database cannot be read: {fault.Message}");
            return [];
        }
    }

    // What a subagent did is a session of its own, which the call that started it names.
    static async Task<OpencodeLog> ReadSessionAsync(
        SqliteConnection connection, string session, string subagent, HashSet<string> read, UnreadParts unread, CancellationToken cancel)
    {
        var log = new OpencodeLog(session, subagent);
        try
        {
            await ReadPartsAsync(connection, session, log, unread, cancel);
        }
        catch (SqliteException fault)
        {
            unread.Add($"The rest of the session {session} cannot be read: {fault.Message}");
        }
        foreach (var (child, call) in log.Children)
        {
            if (child != session && read.Count < MaxSubagents && read.Add(child))
            {
                var inner = await ReadSessionAsync(connection, child, child, read, unread, cancel);
                log.Session.Place(call, inner.Session.Events());
            }
        }
        return log;
    }

    static async Task ReadPartsAsync(
        SqliteConnection connection, string session, OpencodeLog log, UnreadParts unread, CancellationToken cancel)
    {
        // Part by part, so that a session of 500 MB is not in memory at once.
        await foreach (var row in connection.QueryUnbufferedAsync<OpencodePartRow>("""
            select coalesce(case when json_valid(message.data) then json_extract(message.data, '$.role') end, '') as role,
                   coalesce(case when json_valid(message.data) then json_extract(message.data, '$.mode') end, '') as mode,
                   case when length(part.data) <= @MaxPart then part.data else '' end as data,
                   part.time_created as created
              from message
              join part on part.message_id = message.id
             where message.session_id = @session
             order by message.time_created, message.id, part.id
            """, new { session, MaxPart, cancel }))
        {
            Take(row, log, unread);
        }
    }

    static void Take(OpencodePartRow row, OpencodeLog log, UnreadParts unread)
    {
        try
        {
            using var document = JsonDocument.Parse(row.Data);
            var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(row.Created, 0, 253_402_300_799_000));
            JsonLog.Take(document.RootElement, "A part", part => log.TakePart(row.Role, row.Mode, part, at), unread);
        }
        catch (JsonException)
        {
            unread.Add("A part is not whole JSON.");
        }
    }
}
