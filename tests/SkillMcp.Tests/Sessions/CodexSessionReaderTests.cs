using SkillMcp.Sessions;
using static SkillMcp.Tests.Sessions.ClaudeLines;

namespace SkillMcp.Tests.Sessions;

/// <summary>Lines as Codex 0.171.0 writes them, and 0.30 did.</summary>
public sealed class CodexSessionReaderTests
{
    const string Meta = """{"type":"session_meta","payload":{"id":"t1","cwd":"/w/app","cli_version":"0.171.0"}}""";

    static string Item(string payload) => $$"""{"timestamp":"2026-11-28T05:02:21Z","type":"response_item","payload":{{payload}}}""";

    static string Event(string payload) => $$"""{"timestamp":"2026-11-28T05:02:22Z","type":"event_msg","payload":{{payload}}}""";

    static string Completed(string item) => Event($$"""{"type":"item_completed","item":{{item}}}""");

    static string Message(string kinds, params string[] parts) => Item(
        $$$"""{"type":"message","role":"user","content":[{{{Parts(parts)}}}],"internal_chat_message_metadata_passthrough":"""
            + $$$"""{"content_item_kinds":[{{{kinds}}}]}}""");

    static string Parts(string[] texts) => string.Join(',', texts.Select(text => $$"""{"type":"input_text","text":{{Json(text)}}}"""));

    static string Exec(string id, string command) =>
        Item($$"""{"type":"function_call","name":"exec_command","arguments":{{Json($$"""{"cmd":{{Json(command)}}}""")}}"""
            + $$""","call_id":"{{id}}"}""");

    static string Ran(string id, string output, int exit) => Completed(
        $$"""{"type":"CommandExecution","id":"{{id}}","command":["/bin/bash","-lc","x"]"""
            + $$""","cwd":"file:///w/app","status":"{{(exit == 0 ? "completed" : "failed")}}","aggregated_output":{{Json(output)}}"""
            + $$""","exit_code":{{exit}}}""");

    static string Output(string id, string text) =>
        Item($$"""{"type":"function_call_output","call_id":"{{id}}","output":{{Json(text)}}}""");

    [Fact]
    public async Task A_request_is_the_part_of_a_message_that_the_person_wrote()
    {
        var session = await Reading.OfLinesAsync(
            Meta,
            Message(""" "environments.environment_context" """, "<environment_context>x</environment_context>"),
            Message(""" "user.text","hooks.additional_context" """, "Publish it", "Use a skill"),
            Completed("""{"type":"UserMessage","content":[{"type":"text","text":"Publish it"}]}"""),
            Completed("""{"type":"AgentMessage","content":[{"type":"Text","text":"I look."}]}"""),
            Item("""{"type":"message","role":"assistant","content":[{"type":"output_text","text":"I look."}]}"""),
            Item("""{"type":"message","role":"user","content":"""
                + """[{"type":"input_text","text":"<subagent_notification>x</subagent_notification>"}]}"""),
            """{"type":"compacted","payload":{"message":"Summary","replacement_history":[{"type":"message","role":"user","content":"""
                + """[{"type":"input_text","text":"Publish it"}]}]}}""");
        Assert.Equal(["Publish it"], session.Requests());
        Assert.Equal(["I look."], session.Events.OfType<AgentMessage>().Select(message => message.Text));
        Assert.Equal(("t1", "/w/app"), (session.Id, session.Folder));
        Assert.Empty(session.Unread);
    }

    [Fact]
    public async Task The_item_of_a_command_has_its_exit_code_and_more_of_its_output_than_the_model_saw()
    {
        var session = await Reading.OfLinesAsync(
            Meta, Exec("a", "make"), Exec("b", "grep x y"), Ran("b", "", 1), Ran("a", "all of it", 0),
            Output("a", "Chunk ID: 1\nWall time: 0.1 seconds\nProcess exited with code 0\nOriginal token count: 9\nOutput:\npart"),
            Output("b", "Chunk ID: 2\nWall time: 0.1 seconds\nProcess exited with code 1\nOutput:\n"),
            Exec("d", "make all"),
            Output("d",
                "Process exited with code 0\nOutput:\nWarning: truncated output (original token count: 9)\nTotal output lines: 4\n\nbuilt"),
            Exec("c", "make x"),
            Output("c", "Chunk ID: 3\nWall time: 0.1 seconds\nProcess exited with code 2\nOutput:\nOutput:\nWall time: mine"));
        Assert.Equal(
            [("make", 0, "all of it"), ("grep x y", 1, ""), ("make all", 0, "built"), ("make x", 2, "Output:\nWall time: mine")],
            session.Calls().Select(call => (call.Command, call.ExitCode ?? -1, call.Output)));
        Assert.All(session.Calls(), call => Assert.Equal(CallState.Completed, call.State));
    }

    [Fact]
    public async Task A_command_that_goes_on_has_ended_when_it_says_so_and_not_when_the_session_ends_it()
    {
        const string running = "Chunk ID: 1\nWall time: 0.8 seconds\nProcess running with session ID ";
        var session = await Reading.OfLinesAsync(
            Meta,
            Exec("server", "serve"), Output("server", $"{running}11\nOutput:\nServing"),
            Exec("tests", "make test"), Output("tests", $"{running}12\nOutput:\none"),
            Exec("polled", "make slow"), Output("polled", $"{running}13\nOutput:\nfirst"),
            Item($$"""{"type":"function_call","name":"write_stdin","arguments":{{Json("""{"session_id":13,"chars":""}""")}}"""
                + ""","call_id":"p"}"""),
            Output("p", "Chunk ID: 2\nWall time: 5 seconds\nProcess exited with code 3\nOutput:\nlast"),
            Ran("tests", "one\ntwo", 1), Ran("server", "Serving\nGET /", -1));
        Assert.Equal((CallState.Background, (int?)null, "Serving\nGET /"), Of(session.Call("server")));
        Assert.Equal((CallState.Completed, 1, "one\ntwo"), Of(session.Call("tests")));
        Assert.Equal((CallState.Completed, 3, "first\nlast"), Of(session.Call("polled")));
    }

    [Fact]
    public async Task A_rejected_command_was_never_run_and_an_aborted_turn_stops_what_is_open()
    {
        var session = await Reading.OfLinesAsync(
            Meta, Exec("no", "rm -rf x"),
            Output("no", """exec_command failed: CreateProcess { message: "Rejected(\"`rm -rf x` rejected: no deletes here\")" }"""),
            Exec("open", "make"), Event("""{"type":"turn_aborted","reason":"interrupted"}"""));
        Assert.Equal([CallState.Denied, CallState.Interrupted], session.Calls().Select(call => call.State));
    }

    [Fact]
    public async Task A_patch_is_an_edit_even_where_it_was_given_to_a_shell()
    {
        const string patch = "*** Begin Patch\n*** Update File: p.json\n@@\n-1\n+2\n*** End Patch";
        const string change =
            """{"type":"FileChange","id":"sh","changes":{"/w/app/p.json":{"type":"update","unified_diff":"@@ -1 +1 @@\n-1\n+2\n"}}"""
            + ""","status":"completed","stdout":"Success."}""";
        var session = await Reading.OfLinesAsync(
            Meta, Exec("sh", $"apply_patch <<'EOF'\n{patch}\nEOF\n"), Completed(change),
            Output("sh", "Wall time: 0.0 seconds\nOutput:\nExit code: 0\nWall time: 0 seconds\nOutput:\nSuccess."),
            Item($$"""{"type":"custom_tool_call","name":"apply_patch","input":{{Json(patch)}},"call_id":"bad"}"""),
            Item("""{"type":"custom_tool_call_output","call_id":"bad","output":"apply_patch verification failed: Failed to find """
                + """expected lines"}"""));
        var (done, failed) = (session.Call("sh"), session.Call("bad"));
        Assert.Equal((ToolKind.Edit, CallState.Completed, "", "/w/app/p.json", "@@ -1 +1 @@\n-1\n+2\n"),
            (done.Kind, done.State, done.Command, done.Path, done.Change));
        Assert.Equal((ToolKind.Edit, CallState.Failed, "p.json", patch), (failed.Kind, failed.State, failed.Path, failed.Change));
    }

    [Fact]
    public async Task What_a_subagent_did_stands_behind_the_call_that_started_it_and_is_no_session()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder["main.jsonl"],
        [
            Meta, Message(""" "user.text" """, "Check it"),
            Item("""{"type":"function_call","name":"spawn_agent","arguments":"{\"message\":\"look\"}","call_id":"spawn"}"""),
            Output("spawn", """{"agent_id":"t2","nickname":"E"}"""), Exec("after", "cp a b"), Ran("after", "", 0),
        ]);
        await File.WriteAllLinesAsync(folder["other.jsonl"],
        [
            """{"type":"session_meta","payload":{"id":"t2","parent_thread_id":"t1","cwd":"/w/app"}}""",
            Message(""" "user.text" """, "look"), Exec("inner", "ls"), Ran("inner", "a", 0),
        ]);
        var session = await Reading.SessionAsync(folder["main.jsonl"]);
        Assert.Equal([("spawn", ""), ("inner", "t2"), ("after", "")], session.Calls().Select(call => (call.Id, call.Subagent)));
        Assert.Equal(["Check it"], session.Requests());
        Assert.Empty(await Reading.SessionsAsync(folder["other.jsonl"]));
    }

    [Fact]
    public async Task A_subagent_that_starts_itself_or_has_a_path_for_a_name_is_read_once_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder["main.jsonl"],
        [
            Meta, Message(""" "user.text" """, "Check it"),
            Item("""{"type":"function_call","name":"spawn_agent","arguments":"{}","call_id":"one"}"""),
            Output("one", """{"agent_id":"t2"}"""),
            Item("""{"type":"function_call","name":"spawn_agent","arguments":"{}","call_id":"two"}"""),
            Output("two", """{"agent_id":"../t2"}"""),
        ]);
        await File.WriteAllLinesAsync(folder["t2.jsonl"],
        [
            """{"type":"session_meta","payload":{"id":"t2","parent_thread_id":"t1"}}""", Exec("inner", "ls"), Ran("inner", "a", 0),
            Item("""{"type":"function_call","name":"spawn_agent","arguments":"{}","call_id":"self"}"""),
            Output("self", """{"agent_id":"t2"}"""),
        ]);
        var session = await Reading.SessionAsync(folder["main.jsonl"]);
        Assert.Equal(["one", "inner", "self", "two"], session.Calls().Select(call => call.Id));
    }

    [Fact]
    public async Task Older_versions_are_read_too()
    {
        var session = await Reading.OfLinesAsync(
            """{"timestamp":"2025-09-01T10:00:00Z","type":"session_meta","payload":{"id":"t0","cwd":"/w/app","cli_version":"0.30.0"}}""",
            Item("""{"type":"message","role":"user","content":"""
                + """[{"type":"input_text","text":"<environment_context>x</environment_context>"}]}"""),
            Item("""{"type":"message","role":"user","content":[{"type":"input_text","text":"Publish it"}]}"""),
            Event("""{"type":"user_message","message":"Publish it","kind":"plain"}"""),
            Event("""{"type":"agent_message","message":"I look."}"""),
            Item("""{"type":"function_call","name":"shell","arguments":"{\"command\":[\"bash\",\"-lc\",\"make x\"]"""
                + """,\"workdir\":\"/w/app/sub\"}","call_id":"a"}"""),
            Output("a", """{"output":"no rule\n","metadata":{"exit_code":2,"duration_seconds":0.1}}"""));
        var call = session.Call("a");
        Assert.Equal(["Publish it"], session.Requests());
        Assert.Equal(("make x", 2, "no rule", "/w/app/sub"), (call.Command, call.ExitCode ?? -1, call.Output, call.Folder));
    }

    static (CallState, int?, string) Of(ToolCall call) => (call.State, call.ExitCode, call.Output);
}
