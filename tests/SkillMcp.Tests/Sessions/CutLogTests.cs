using SkillMcp.Sessions;
using static SkillMcp.Tests.Sessions.ClaudeLines;

namespace SkillMcp.Tests.Sessions;

/// <summary>Of a log that ends before the task does, nobody knows how that ended.</summary>
public sealed class CutLogTests
{
    static readonly string[] Whole =
    [
        Person("Ship it"), Bash("a", "make"), Done("a", "built"), Bash("b", "make ship"), Done("b", "shipped"), Says("Shipped."),
    ];

    const string Opencode =
        """{"info":{"id":"o1","directory":"/w/app"},"messages":[{"info":{"role":"user"},"parts":[{"type":"text","text":"Ship it"}]},"""
        + """{"info":{"role":"assistant"},"parts":[{"type":"tool","tool":"bash","callID":"a","state":{"status":"completed","input":"""
        + """{"command":"make"},"output":"built","metadata":{"exit":0}}}]}""";

    const string OpencodeEnd = ""","""
        + """{"info":{"role":"assistant"},"parts":[{"type":"text","text":"Shipped."}]}]}""";

    [Fact]
    public async Task One_that_says_what_came_of_it_has_an_end()
    {
        Assert.True((await Reading.OfLinesAsync(Whole)).HasEnd);
        Assert.True((await Reading.OfLinesAsync(Opencode + OpencodeEnd)).HasEnd);
    }

    [Fact]
    public async Task One_without_the_last_result_without_the_last_words_or_with_a_line_that_is_cut_has_none()
    {
        Assert.False((await Reading.OfLinesAsync(Whole[..^2])).HasEnd);
        Assert.False((await Reading.OfLinesAsync(Whole[..^1])).HasEnd);
        Assert.False((await Reading.OfLinesAsync([.. Whole, Whole[1][..60]])).HasEnd);
        Assert.False((await Reading.OfLinesAsync(Opencode)).HasEnd);
        Assert.False((await Reading.OfLinesAsync(Opencode + OpencodeEnd[..40])).HasEnd);
    }

    [Fact]
    public async Task A_line_that_a_process_left_behind_in_the_middle_cuts_nothing_off() =>
        Assert.True((await Reading.OfLinesAsync([Whole[0], Whole[1][..60], .. Whole[1..]])).HasEnd);

    [Fact]
    public async Task Only_the_last_request_has_no_end()
    {
        var session = await Reading.OfLinesAsync(
            [.. Whole, Person("Write the release notes of the shop"), Bash("c", "git log > NOTES.md")]);

        Assert.Equal([true, false], TaskPaths.Of(session).Select(path => path.HasEnd));
    }

    [Fact]
    public async Task An_agent_that_says_with_a_command_that_it_is_done_has_ended()
    {
        const string done = """
            [{"role":"user","content":"Ship it"},
             {"role":"assistant","content":"THOUGHT: I build it first, since that is what is shipped and tagged.\n```bash\nmake\n```"},
             {"role":"user","content":"<returncode>0</returncode>\n<output>\nbuilt</output>"},
             {"role":"assistant","content":"THOUGHT: done\n```bash\necho COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT\n```"}]
            """;

        Assert.True((await Reading.OfLinesAsync(done)).HasEnd);
        Assert.False((await Reading.OfLinesAsync(done.Replace("echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT", "make ship"))).HasEnd);
    }
}
