using System.Text.RegularExpressions;
using SkillMcp.Sessions;
using SkillMcp.Sessions.Reading;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Sessions;

/// <summary>Reads logs as the program does.</summary>
static class Reading
{
    static readonly SessionReaders Readers = new([.. SessionReaders.OfText, new OpencodeDatabaseReader()]);

    public static async Task<IReadOnlyList<Session>> SessionsAsync(string path)
    {
        var log = Readers.Recognize(path);
        Assert.True(log.Reader is not null, log.Problem);
        var sessions = new List<Session>();
        await foreach (var session in log.Reader.ReadAsync(log.File, CancellationToken.None))
        {
            sessions.Add(session);
        }
        return sessions;
    }

    public static async Task<Session> SessionAsync(string path) => Assert.Single(await SessionsAsync(path));

    /// <summary>The session in a log of these lines.</summary>
    public static async Task<Session> OfLinesAsync(params string[] lines)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder["log"], lines);
        return await SessionAsync(folder["log"]);
    }

    /// <summary>A log of long lines: a line that is indented goes on with the one before.</summary>
    public static string Joined(string text) => Regex.Replace(text, "\n +", "");

    public static IEnumerable<ToolCall> Calls(this Session session) => session.Events.OfType<ToolCall>();

    public static ToolCall Call(this Session session, string id) => Assert.Single(session.Calls(), call => call.Id == id);

    public static IEnumerable<string> Requests(this Session session) =>
        session.Events.OfType<PersonRequest>().Select(request => request.Text);

    /// <summary>The events in lines, for the message of a test that failed.</summary>
    public static string Shown(this Session session) => string.Join('\n', session.Events.Select(happened => happened switch
    {
        PersonRequest request => $"person: {request.Text}",
        AgentMessage message => $"agent: {message.Text}",
        ToolCall call =>
            $"{call.Subagent}[{call.Kind} {call.State} {call.ExitCode}] {call.Command}{call.Path} => {Truncate.To(call.Output, 80)}",
        _ => "",
    })) + string.Concat(session.Unread.Select(unread => $"\nunread: {unread}"));

}
