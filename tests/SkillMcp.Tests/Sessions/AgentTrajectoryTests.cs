using SkillMcp.Sessions;

namespace SkillMcp.Tests.Sessions;

/// <summary>Trajectories of the agents that run without a person, as their documentation and example files have them.</summary>
public sealed class AgentTrajectoryTests
{
    [Fact]
    public async Task SWE_agent_has_actions_and_observations_and_says_how_it_ended()
    {
        var session = await Reading.OfLinesAsync(Reading.Joined("""
            {"environment": "main", "trajectory": [
            {"action": "find_file colon.py", "observation": "Found 1 matches", "thought": "I look for it.", "state": {"open_file": "n/a",
              "working_dir": "/repo"}},
            {"action": "open \"tests/colon.py\"", "observation": "1:def f()", "thought": "",
              "state": "{\"open_file\": \"/repo/tests/colon.py\", \"working_dir\": \"/repo\"}"},
            {"action": "edit 1:1\ndef f():\nend_of_edit", "observation": "File updated.", "state": {"open_file": "/repo/tests/colon.py",
              "working_dir": "/repo"}},
            {"action": "edit 1:1\ndef f(:\nend_of_edit", "observation": "Your proposed edit has introduced new syntax error(s).",
              "state": {"open_file": "/repo/tests/colon.py", "working_dir": "/repo"}},
            {"action": "cd /repo/tests && python colon.py\n", "observation": "8.2\r\n", "state": {"open_file": "n/a",
              "working_dir": "/repo/tests"}},
            {"action": "sleep 99", "observation": "EXECUTION TIMED OUT", "state": {}},
            {"action": "vim x", "observation": "Operation 'vim' is not supported by this environment."},
            {"action": "", "observation": ""},
            {"action": "submit", "observation": "diff --git a/x b/x"}],
            "history": [{"role": "system", "content": "You are"}, {"role": "user", "content": "A demonstration", "is_demo": true},
            {"role": "user", "content": [{"type": "text",
              "text": "We're solving this. Here's the issue text:\nISSUE:\nA colon is missing\n\nINSTRUCTIONS:\nNow, you"}]}],
            "info": {"exit_status": "submitted", "submission": "diff"}}
            """));
        Assert.Equal((SessionClient.SweAgent, "/repo", "submitted"), (session.Client, session.Folder, session.Ending));
        Assert.Equal(["A colon is missing"], session.Requests());
        Assert.Equal(
            [
                (ToolKind.Look, CallState.Completed, "", ""), (ToolKind.Look, CallState.Completed, "", "tests/colon.py"),
                (ToolKind.Edit, CallState.Completed, "", "/repo/tests/colon.py"),
                (ToolKind.Edit, CallState.Failed, "", "/repo/tests/colon.py"),
                (ToolKind.Command, CallState.Completed, "cd /repo/tests && python colon.py", ""),
                (ToolKind.Command, CallState.TimedOut, "sleep 99", ""),
                (ToolKind.Command, CallState.Denied, "vim x", ""), (ToolKind.Other, CallState.Completed, "", ""),
            ],
            session.Calls().Select(call => (call.Kind, call.State, call.Command, call.Path)));
        Assert.Equal("/repo/tests", session.Calls().ElementAt(4).Folder);
        Assert.Equal("8.2", session.Calls().ElementAt(4).Output);
    }

    [Fact]
    public async Task Mini_SWE_agent_has_a_command_in_a_fence_and_its_exit_code_in_the_next_message()
    {
        var session = await Reading.OfLinesAsync(Reading.Joined("""
            [{"role": "system", "content": "You are a helpful assistant. Answer with\n```bash\nyour_command_here\n```"},
            {"role": "user", "content": "Please solve this issue: A colon is missing\n\n
              You can execute bash commands and edit files to implement the necessary changes."},
            {"role": "assistant", "content": "THOUGHT: I look.\n\n```bash\nls -la\n```"},
            {"role": "user", "content": "<returncode>0</returncode>\n<output>\na\n</output>"},
            {"role": "assistant", "content": "THOUGHT: I run it.\n\n```bash\ncat <<'EOF' > x.py\nprint('`')\nEOF\npython x.py\n```"},
            {"role": "user", "content": "<returncode>1</returncode>\n<output>\nSyntaxError\n</output>"},
            {"role": "assistant", "content": "No command at all"},
            {"role": "user", "content": "Please always provide EXACTLY ONE action in triple backticks, found 0 actions."},
            {"role": "assistant", "content": "```bash\nsleep 99\n```"},
            {"role": "user", "content": "The last command <command>sleep 99</command> timed out and has been killed.\n
              The output of the command was:\n <output>\nhalf\n</output>"},
            {"role": "assistant", "content": "```bash\necho COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT\n```"}]
            """));
        Assert.Equal(SessionClient.MiniSweAgent, session.Client);
        Assert.Equal(["A colon is missing"], session.Requests());
        Assert.Equal(
            [
                (CallState.Completed, 0, "ls -la", "a"),
                (CallState.Completed, 1, "cat <<'EOF' > x.py\nprint('`')\nEOF\npython x.py", "SyntaxError"),
                (CallState.TimedOut, -1, "sleep 99", "half"), (CallState.Unanswered, -1, "", ""),
            ],
            session.Calls().Select(call => (call.State, call.ExitCode ?? -1, call.Command, call.Output)));
        Assert.Equal("I look.", session.Events.OfType<AgentMessage>().First().Text);
    }

    [Fact]
    public async Task Version_2_of_mini_SWE_agent_calls_a_tool_and_says_more_of_it()
    {
        var session = await Reading.OfLinesAsync(Reading.Joined("""
            {"info": {"mini_version": "2.3.0", "exit_status": "Submitted",
              "config": {"agent": {"instance_template": "Solve: {{task}}\nNow go. {{more}}"}, "environment": {"cwd": "/testbed"}}},
            "messages": [{"role": "system", "content": "You are"}, {"role": "user",
              "content": "Solve: A colon is missing\nNow go. On Linux"},
            {"role": "assistant", "content": "I look.", "tool_calls": [{"id": "a", "function": {"name": "bash",
              "arguments": "{\"command\": \"ls\"}"}}],
             "extra": {"actions": [{"command": "ls", "tool_call_id": "a"}, {"command": "make", "tool_call_id": "b"}],
               "timestamp": 1780680349.44}},
            {"role": "tool", "tool_call_id": "b", "content": "<returncode>2</returncode>\n<output>\nx</output>",
              "extra": {"raw_output": "no rule\n", "returncode": 2, "exception_info": ""}},
            {"role": "tool", "tool_call_id": "a", "content": "<returncode>0</returncode>\n<output>\na</output>",
              "extra": {"raw_output": "a\n", "returncode": 0}}],
            "trajectory_format": "mini-swe-agent-1.1"}
            """));
        Assert.Equal(("/testbed", "Submitted"), (session.Folder, session.Ending));
        Assert.Equal(["A colon is missing"], session.Requests());
        Assert.Equal([("ls", 0, "a"), ("make", 2, "no rule")],
            session.Calls().Select(call => (call.Command, call.ExitCode ?? -1, call.Output)));
        Assert.Equal(2026, session.Calls().First().At?.Year);
    }

    static readonly string Events = Reading.Joined("""
        {"id": 0, "source": "user", "action": "message", "args": {"content": "Publish it"}, "timestamp": "2025-01-27T22:44:56.900854"},
        {"id": 1, "source": "environment", "action": "recall", "args": {"query": "Publish it"}},
        {"id": 2, "source": "agent", "action": "run", "args": {"command": "make x", "thought": "I build.", "hidden": false},
          "timestamp": "2025-01-27T22:44:57"},
        {"id": 3, "source": "agent", "observation": "run", "cause": 2, "content": "no rule", "extras": {"command": "make x",
          "metadata": {"exit_code": 2, "working_dir": "/workspace"}}},
        {"id": 4, "source": "agent", "action": "run", "args": {"command": "serve"}},
        {"id": 5, "source": "agent", "observation": "run", "cause": 4, "content": "Serving", "extras": {"metadata": {"exit_code": -1,
          "suffix": "[The command has no new output after 10 seconds.]"}}},
        {"id": 6, "source": "agent", "action": "run", "args": {"command": "C-c", "is_input": true}},
        {"id": 7, "source": "agent", "action": "edit", "args": {"path": "/workspace/p.json", "command": "str_replace", "old_str": "1",
          "new_str": "2"}},
        {"id": 8, "source": "agent", "observation": "edit", "cause": 7, "content": "The file has been edited.",
          "extras": {"path": "/workspace/p.json", "diff": "@@ -1 +1 @@\n-1\n+2"}},
        {"id": 9, "source": "agent", "action": "run", "args": {"command": "rm x"}},
        {"id": 10, "source": "user", "observation": "user_rejected", "cause": 9, "content": "Rejected"},
        {"id": 11, "source": "agent", "action": "finish", "args": {"final_thought": "Done."}}
        """);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"instance_id\": \"i1\", \"history\": [", "], \"metrics\": {}}")]
    public async Task OpenHands_has_actions_and_the_observations_that_they_caused(string begin, string end)
    {
        var session = await Reading.OfLinesAsync($"{begin}{Events}{end}");
        Assert.Equal((SessionClient.OpenHands, "/workspace"), (session.Client, session.Folder));
        Assert.Equal(["Publish it"], session.Requests());
        Assert.Equal(
            [
                (ToolKind.Command, CallState.Completed, 2, "make x"), (ToolKind.Command, CallState.Background, -1, "serve"),
                (ToolKind.Other, CallState.Unanswered, -1, ""),
                (ToolKind.Edit, CallState.Completed, -1, ""), (ToolKind.Command, CallState.Denied, -1, "rm x"),
            ],
            session.Calls().Select(call => (call.Kind, call.State, call.ExitCode ?? -1, call.Command)));
        Assert.Equal(("/workspace/p.json", "@@ -1 +1 @@\n-1\n+2"),
            (session.Calls().ElementAt(3).Path, session.Calls().ElementAt(3).Change));
        Assert.Equal(["I build.", "Done."], session.Events.OfType<AgentMessage>().Select(message => message.Text));
    }

    [Fact]
    public async Task A_file_of_several_runs_of_OpenHands_holds_several_sessions()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder["output.jsonl"], Enumerable.Range(1, 2).Select(number => $$"""
            {"instance_id": "i{{number}}", "history": [{{Events.ReplaceLineEndings(" ")}}]}
            """.Trim()));
        Assert.Equal(["i1", "i2"], (await Reading.SessionsAsync(folder["output.jsonl"])).Select(session => session.Id));
    }
}
