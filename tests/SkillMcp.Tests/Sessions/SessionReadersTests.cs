using CsCheck;
using SkillMcp.Sessions;
using SkillMcp.Sessions.Reading;
using static SkillMcp.Tests.Sessions.ClaudeLines;

namespace SkillMcp.Tests.Sessions;

public sealed class SessionReadersTests
{
    /// <summary>A small log of each client, by its form: lines, or a document.</summary>
    static readonly (SessionClient Client, string Log)[] Logs =
    [
        (SessionClient.Claude, string.Join(
            '\n',
            Person("Publish \ud83d\ude80"), Says("I look."), Bash("a", "make x"), Failed("a", "Exit code 2\nno rule"),
            Bash("b", "make"), Done("b", "built"))),
        (SessionClient.Codex, Reading.Joined("""
            {"type":"session_meta","payload":{"id":"t1","cwd":"/w/app"}}
            {"type":"response_item","payload":{"type":"message","role":"user","content":[{"text":"Publish it"}]}}
            {"type":"response_item","payload":{"type":"function_call","name":"exec_command","arguments":"{\"cmd\":\"make x\"}",
              "call_id":"a"}}
            {"type":"event_msg","payload":{"type":"item_completed","item":{"type":"CommandExecution","id":"a","status":"failed",
              "aggregated_output":"no rule","exit_code":2}}}
            {"type":"response_item","payload":{"type":"function_call_output","call_id":"a",
              "output":"Process exited with code 2\nOutput:\nno rule"}}
            """)),
        (SessionClient.Gemini, Reading.Joined("""
            {"sessionId":"g1","projectHash":"h","kind":"main"}
            {"id":"u","type":"user","content":[{"text":"Publish it"}]}
            {"id":"m","type":"gemini","content":"I build.","toolCalls":[{"id":"a","name":"run_shell_command","args":{"command":"make x"},
              "result":[{"functionResponse":{"response":{"output":"Output: no rule\nExit Code: 2\nProcess Group PGID: 1"}}}],
              "status":"success","resultDisplay":"no rule"}]}
            {"$set":{"lastUpdated":"2026-11-28T05:00:01Z"}}
            """)),
        (SessionClient.Qwen, Reading.Joined("""
            {"sessionId":"q1","type":"user","cwd":"/w/app","message":{"parts":[{"text":"Publish it"}]}}
            {"sessionId":"q1","type":"assistant","message":{"parts":[{"functionCall":{"id":"a","name":"run_shell_command",
              "args":{"command":"make x"}}}]}}
            {"sessionId":"q1","type":"tool_result","message":{"parts":[{"functionResponse":{"id":"a",
              "response":{"output":"Command: make x\nDirectory: (root)\nOutput: no rule\nExit Code: 2"}}}]},
              "toolCallResult":{"status":"success"}}
            """)),
        (SessionClient.Copilot, Reading.Joined("""
            {"type":"session.start","data":{"sessionId":"c1","context":{"cwd":"/w/app"}}}
            {"type":"user.message","data":{"content":"Publish it"}}
            {"type":"tool.execution_start","data":{"toolCallId":"a","toolName":"bash","arguments":{"command":"make x"}}}
            {"type":"tool.execution_complete","data":{"toolCallId":"a","success":true,"shellExecution":{"exitCode":2},
              "result":{"content":"no rule\n<shellId: 0 completed with exit code 2>"}}}
            """)),
        (SessionClient.Opencode, Reading.Joined("""
            {"info":{"id":"ses_1","directory":"/w/app"},"messages":[
            {"info":{"role":"user"},"parts":[{"type":"text","text":"Publish it"}]},
            {"info":{"role":"assistant"},"parts":[{"type":"tool","tool":"bash","callID":"a","state":{"status":"completed",
              "input":{"command":"make x"},"metadata":{"exit":2,"output":"no rule"}}}]}]}
            """)),
        (SessionClient.SweAgent, Reading.Joined("""
            {"trajectory":[{"action":"ls","observation":"a","query":[{"role":"user","content":"Publish it"}]},{"action":"make x",
              "observation":"no rule"}],"info":{"exit_status":"submitted"}}
            """)),
        (SessionClient.MiniSweAgent, Reading.Joined("""
            {"messages":[{"role":"user","content":"Publish it"},{"role":"assistant","content":"```bash\nmake x\n```"},{"role":"user",
              "content":"<returncode>2</returncode>\n<output>\nno rule\n</output>"}],"trajectory_format":"mini-swe-agent-1"}
            """)),
        (SessionClient.OpenHands, Reading.Joined("""
            [{"id":1,"source":"user","action":"message","args":{"content":"Publish it"}},{"id":2,"source":"agent","action":"run",
              "args":{"command":"make x"}},
            {"id":3,"source":"agent","observation":"run","cause":2,"content":"no rule","extras":{"exit_code":2}}]
            """)),
    ];

    static readonly SessionReaders Readers = new(SessionReaders.OfText);

    [Fact]
    public async Task A_log_is_recognized_by_what_it_says_whatever_its_name()
    {
        using var folder = new TemporaryFolder();
        foreach (var (client, log) in Logs)
        {
            await File.WriteAllTextAsync(folder["notes.txt"], log);
            var recognized = Readers.Recognize(folder["notes.txt"]);
            Assert.Equal((client, ""), (recognized.Reader?.Client, recognized.Problem));
            var session = await Reading.SessionAsync(folder["notes.txt"]);
            Assert.Contains(session.Requests(), request => request.StartsWith("Publish", StringComparison.Ordinal));
            Assert.Contains(session.Calls(), call => call.Command == "make x" && call.Output == "no rule");
            Assert.Empty(session.Unread);
        }
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\0\0\0", "nothing but blanks")]
    [InlineData("PK\u0003\u0004a.jsonl{\"type\":\"user\",\"sessionId\":\"1\"}", "is packed: unpack it")]
    [InlineData("not a log", "holds no JSON")]
    [InlineData("""{"type":"user","message":"a log of mine","when":1}""", "its entries have type, message, when")]
    public async Task A_file_of_an_unknown_form_is_named(string text, string problem)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["log"], text);
        var recognized = Readers.Recognize(folder["log"]);
        Assert.Null(recognized.Reader);
        Assert.Contains(problem, recognized.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_client_than_was_said_is_named()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["log"], Logs[0].Log);
        Assert.Equal("log is a log of claude and not of codex.", Readers.Recognize(folder["log"], SessionClient.Codex).Problem);
        Assert.Contains("There is no file", Readers.Recognize(folder["none"]).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_of_a_newer_version_is_named_once_and_the_rest_is_read()
    {
        var session = await Reading.OfLinesAsync(
            Person("Go"), """{"type":"teleport","sessionId":"s1"}""", """{"type":"teleport","sessionId":"s1","at":2}""", Bash("a", "ls"),
            Done("a", "x"));
        Assert.Equal(["Entries of the kind 'teleport' are not known here: the log may be of a newer version of the client."],
            session.Unread);
        Assert.Equal("x", session.Call("a").Output);
    }

    [Fact]
    public async Task Damaged_lines_are_named_and_what_stands_beside_the_damage_is_read()
    {
        var whole = Bash("a", "ls");
        var session = await Reading.OfLinesAsync(
            Person("Go"),
            // A process that was killed, and the next that wrote on.
            whole[..60] + whole,
            // Two that wrote at once.
            Done("a", "x") + Bash("b", "pwd"),
            "\0\0\0" + Done("b", "y") + "\0\0",
            "\u0001\u0002 no text",
            """{"type":"user","message":{"role":"user","content":"half of a pair \ud83d"},"sessionId":"s1"}""",
            """{"type":"assistant","message":{"content":[{"type":"tool_use","id":7,"name":null,"input":"none"}]}"""
                + ""","timestamp":"never","sessionId":"s1"}""",
            "[1,2]", "7", "null");
        Assert.Equal([("ls", "x"), ("pwd", "y")], session.Calls().Take(2).Select(call => (call.Command, call.Output)));
        Assert.Equal(["Go", "half of a pair \ufffd"], session.Requests());
        Assert.Contains("Line 2 is not whole JSON.", session.Unread);
        Assert.Contains("Line 5 is not whole JSON.", session.Unread);
    }

    [Fact]
    public async Task Of_a_line_of_many_megabytes_the_beginning_and_the_end_of_the_output_are_kept()
    {
        var output = "first\n" + string.Concat(Enumerable.Repeat("\u001b[32m\"ok\" \\ \u00e9\ud83d\ude80\u001b[0m\n", 300_000)) + "last";
        var session = await Reading.OfLinesAsync(Person("Go"), Bash("a", "make"), Done("a", output), Bash("b", "pwd"), Done("b", "y"));
        var kept = session.Call("a").Output;
        Assert.InRange(kept.Length, 7_000, ToolCall.MaxOutput);
        Assert.StartsWith("first\n\"ok\" \\ \u00e9\ud83d\ude80\n", kept, StringComparison.Ordinal);
        Assert.EndsWith("\n\"ok\" \\ \u00e9\ud83d\ude80\nlast", kept, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', kept);
        Assert.Equal("y", session.Call("b").Output);
        Assert.Empty(session.Unread);
    }

    [Fact]
    public void Every_tool_of_this_memory_is_known_under_whatever_name_a_client_gives_it()
    {
        var surface = File.ReadAllText(Path.Join(Here.Solution, "src", "SkillMcp.Server", "Surface", "surface.json"));
        using var tools = System.Text.Json.JsonDocument.Parse(surface);
        var names = tools.RootElement.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString() ?? "")
            .ToList();
        Assert.Contains("retrieve_skill", names);
        Assert.All(names, name => Assert.All(
            [name, $"mcp__skillmcp__{name}", $"skillmcp__{name}", $"skillmcp-{name}", $"skillmcp_{name}", $"skillmcp.{name}"],
            tool => Assert.Equal(ToolKind.Memory, ToolNames.KindOf(tool))));
        Assert.Equal(ToolKind.Other, ToolNames.KindOf("unretrieve_skill"));
    }

    [Theory]
    [InlineData("""{"skills":[]}""")]
    [InlineData("Found 1 skill.\n{\"skills\":[]}")]
    [InlineData("""{"content":[{"type":"text","text":"Found 1"}],"structuredContent":{"skills":[]}}""")]
    [InlineData("""{"content":[{"type":"text","text":"{\"skills\":[]}"}]}""")]
    public async Task An_answer_of_this_memory_is_taken_out_of_what_is_around_it(string text)
    {
        var session = await Reading.OfLinesAsync(Person("Go"), Calls("r", "retrieve_skill", "{}"), Result("r", text, false, "null"));
        Assert.Equal("""{"skills":[]}""", session.Call("r").Output);
    }

    [Fact]
    public void Cutting_a_log_anywhere_loses_only_what_is_behind_the_cut() =>
        Gen.Select(Gen.Int[0, Logs.Length - 1], Gen.Double.Unit).Sample(drawn =>
        {
            var (index, part) = drawn;
            var (client, log) = Logs[index];
            var bytes = System.Text.Encoding.UTF8.GetBytes(log);
            var cut = bytes[..(int)(part * bytes.Length)];
            var (whole, left) = (Read(client, bytes), Read(client, cut));
            // What is complete before the cut is there as it is in the whole; the last call may have lost its result.
            var calls = whole.SelectMany(session => session.Calls()).ToList();
            foreach (var call in left.SelectMany(session => session.Calls()))
            {
                Assert.Contains(calls,
                    each => each.Id == call.Id && each.Command == call.Command && (each == call || call.State == CallState.Unanswered));
            }
            if (IsOfLines(client))
            {
                // A line that is whole but for its end counts.
                var lines = Read(client, bytes[..(Array.LastIndexOf(cut, (byte)'\n') + 1)]).SelectMany(session => session.Events).ToList();
                var events = left.SelectMany(session => session.Events).ToList();
                Assert.True(events.Count >= lines.Count);
                Assert.All(lines.Zip(events),
                    pair => Assert.True(pair.First == pair.Second || pair.First is ToolCall { State: CallState.Unanswered }));
            }
        }, iter: 400);

    [Fact]
    public void Nothing_that_stands_in_a_log_makes_a_reader_throw() =>
        Gen.Select(Gen.Int[0, Logs.Length - 1], Gen.Int[0, 5000], Gen.Int[0, 5000], Gen.Byte).Sample(drawn =>
        {
            var (index, one, other, value) = drawn;
            var (client, log) = Logs[index];
            var bytes = System.Text.Encoding.UTF8.GetBytes(log);
            var (first, second) = (one % bytes.Length, other % bytes.Length);
            (bytes[first], bytes[second]) = (bytes[second], value > 200 ? value : bytes[first]);
            Assert.All(Read(client, bytes), session => Assert.NotNull(session.Events));
        }, iter: 600);

    static bool IsOfLines(SessionClient client) => client <= SessionClient.Qwen;

    static List<Session> Read(SessionClient client, byte[] log)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["log"], log);
        var reader = SessionReaders.OfText.Single(each => each.Client == client);
        return reader.ReadAsync(new SessionFile(folder["log"], System.Text.Encoding.UTF8.GetString(log)), CancellationToken.None)
            .ToBlockingEnumerable().ToList();
    }
}
