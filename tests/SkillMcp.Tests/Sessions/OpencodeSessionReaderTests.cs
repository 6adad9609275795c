using Dapper;
using Microsoft.Data.Sqlite;
using SkillMcp.Sessions;
using static SkillMcp.Tests.Sessions.ClaudeLines;

namespace SkillMcp.Tests.Sessions;

/// <summary>Sessions as opencode 1.18.33 exports them and keeps them in its database.</summary>
public sealed class OpencodeSessionReaderTests
{
    static string Part(string type, string more) => $$"""{"id":"p","type":"{{type}}",{{more}}}""";

    static string Text(string text, string more = "") => Part("text", $"\"text\":{Json(text)}{more}");

    static string Bash(string id, string command, string output, string exit) => Tool(
        id, "bash", $$"""{"command":{{Json(command)}}}""", $$"""{"output":{{Json(output)}},"exit":{{exit}}}""", output);

    static string Tool(string id, string tool, string input, string metadata, string output = "", string status = "completed") => Part(
        "tool", Reading.Joined($$$"""
            "tool":"{{{tool}}}","callID":"{{{id}}}","state":{"status":"{{{status}}}","input":{{{input}}},"output":{{{Json(output)}}},
              "metadata":{{{metadata}}},"time":{"start":1795843128827}}
            """));

    static string Failed(string id, string command, string error) => Part(
        "tool", $$"""
            "tool":"bash","callID":"{{id}}","state":{"status":"error","input":{"command":{{Json(command)}}},"error":{{Json(error)}}}
            """);

    static string Export(params string[] messages) =>
        $$"""{"info":{"id":"ses_1","directory":"/w/app","parent_id":null},"messages":[{{string.Join(",\n", messages)}}]}""";

    static string Message(string role, string more, params string[] parts) =>
        $$"""{"info":{"role":"{{role}}","time":{"created":1795843062221}{{more}}},"parts":[{{string.Join(',', parts)}}]}""";

    [Fact]
    public async Task A_request_is_what_the_person_wrote_without_the_marks_of_the_command_line()
    {
        var session = await Reading.OfLinesAsync(Export(
            Message("user", "", Text("\"Say \\\"hello\\\" to it\""), Text("Use the skill", ",\"synthetic\":true")),
            Message("assistant", "", Text("I look.")),
            Message("user", "", Part("compaction", "\"auto\":true")),
            Message("assistant", ""","mode":"compaction","summary":true""", Text("A summary")),
            Message("user", "", Text("\"a\" and \"b\""))));
        Assert.Equal(["Say \"hello\" to it", "\"a\" and \"b\""], session.Requests());
        Assert.Equal(["I look."], session.Events.OfType<AgentMessage>().Select(message => message.Text));
        Assert.Equal(("ses_1", "/w/app"), (session.Id, session.Folder));
    }

    [Fact]
    public async Task What_became_of_a_call_is_in_its_state()
    {
        var session = await Reading.OfLinesAsync(Export(Message("user", "", Text("Go")), Message("assistant", "",
            Bash("a", "make x", "no rule\n", "2"), Bash("b", "mkdir y", "(no output)", "0"), Bash("c", "grep x y", "(no output)", "1"),
            Bash("d", "sleep 8", "half\n\n<shell_metadata>terminated after exceeding timeout 1000 ms</shell_metadata>", "null"),
            Bash("e", "sleep 9", "<shell_metadata>User aborted the command</shell_metadata>", "null"),
            Failed("f", "rm x", "The user has specified a rule which prevents you from using this tool"),
            Bash("g", "make all", "...\n\nthe end", "0"),
            Tool("h", "edit", """{"filePath":"/w/x","oldString":"a","newString":"b"}""", """{"diff":"@@ -1 +1 @@\n-a\n+b\n"}"""))));
        Assert.Equal(
            [
                (CallState.Completed, 2, "no rule"), (CallState.Completed, 0, ""), (CallState.Completed, 1, ""),
                (CallState.TimedOut, -1, "half"),
                (CallState.Interrupted, -1, ""),
                (CallState.Denied, -1, "The user has specified a rule which prevents you from using this tool"),
                (CallState.Completed, 0, "the end"), (CallState.Completed, -1, ""),
            ],
            session.Calls().Select(call => (call.State, call.ExitCode ?? -1, call.Output)));
        Assert.Equal(("/w/x", "@@ -1 +1 @@\n-a\n+b\n"), (session.Call("h").Path, session.Call("h").Change));
    }

    [Fact]
    public async Task The_database_has_the_same_sessions_those_of_subagents_within_the_others()
    {
        using var folder = new TemporaryFolder();
        await using (var connection = new SqliteConnection($"Data Source={folder["opencode.db"]};Pooling=False"))
        {
            await connection.ExecuteAsync("""
                pragma journal_mode = wal;
                create table session (id text primary key, parent_id text, directory text not null, time_created integer not null);
                create table message (id text primary key, session_id text not null, time_created integer not null, data text not null);
                create table part (id text primary key, message_id text not null, session_id text not null, time_created integer not null,
                  data text not null);
                insert into session values ('ses_1', null, '/w/app', 1), ('ses_2', 'ses_1', '/w/app', 2), ('ses_3', null, '/w/other', 3);
                insert into message values
                ('m1', 'ses_1', 10, '{"role":"user"}'), ('m2', 'ses_1', 11, '{"role":"assistant","mode":"build"}'),
                ('m3', 'ses_2', 12, '{"role":"user"}'), ('m4', 'ses_2', 13, '{"role":"assistant"}'), ('m5', 'ses_3', 14, 'no json');
                insert into part values
                ('p1', 'm1', 'ses_1', 10, '{"type":"text","text":"Check it"}'),
                ('p2', 'm2', 'ses_1', 11, '{"type":"tool","tool":"task","callID":"task","state":{"status":"completed",
                  "input":{"prompt":"look"},"metadata":{"sessionId":"ses_2"}}}'),
                ('p3', 'm2', 'ses_1', 12, '{"type":"tool","tool":"bash","callID":"after","state":{"status":"completed",
                  "input":{"command":"cp a b"},"metadata":{"exit":0,"output":""}}}'),
                ('p4', 'm3', 'ses_2', 12, '{"type":"text","text":"look"}'),
                ('p5', 'm4', 'ses_2', 13, '{"type":"tool","tool":"bash","callID":"inner","state":{"status":"completed",
                  "input":{"command":"ls"},"metadata":{"exit":2,"output":"a"}}}'),
                ('p6', 'm5', 'ses_3', 14, '{"type":');
                """);
            // As it is while opencode runs: the tables are still in the log of changes.
            var sessions = await Reading.SessionsAsync(folder["opencode.db"]);
            Assert.Equal(["ses_3", "ses_1"], sessions.Select(session => session.Id));
            Assert.Equal(["A part is not whole JSON."], sessions[0].Unread);
            Assert.Equal([("task", "", null), ("inner", "ses_2", 2), ("after", "", (int?)0)],
                sessions[1].Calls().Select(call => (call.Id, call.Subagent, call.ExitCode)));
            Assert.Equal(["Check it"], sessions[1].Requests());
            Assert.Equal("/w/app", sessions[1].Folder);
        }
        Assert.Equal(2, (await Reading.SessionsAsync(folder["opencode.db"])).Count);
    }
}
