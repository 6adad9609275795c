using SkillMcp.Sessions;
using static SkillMcp.Tests.Sessions.ClaudeLines;

namespace SkillMcp.Tests.Sessions;

/// <summary>Lines as Qwen Code 0.15.10 writes them.</summary>
public sealed class QwenSessionReaderTests
{
    static string Line(string type, string parts, string more = "") =>
        $$"""{"uuid":"{{Guid.NewGuid()}}","sessionId":"q1","timestamp":"2026-11-28T05:00:00Z","type":"{{type}}","cwd":"/w/app","message":"""
            + $$"""{"parts":[{{parts}}]}{{more}}}""";

    static string Call(string id, string tool, string args) =>
        Line("assistant", $$$"""{"functionCall":{"id":"{{{id}}}","name":"{{{tool}}}","args":{{{args}}}}}""");

    static string Result(string id, string response, string display, string status = "success", string more = "") =>
        Line("tool_result", $$$"""{"functionResponse":{"id":"{{{id}}}","response":{{{response}}}}}""",
            $$""","toolCallResult":{"callId":"{{id}}","status":"{{status}}","resultDisplay":{{display}}{{more}}}""");

    static string Ran(string id, string command, string output, int exit, string display) => Result(
        id,
        $$"""{"output":{{Json(
            $"Command: {command}\nDirectory: (root)\nOutput: {output}\nError: (none)\n"
            + $"Exit Code: {exit}\nSignal: 0\nProcess Group PGID: 1")}}}""",
        Json(display));

    static string Shell(string id, string command) => Call(id, "run_shell_command", $$"""{"command":{{Json(command)}}}""");

    [Fact]
    public async Task A_request_is_the_first_part_and_what_a_hook_added_is_another()
    {
        var session = await Reading.OfLinesAsync(
            Line("user", """{"text":"Publish it"},{"text":"Use the skill"}"""),
            Line("assistant", """{"text":"I think","thought":true},{"text":"I look."}"""));
        Assert.Equal(["Publish it"], session.Requests());
        Assert.Equal(["I look."], session.Events.OfType<AgentMessage>().Select(message => message.Text));
        Assert.Equal(("q1", "/w/app"), (session.Id, session.Folder));
    }

    [Fact]
    public async Task What_a_command_said_and_its_exit_code_are_taken_out_of_the_report()
    {
        const string heredoc = "cat > x <<'EOF'\nOutput: not this\nEOF";
        var session = await Reading.OfLinesAsync(
            Line("user", """{"text":"Go"}"""),
            Shell("a", "make"), Ran("a", "make", "no rule", 2, "no rule"),
            Shell("b", heredoc), Ran("b", heredoc, "(empty)", 0, ""),
            Shell("c", "grep x y"), Ran("c", "grep x y", "(empty)", 1, "Command exited with code: 1"),
            Shell("d", "make all"), Ran("d", "make all", "cut", 0, "whole\nOutput too long and was saved to: /tmp/x.output"),
            Call("e", "run_shell_command", """{"command":"serve","is_background":true}"""),
            Result("e", """{"output":"Background shell started.\nid: bg_1"}""", "\"Background shell bg_1 started (pid 1).\""));
        Assert.Equal(
            [(CallState.Completed, 2, "no rule"), (CallState.Completed, 0, ""), (CallState.Completed, 1, ""),
                (CallState.Completed, 0, "whole"), (CallState.Background, -1, "")],
            session.Calls().Select(call => (call.State, call.ExitCode ?? -1, call.Output)));
        Assert.Equal(heredoc, session.Call("b").Command);
    }

    [Fact]
    public async Task A_refused_command_was_never_run_and_an_edit_is_shown_as_its_difference()
    {
        var session = await Reading.OfLinesAsync(
            Line("user", """{"text":"Go"}"""),
            Shell("a", "rm x"),
            Result("a", """{"error":"denied by permission rules"}""", "\"\"", "error", ""","errorType":"execution_denied" """),
            Shell("b", "sleep 8"),
            Result("b", """{"error":"Blocked: standalone sleep 8."}""", "\"\"", "error", ""","errorType":"invalid_tool_params" """),
            Call("c", "edit", """{"file_path":"/w/x","old_string":"a","new_string":"b"}"""),
            Result("c", """{"output":"updated"}""", """{"fileDiff":"@@ -1 +1 @@\n-a\n+b\n"}"""));
        Assert.Equal([CallState.Denied, CallState.Denied, CallState.Completed], session.Calls().Select(call => call.State));
        Assert.Equal("@@ -1 +1 @@\n-a\n+b\n", session.Call("c").Change);
    }

    [Fact]
    public async Task Of_a_subagent_s_calls_only_their_count_is_there_and_no_exit_code()
    {
        const string counted =
            """{"event.name":"qwen-code.tool_call","function_name":"run_shell_command","function_args":{"command":"ls"}"""
            + ""","status":"success","prompt_id":"q1#general-x#0"}""";
        var session = await Reading.OfLinesAsync(
            Line("user", """{"text":"Check it"}"""), Call("task", "agent", """{"prompt":"look"}"""),
            Line("system", "", $$$""","subtype":"ui_telemetry","systemPayload":{"uiEvent":{{{counted}}}}"""),
            Line("system", "", ""","subtype":"ui_telemetry","systemPayload":"""
                + $$$"""{"uiEvent":{{{counted.Replace("#general-x#0", "", StringComparison.Ordinal)}}}}"""),
            Result("task", """{"output":"done"}""", "\"\""));
        Assert.Equal([("agent", "", null), ("run_shell_command", "general-x", (int?)null)],
            session.Calls().Select(call => (call.Tool, call.Subagent, call.ExitCode)));
    }
}
