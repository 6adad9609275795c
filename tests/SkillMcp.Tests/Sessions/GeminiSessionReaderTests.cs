using SkillMcp.Sessions;
using static SkillMcp.Tests.Sessions.ClaudeLines;

namespace SkillMcp.Tests.Sessions;

/// <summary>Lines as Gemini CLI 0.61.0 writes them.</summary>
public sealed class GeminiSessionReaderTests
{
    const string Start = """{"sessionId":"g1","projectHash":"h","startTime":"2026-11-28T05:00:00Z","kind":"main"}""";

    static string User(string id, params string[] parts) =>
        $$"""{"id":"{{id}}","timestamp":"2026-11-28T05:00:01Z","type":"user","content":"""
            + $$"""[{{string.Join(',', parts.Select(part => $$"""{"text":{{Json(part)}}}"""))}}]}""";

    static string Says(string id, string text, params string[] calls) =>
        $$"""{"id":"{{id}}","timestamp":"2026-11-28T05:00:02Z","type":"gemini","content":{{Json(text)}},"toolCalls":"""
            + $$"""[{{string.Join(',', calls)}}]}""";

    static string Shell(string id, string command, string report, string display = "\"\"", string status = "success", string more = "") =>
        Call(id, "run_shell_command", $$"""{"command":{{Json(command)}}}""",
            $$"""{"output":{{Json($"<untrusted_context>\n{report}\n</untrusted_context>")}}}""", display, status, more);

    static string Call(string id, string tool, string args, string response, string display = "\"\"", string status = "success",
        string more = "") =>
        $$$"""{"id":"{{{id}}}","name":"{{{tool}}}","args":{{{args}}},"result":[{"functionResponse":"""
            + $$$"""{"id":"{{{id}}}","response":{{{response}}}}}],"status":"{{{status}}}","resultDisplay":{{{display}}}{{{more}}}}""";

    [Fact]
    public async Task The_last_form_of_a_message_counts_and_nothing_is_doubled_when_a_session_goes_on()
    {
        var asked = User("u", "<hook_context>Use it</hook_context>\n\nPublish it");
        var built = Says("m", "I build.", Shell("a", "make", "Output: built\nProcess Group PGID: 1", "\"built\""));
        var session = await Reading.OfLinesAsync(
            Start,
            """{"$set":{"messages":[{"id":"c","type":"user","content":[{"text":"<session_context>x</session_context>"}]}]"""
                + ""","lastUpdated":"2026-11-28T05:00:01Z"}}""",
            asked, Says("m", "I build."), built,
            """{"id":"r","type":"user","content":[{"functionResponse":{"id":"a","response":{"output":"built"}}}]}""",
            """{"$set":{"sessionId":"g1"}}""", $$$"""{"$set":{"messages":[{{{asked}}},{{{built}}}]}}""", User("v", "And test it"));
        Assert.Equal(["Publish it", "And test it"], session.Requests());
        Assert.Equal("a", Assert.Single(session.Calls()).Id);
        Assert.Equal("I build.", Assert.Single(session.Events.OfType<AgentMessage>()).Text);
        Assert.Equal("g1", session.Id);
        Assert.Empty(session.Unread);
    }

    [Fact]
    public async Task An_exit_code_is_taken_from_behind_the_output_and_is_0_where_nothing_is_said()
    {
        var session = await Reading.OfLinesAsync(Start, User("u", "Go"), Says("m", "",
            Shell("good", "make", "Output: built\nExit Code: 7\nProcess Group PGID: 1", "\"built\\nExit Code: 7\""),
            Shell("bad", "make x", "Output: no rule\nExit Code: 2\nProcess Group PGID: 1", "\"no rule\""),
            Shell("none", "grep x y", "Output: (empty)\nExit Code: 1\nProcess Group PGID: 1", "\"Command exited with code: 1\""),
            Shell("killed", "serve", "Output: (empty)\nSignal: 15\nProcess Group PGID: 1"),
            Shell("own", "cat log", "Output: a\nExit Code: 3\nProcess Group PGID: 9\nb\nProcess Group PGID: 1")));
        Assert.Equal(
            [(0, "built\nExit Code: 7"), (2, "no rule"), (1, ""), (-1, ""), (0, "a\nExit Code: 3\nProcess Group PGID: 9\nb")],
            session.Calls().Select(call => (call.ExitCode ?? -1, call.Output)));
    }

    [Fact]
    public async Task A_call_that_was_refused_or_left_running_did_not_fail()
    {
        var session = await Reading.OfLinesAsync(Start, User("u", "Go"), Says("m", "",
            Call("no", "run_shell_command", """{"command":"rm x"}""", """{"error":"Tool execution denied by policy."}""", status: "error"),
            Shell("server", "serve", "Command moved to background (PID: 5). Output hidden.", "\"Command moved to background (PID: 5).\""),
            Shell("slow", "sleep 900",
                "Command was automatically cancelled because it exceeded the timeout of 5.0 minutes without output."),
            Call("edit", "replace", """{"file_path":"/w/x","old_string":"a","new_string":"b"}""", """{"error":"0 occurrences found"}""",
                status: "error"),
            """{"id":"open","name":"run_shell_command","args":{"command":"make"},"status":"executing"}"""));
        Assert.Equal(
            [CallState.Denied, CallState.Background, CallState.TimedOut, CallState.Failed, CallState.Unanswered],
            session.Calls().Select(call => call.State));
        Assert.All(session.Calls(), call => Assert.Null(call.ExitCode));
    }

    [Fact]
    public async Task An_edit_is_shown_as_its_difference()
    {
        const string display = """{"fileDiff":"--- x\n+++ x\n@@ -1 +1 @@\n-a\n+b\n","filePath":"/w/x","newContent":"b"}""";
        var session = await Reading.OfLinesAsync(Start, User("u", "Go"), Says("m", "",
            Call("edit", "replace", """{"file_path":"/w/x","old_string":"a","new_string":"b"}""", """{"output":"Successfully modified"}""",
                display)));
        var call = session.Call("edit");
        Assert.Equal((ToolKind.Edit, "/w/x", "--- x\n+++ x\n@@ -1 +1 @@\n-a\n+b\n"), (call.Kind, call.Path, call.Change));
    }

    [Fact]
    public async Task A_subagent_has_a_file_in_the_folder_of_the_session_and_the_project_one_that_names_its_folder()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["slug/chats/g1"]);
        await File.WriteAllTextAsync(folder["slug/.project_root"], "/w/app\n");
        await File.WriteAllLinesAsync(folder["slug/chats/session-1.jsonl"],
        [
            Start, User("u", "Check it"),
            Says("m", "", Call("task", "invoke_agent", """{"prompt":"look"}""", """{"output":"done"}""", more: ""","agentId":"g2" """),
                Shell("after", "cp a b", "Output: (empty)\nProcess Group PGID: 1")),
        ]);
        await File.WriteAllLinesAsync(folder["slug/chats/g1/g2.jsonl"],
        [
            """{"sessionId":"g2","projectHash":"h","kind":"subagent","directories":["/w/app"]}""", User("x", "look"),
            Says("y", "There", Shell("inner", "ls", "Output: a\nProcess Group PGID: 1")),
        ]);
        var session = await Reading.SessionAsync(folder["slug/chats/session-1.jsonl"]);
        Assert.Equal([("task", ""), ("inner", "g2"), ("after", "")], session.Calls().Select(call => (call.Id, call.Subagent)));
        Assert.Equal(["Check it"], session.Requests());
        Assert.Equal("/w/app", session.Folder);
        Assert.Empty(await Reading.SessionsAsync(folder["slug/chats/g1/g2.jsonl"]));
    }

    [Fact]
    public async Task An_older_version_wrote_one_document()
    {
        var session = await Reading.OfLinesAsync(
            "{\n \"sessionId\": \"g0\", \"projectHash\": \"h\",\n \"messages\": [",
            User("u", "Publish it") + ",",
            """{"id":"m","type":"gemini","content":"","toolCalls":[{"id":"a","name":"run_shell_command","args":{"command":"make"}"""
                + ""","status":"success","resultDisplay":"no rule","result":"""
                + """[{"functionResponse":{"response":{"output":"Command: make\nDirectory: (root)\nOutput: no """
                + """rule\nError: (none)\nExit Code: 2\nSignal: (none)\nBackground PIDs: (none)\nProcess Group PGID: 1"}}}]}]}""",
            "]}");
        Assert.Equal(["Publish it"], session.Requests());
        Assert.Equal(("make", 2, "no rule"), (session.Call("a").Command, session.Call("a").ExitCode ?? -1, session.Call("a").Output));
        Assert.Equal("g0", session.Id);
    }
}
