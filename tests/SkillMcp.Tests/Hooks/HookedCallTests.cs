using System.Text;
using SkillMcp.Sessions;
using SkillMcp.Sessions.Journal;

namespace SkillMcp.Tests.Hooks;

/// <summary>What each client tells of a call, in its own words.</summary>
public sealed class HookedCallTests
{
    [Fact]
    public void Claude_Code_tells_a_failure_in_an_event_of_its_own()
    {
        var call = CallOf(
            """
            "tool_name":"Bash","tool_input":{"command":"node build.js --prod"},"tool_use_id":"c1",
            "error":"Exit code 2\nbuild: unknown option --prod","is_interrupt":false
            """);

        Assert.Equal((ToolKind.Command, "node build.js --prod", CallState.Failed, 2), (call.Kind, call.Command, call.State, call.ExitCode));
        Assert.Equal("build: unknown option --prod", call.Output);
    }

    [Fact]
    public void Claude_Code_says_no_exit_code_of_a_success()
    {
        var call = CallOf(
            """
            "tool_name":"Bash","tool_input":{"command":"make"},
            "tool_response":{"stdout":"done","stderr":"slow","interrupted":false}
            """);

        Assert.Equal((CallState.Completed, null, "done\nslow"), (call.State, call.ExitCode, call.Output));
    }

    [Fact]
    public void Codex_tells_only_the_output()
    {
        var call = CallOf(""" "tool_name":"Bash","tool_input":{"command":"make"},"tool_response":"no rule\n" """);

        Assert.Equal((CallState.Completed, null, "no rule\n"), (call.State, call.ExitCode, call.Output));
    }

    [Theory]
    [InlineData("Output: no rule\\nExit Code: 2\\nProcess Group PGID: 1", 2)]
    [InlineData("Output: done\\nProcess Group PGID: 1", 0)]
    public void Gemini_CLI_leaves_an_exit_code_of_0_out(string told, int exitCode)
    {
        var call = CallOf(
            $$"""
            "tool_name":"run_shell_command","tool_input":{"command":"make"},
            "tool_response":{"llmContent":"{{told}}","returnDisplay":"shown"}
            """);

        Assert.Equal((exitCode, "shown"), (call.ExitCode, call.Output));
    }

    [Fact]
    public void Copilot_CLI_tells_the_exit_code_in_a_mark_of_its_own()
    {
        var call = CallOf(
            """
            "toolName":"bash","toolArgs":{"command":"make"},
            "toolResult":{"resultType":"success","textResultForLlm":"no rule\n<shellId: 0 completed with exit code 2>"}
            """);

        Assert.Equal((2, "no rule"), (call.ExitCode, call.Output));
    }

    [Fact]
    public void Opencode_tells_the_exit_code_as_a_number()
    {
        var call = CallOf(
            """
            "tool_name":"bash","tool_input":{"command":"make"},
            "tool_response":{"output":"no rule","metadata":{"exit":2}}
            """);

        Assert.Equal((2, "no rule"), (call.ExitCode, call.Output));
    }

    [Fact]
    public void An_edit_tells_its_file_and_what_changed()
    {
        var call = CallOf(
            """
            "tool_name":"Edit","tool_input":{"file_path":"/a/b.js","old_string":"x","new_string":"y"},
            "tool_response":{}
            """);

        Assert.Equal((ToolKind.Edit, "/a/b.js", "-x\n+y\n"), (call.Kind, call.Path, call.Change));
    }

    [Fact]
    public void What_was_only_looked_at_is_not_kept()
    {
        var call = CallOf(
            """
            "tool_name":"Read","tool_input":{"file_path":"/a/b.js"},
            "tool_response":{"type":"text","file":{"content":"all of it"}}
            """);

        Assert.Equal((ToolKind.Look, "/a/b.js", ""), (call.Kind, call.Path, call.Output));
    }

    [Theory]
    [InlineData("""{"session_id":"s","tool_name":17}""")]
    [InlineData("""{"session_id":"s","tool_name":"Bash","tool_input":null,"tool_response":[1]}""")]
    [InlineData("""{"session_id":"s","tool_name":"Bash","tool_input":{"command":{"a":1}},"tool_response":{"stdout":3}}""")]
    [InlineData("""{"session_id":"s","tool_name":"Edit","tool_input":"text","tool_response":{"returnDisplay":[]}}""")]
    public void Members_of_other_types_are_passed_over(string payload) =>
        Assert.Null(Record.Exception(() => HookedCall.Of(Parse(payload), default)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"session_id":"s" """)]
    [InlineData("""{"session_id":""}""")]
    [InlineData("""{"session_id":"s","hook_event_name":"Stop"}""")]
    public void What_no_client_would_say_is_refused(string payload) => Assert.Throws<SkillException>(() => Parse(payload));

    [Theory]
    [InlineData("deploy it", "deploy it")]
    [InlineData("\\\"deploy it\\\"", "deploy it")]
    [InlineData("<hook_context><skillmcp-recall>\\ndeploy-api\\n</skillmcp-recall></hook_context>\\n\\ndeploy it", "deploy it")]
    [InlineData("/compact", "")]
    [InlineData("<task-notification>done</task-notification>", "")]
    [InlineData("  ", "")]
    public void Only_the_persons_own_words_are_a_prompt(string told, string words) =>
        Assert.Equal(words, Parse($$"""{"session_id":"s","prompt":"{{told}}"}""").Prompt);

    static ToolCall CallOf(string members) => HookedCall.Of(Parse($$"""{"session_id":"s",{{members}}}"""), default)!;

    static HookPayload Parse(string payload) => HookPayload.Parse(Encoding.UTF8.GetBytes(payload), "PostToolUse");
}
