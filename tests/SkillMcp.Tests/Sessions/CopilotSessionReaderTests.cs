using SkillMcp.Sessions;
using static SkillMcp.Tests.Sessions.ClaudeLines;

namespace SkillMcp.Tests.Sessions;

/// <summary>Lines as Copilot CLI 1.0.102 writes them.</summary>
public sealed class CopilotSessionReaderTests
{
    static readonly string Start = Line("session.start", """{"sessionId":"c1","context":{"cwd":"/w/app"}}""");

    static string Line(string type, string data, string more = "") =>
        $$"""{"type":"{{type}}","data":{{data}},"id":"{{Guid.NewGuid()}}","timestamp":"2026-11-28T05:00:00Z"{{more}}}""";

    static string User(string text) =>
        Line("user.message", $$"""{"content":{{Json(text)}}"""
            + $$""","transformedContent":{{Json($"<current_datetime>x</current_datetime>\n\n{text}\n\nUse the skill")}}}""");

    static string Call(string id, string tool, string arguments, string data = "", string more = "") =>
        Line("tool.execution_start", $$"""{"toolCallId":"{{id}}","toolName":"{{tool}}","arguments":{{arguments}}{{data}}}""", more);

    static string Bash(string id, string command) => Call(id, "bash", $$"""{"command":{{Json(command)}}}""");

    static string Done(string id, string content, string data = "", string more = "") =>
        Line("tool.execution_complete",
            $$$"""{"toolCallId":"{{{id}}}","success":true,"result":{"content":{{{Json(content)}}}}{{{data}}}}""", more);

    static string Ran(string id, string output, int exit) =>
        Done(id, $"{output}\n<shellId: 0 completed with exit code {exit}>", $$""","shellExecution":{"exitCode":{{exit}}}""");

    [Fact]
    public async Task A_request_is_what_the_person_wrote_and_not_what_it_was_made_into()
    {
        var session = await Reading.OfLinesAsync(
            Start, User("Publish it"), Line("system.message", """{"content":"You are"}"""),
            Line("assistant.message", """{"content":"I look.","toolRequests":[]}"""),
            Line("session.resume", """{"context":{"cwd":"/w/app"}}"""), User("And test it"));
        Assert.Equal(["Publish it", "And test it"], session.Requests());
        Assert.Equal(["I look."], session.Events.OfType<AgentMessage>().Select(message => message.Text));
        Assert.Equal(("c1", "/w/app"), (session.Id, session.Folder));
        Assert.Empty(session.Unread);
    }

    [Fact]
    public async Task An_exit_code_has_a_member_and_its_line_is_no_output()
    {
        var session = await Reading.OfLinesAsync(
            Start, User("Go"), Bash("a", "make x"), Bash("b", "mkdir y"), Ran("b", "", 0), Ran("a", "no rule", 2), Bash("c", "grep x y"),
            Ran("c", "", 1),
            Bash("d", "make all"),
            Ran("d", "Output too large to read at once (232.2 KB). Saved to: /tmp/x\n\nPreview (first 500 chars):\none\ntwo", 0));
        Assert.Equal([(2, "no rule"), (0, ""), (1, ""), (0, "one\ntwo")],
            session.Calls().Select(call => (call.ExitCode ?? -1, call.Output)));
    }

    [Fact]
    public async Task The_end_of_what_runs_in_the_background_is_no_failure_but_that_of_a_slow_command_is_its_own()
    {
        var session = await Reading.OfLinesAsync(
            Start, User("Go"),
            Call("server", "bash", """{"command":"serve","mode":"async"}"""),
            Done("server", "<command started in background with shellId: 10>"),
            Bash("slow", "make test"), Done("slow", "one\n<command with shellId: 11 is still running after 30 seconds>"),
            Call("x", "read_bash", """{"shellId":"10"}"""), Done("x", "Serving\n<shellId: 10 completed with exit code 124>"),
            Call("y", "read_bash", """{"shellId":"11"}"""), Done("y", "two\n<shellId: 11 completed with exit code 1>"));
        Assert.Equal((CallState.Background, (int?)null), (session.Call("server").State, session.Call("server").ExitCode));
        Assert.Equal((CallState.Completed, 1, "one\ntwo"),
            (session.Call("slow").State, session.Call("slow").ExitCode ?? -1, session.Call("slow").Output));
        Assert.Equal([ToolKind.Look, ToolKind.Look], session.Calls().Skip(2).Select(call => call.Kind));
    }

    [Fact]
    public async Task A_refused_call_was_never_run_and_an_edit_is_shown_as_its_difference()
    {
        const string change = "\ndiff --git a/x b/x\n@@ -1 +1 @@\n-a\n+b\n";
        var session = await Reading.OfLinesAsync(
            Start, User("Go"),
            Bash("no", "rm x"),
            Line("tool.execution_complete",
                """{"toolCallId":"no","success":false,"error":{"code":"denied","message":"Permission denied"}}"""),
            Call("edit", "edit", """{"path":"/w/x","old_str":"a","new_str":"b"}"""),
            Line("tool.execution_complete",
                $$$"""{"toolCallId":"edit","success":true,"result":{"content":"updated","detailedContent":{{{Json(change)}}}}}"""),
            Call("bad", "edit", """{"path":"/w/x","old_str":"a","new_str":"b"}"""),
            Line("tool.execution_complete",
                """{"toolCallId":"bad","success":false,"error":{"code":"failure","message":"No match found"}}"""));
        Assert.Equal([CallState.Denied, CallState.Completed, CallState.Failed], session.Calls().Select(call => call.State));
        Assert.Equal(change.Trim('\n'), session.Call("edit").Change);
    }

    [Fact]
    public async Task What_a_subagent_did_stands_behind_the_call_that_started_it()
    {
        const string agent = ""","agentId":"a1" """;
        const string parent = ""","parentToolCallId":"task" """;
        var session = await Reading.OfLinesAsync(
            Start, User("Check it"), Call("task", "task", """{"prompt":"look"}"""), Bash("after", "cp a b"),
            Line("user.message", """{"content":"look","source":"agent-1"}""", agent),
            Call("inner", "bash", """{"command":"ls"}""", parent, agent),
            Done("inner", "a\n<shellId: 3 completed with exit code 0>", ""","shellExecution":{"exitCode":0}""", agent),
            Line("assistant.message", """{"content":"There"}""", agent), Done("task", "There"), Ran("after", "", 0));
        Assert.Equal([("task", ""), ("inner", "a1"), ("after", "")], session.Calls().Select(call => (call.Id, call.Subagent)));
        Assert.Equal(0, session.Call("inner").ExitCode);
        Assert.Equal(["Check it"], session.Requests());
        Assert.Empty(session.Events.OfType<AgentMessage>());
    }

    [Fact]
    public async Task What_the_hooks_of_this_memory_added_to_an_output_is_not_the_command_s()
    {
        var session = await Reading.OfLinesAsync(
            Start, User("Go"), Call("v", "view", """{"path":"/w/x"}"""), Done("v", "text\n<skillmcp-recall>Use it</skillmcp-recall>"));
        Assert.Equal("text", session.Call("v").Output.Trim());
    }
}
