using SkillMcp.Sessions;
using static SkillMcp.Tests.Sessions.ClaudeLines;

namespace SkillMcp.Tests.Sessions;

public sealed class ClaudeSessionReaderTests
{
    [Fact]
    public async Task A_request_is_what_the_person_wrote_and_nothing_that_was_put_there()
    {
        var session = await Reading.OfLinesAsync(
            Person("Publish it"),
            Person("A caveat", ""","isMeta":true"""),
            Person("A summary", ""","isCompactSummary":true,"isVisibleInTranscriptOnly":true"""),
            Person("<command-name>/compact</command-name>"),
            Person("<local-command-stdout>Compacted</local-command-stdout>"),
            Person("To a subagent", ""","isSidechain":true"""),
            Person("<skillmcp-recall>Use the skill</skillmcp-recall>\nGo <skillmcp-recall>on</skillmcp-recall>on"),
            Person("Mine\n<skillmcp-recall>cut"),
            """{"type":"user","message":{"role":"user","content":[{"type":"text","text":"A reminder"}]},"sessionId":"s1"}""",
            """{"type":"queue-operation","operation":"enqueue","sessionId":"s1","content":"Publish it"}""");
        Assert.Equal(["Publish it", "Go on", "Mine"], session.Requests());
        Assert.Equal(("s1", "/w/app"), (session.Id, session.Folder));
        Assert.Empty(session.Unread);
    }

    [Fact]
    public async Task Results_of_parallel_calls_belong_to_their_calls_in_whatever_order_they_come()
    {
        var session = await Reading.OfLinesAsync(Person("Look"), Bash("a", "ls"), Bash("b", "cat x"), Done("b", "of b"), Done("a", "of a"));
        Assert.Equal([("ls", "of a"), ("cat x", "of b")], session.Calls().Select(call => (call.Command, call.Output)));
    }

    [Fact]
    public async Task An_exit_code_comes_from_the_text_of_a_failure_or_from_what_a_success_means()
    {
        var session = await Reading.OfLinesAsync(
            Person("Build"),
            Bash("good", "make"), Done("good", "built"),
            Bash("bad", "make all"), Failed("bad", "Exit code 2\nno rule"),
            Bash("none", "grep x y"), Done("none", "", ""","returnCodeInterpretation":"No matches found" """),
            Bash("empty", "mkdir z"),
            Result("empty", "(Bash completed with no output)", false, """{"stdout":"","stderr":"","interrupted":false}"""));
        Assert.Equal(
            [(CallState.Completed, 0, "built"), (CallState.Failed, 2, "no rule"), (CallState.Completed, 1, ""),
                (CallState.Completed, 0, "")],
            session.Calls().Select(call => (call.State, call.ExitCode ?? -1, call.Output)));
    }

    [Fact]
    public async Task A_call_that_was_refused_stopped_or_left_running_did_not_fail()
    {
        var session = await Reading.OfLinesAsync(
            Person("Clean"),
            Bash("refused", "rm -rf x"), Failed("refused", "Permission to use Bash with command rm -rf x has been denied."),
            Bash("slow", "sleep 8"), Failed("slow", "Exit code 143\nCommand timed out after 1s"),
            Bash("server", "serve"),
            Result(
                "server", "Command running in background with ID: b1.", false, """{"stdout":"","stderr":"","backgroundTaskId":"b1"}"""),
            Bash("stopped", "make"), Done("stopped", "half", ""","interrupted":true"""),
            Calls("edit", "Edit", """{"file_path":"/w/app/x","old_string":"a","new_string":"b"}"""),
            Failed("edit", "<tool_use_error>String to replace not found</tool_use_error>"),
            Bash("open", "make test"));
        Assert.Equal(
            [CallState.Denied, CallState.TimedOut, CallState.Background, CallState.Interrupted, CallState.Failed, CallState.Unanswered],
            session.Calls().Select(call => call.State));
        Assert.Equal([143], session.Calls().Select(call => call.ExitCode).OfType<int>());
        Assert.Equal("String to replace not found", session.Call("edit").Output);
        Assert.Equal("", session.Call("server").Output);
    }

    [Fact]
    public async Task An_edit_is_shown_as_its_difference_and_a_new_file_as_its_text()
    {
        var session = await Reading.OfLinesAsync(
            Person("Edit"),
            Calls("edit", "Edit", """{"file_path":"/w/app/p.json","old_string":"1","new_string":"2"}"""),
            Result("edit", "updated", false,
                """{"filePath":"/w/app/p.json","structuredPatch":[{"oldStart":1,"oldLines":2,"newStart":1,"newLines":2,"lines":"""
                + """[" {","-1","+2"]}]}"""),
            Calls("new", "Write", """{"file_path":"/w/app/n.txt","content":"hello"}"""),
            Result("new", "created", false, """{"type":"create","filePath":"/w/app/n.txt","content":"hello","structuredPatch":[]}"""),
            Calls("open", "Edit", """{"file_path":"/w/app/q","old_string":"a\nb","new_string":"c"}"""));
        Assert.Equal("@@ -1,2 +1,2 @@\n {\n-1\n+2\n", session.Call("edit").Change);
        Assert.Equal(("/w/app/n.txt", "hello"), (session.Call("new").Path, session.Call("new").Change));
        Assert.Equal("-a\n-b\n+c\n", session.Call("open").Change);
        Assert.All(session.Calls(), call => Assert.Equal(ToolKind.Edit, call.Kind));
    }

    [Fact]
    public async Task What_a_subagent_did_stands_behind_the_call_that_started_it()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder["s1.jsonl"],
        [
            Person("Check it"), Calls("task", "Task", """{"prompt":"look"}"""), Bash("after", "cp a b"),
            Result("task", "done", false, """{"agentId":"a1"}"""), Done("after", ""),
        ]);
        Directory.CreateDirectory(folder["s1/subagents"]);
        await File.WriteAllLinesAsync(folder["s1/subagents/agent-a1.jsonl"],
        [
            Person("look", ""","isSidechain":true,"agentId":"a1" """), Bash("inner", "ls", ""","isSidechain":true,"agentId":"a1" """),
            Done("inner", "a"), Says("It is there", ""","isSidechain":true,"agentId":"a1" """),
        ]);
        await File.WriteAllLinesAsync(folder["s1/subagents/agent-a2.jsonl"],
            [Bash("deep", "pwd", ""","isSidechain":true,"agentId":"a2" """)]);
        await File.WriteAllTextAsync(folder["s1/subagents/agent-a2.meta.json"], """{"toolUseId":"inner"}""");
        var session = await Reading.SessionAsync(folder["s1.jsonl"]);
        Assert.Equal([("task", ""), ("inner", "a1"), ("deep", "a2"), ("after", "")],
            session.Calls().Select(call => (call.Id, call.Subagent)));
        Assert.Equal(["Check it"], session.Requests());
        Assert.Empty(await Reading.SessionsAsync(folder["s1/subagents/agent-a1.jsonl"]));
    }

    [Fact]
    public async Task Lines_of_two_sessions_in_one_file_are_told_apart_and_a_line_that_is_there_twice_counts_once()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder["log"],
        [
            Person("One"), Person("Two", session: "s2"), Bash("a", "ls"), Bash("b", "pwd", session: "s2"), Done("a", "x"), Bash("a", "ls"),
            Done("b", "y", session: "s2"),
        ]);
        var sessions = await Reading.SessionsAsync(folder["log"]);
        Assert.Equal(["s1: One ls", "s2: Two pwd"],
            sessions.Select(session => $"{session.Id}: {session.Requests().Single()} {session.Calls().Single().Command}"));
    }

    [Fact]
    public async Task A_call_of_this_memory_keeps_what_was_asked_and_answered()
    {
        var session = await Reading.OfLinesAsync(
            Person("Publish"),
            Calls("r", "mcp__skillmcp__retrieve_skill", """{"task":"publish"}"""),
            """{"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"r","content":"""
                + """[{"type":"text","text":"{\"skills\":[{\"name\":\"publish\"}]}"}]}]},"sessionId":"s1"}""");
        var call = session.Call("r");
        Assert.Equal((ToolKind.Memory, """{"task":"publish"}""", """{"skills":[{"name":"publish"}]}"""),
            (call.Kind, call.Arguments, call.Output));
    }

    [Fact]
    public async Task What_the_client_says_in_the_model_s_place_is_not_said_by_the_agent()
    {
        var session = await Reading.OfLinesAsync(
            Person("Go"), Says("Done."),
            """{"type":"assistant","message":{"model":"<synthetic>","content":[{"type":"text","text":"No response requested."}]}"""
                + ""","sessionId":"s1"}""",
            """{"type":"user","message":{"content":[{"type":"text","text":"[Request interrupted by user]"}]},"sessionId":"s1"}""");
        Assert.Equal(["Done."], session.Events.OfType<AgentMessage>().Select(message => message.Text));
    }
}
