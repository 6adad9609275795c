using System.Text.Json;
using System.Text.RegularExpressions;

namespace SkillMcp.Tests.Commands;

public sealed class LearnCommandTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task Without_a_yes_it_shows_what_it_would_learn_and_writes_nothing()
    {
        Write("logs/a.jsonl", "1.4.0");

        var ran = await skillmcp.RunAsync("learn", "logs");

        Assert.Equal(0, ran.Code);
        Assert.Contains("remembered: seen once", ran.Output);
        Assert.Contains("1. npm run build", ran.Output);
        Assert.Contains("- `npm publish` failed", ran.Output);
        Assert.Contains("Nothing was written. To do it: the same with --yes.", ran.Output);
        Assert.False(File.Exists(skillmcp.Memory));
    }

    [Fact]
    public async Task A_procedure_of_three_sessions_becomes_one_skill_and_the_same_again_changes_nothing()
    {
        Write("logs/a.jsonl", "1.4.0");
        Write("logs/b.jsonl", "2.0.1");
        Write("logs/deep/c.jsonl", "3.1.0");
        WriteText("logs/readme.json", "{\"name\": \"no log\"}");

        var ran = await skillmcp.RunAsync("learn", "logs", "--yes");
        var again = await skillmcp.RunAsync("learn", "logs", "--yes", "--json");

        Assert.Contains("3 sessions, 3 tasks: 1 made a skill, 1 counted for a known skill, 1 remembered until seen again.", ran.Output);
        Assert.Contains("readme.json is not a log", ran.Output);
        var summary = JsonDocument.Parse(again.Output).RootElement;
        Assert.Equal((3, 0), (summary.GetProperty("known").GetInt32(), summary.GetProperty("stored").GetInt32()));
        Assert.Single(await ListAsync());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_log_that_was_redirected_as_UTF_16_is_read(string encoding)
    {
        Write("a.jsonl", "1.4.0");
        var text = await File.ReadAllTextAsync(skillmcp.Folder["a.jsonl"]);
        await File.WriteAllTextAsync(skillmcp.Folder["a.jsonl"], text, System.Text.Encoding.GetEncoding(encoding));

        var ran = await skillmcp.RunAsync("learn", "a.jsonl");

        Assert.True(ran.Code == 0, ran.Error);
        Assert.Contains("1. npm run build", ran.Output);
    }

    [Fact]
    public async Task A_log_without_a_session_is_not_passed_over_in_silence()
    {
        WriteText("a.jsonl", """{"type":"summary","summary":"The shop","leafUuid":"u"}""");

        var ran = await skillmcp.RunAsync("learn", "a.jsonl");

        Assert.Contains("No session was found in 1 log.", ran.Output);
    }

    [Fact]
    public async Task A_pipe_is_named_and_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no pipes in folders.");
        Write("logs/a.jsonl", "1.4.0");
        using (var made = System.Diagnostics.Process.Start("mkfifo", skillmcp.Folder["logs/b.jsonl"]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var ran = await skillmcp.RunAsync("learn", "logs");

        Assert.Contains("b.jsonl is a pipe, a socket or a device, and no log.", ran.Output);
        Assert.Contains("1. npm run build", ran.Output);
    }

    [Fact]
    public async Task What_matches_a_pattern_is_left_out_and_the_document_says_why()
    {
        Write("a.jsonl", "1.4.0");

        var ran = await skillmcp.RunAsync("learn", "a.jsonl", "--ignore", "*/shop/*", "--json");

        var task = JsonDocument.Parse(ran.Output).RootElement.GetProperty("tasks")[0];
        Assert.Equal("left_out", task.GetProperty("result").GetString());
        Assert.Equal("it matches a pattern that is ignored", task.GetProperty("reason").GetString());
        Assert.Equal("npm run build", task.GetProperty("path")[0].GetString());
    }

    [Fact]
    public async Task The_folder_of_a_session_names_its_project()
    {
        Write("a.jsonl", "1.4.0");
        Write("b.jsonl", "1.5.0");

        await skillmcp.RunAsync("learn", "a.jsonl", "b.jsonl", "--project-of", "cwd", "--yes");

        Assert.Empty(await ListAsync());
        skillmcp.Variables["SKILLMCP_PROJECT"] = "shop";
        Assert.Contains("publish", (await skillmcp.RunAsync("list")).Output);
    }

    [Fact]
    public async Task What_cannot_be_learned_from_is_a_mistake_in_one_sentence()
    {
        Assert.Contains("Name the logs of sessions", (await skillmcp.RunAsync("learn")).Error);
        Assert.Contains("'emacs' is not a client", (await skillmcp.RunAsync("learn", "--from", "emacs")).Error);
        Assert.Contains("There is no file or folder nowhere", (await skillmcp.RunAsync("learn", "nowhere")).Error);
        Assert.Contains("'soon' is not a time", (await skillmcp.RunAsync("learn", ".", "--since", "soon")).Error);
    }

    [Fact]
    public async Task What_was_seen_once_is_shown_for_review_and_a_yes_makes_a_skill_of_it()
    {
        Write("a.jsonl", "1.4.0");
        await skillmcp.RunAsync("learn", "a.jsonl", "--yes");

        var review = (await skillmcp.RunAsync("review")).Output;
        Assert.Contains("Seen once", review);
        Assert.Contains("agent through claude", review);
        Assert.Contains("+ 1. npm run build", review);
        Assert.Contains("`npm publish` failed", review);
        var admitted = await skillmcp.RunAsync("review", "--admit", HashIn(review));

        var skill = Assert.Single(await ListAsync());
        Assert.Equal($"The run is the skill {skill.Name} now.\n", admitted.Output);
        Assert.Equal("Nothing waits for approval.\n", (await skillmcp.RunAsync("review")).Output);
        Assert.Contains("1 known before", (await skillmcp.RunAsync("learn", "a.jsonl")).Output);
    }

    [Fact]
    public async Task A_no_is_kept_and_taken_back_only_when_that_is_wanted()
    {
        Write("a.jsonl", "1.4.0");
        await skillmcp.RunAsync("learn", "a.jsonl", "--yes");
        var dropped = await skillmcp.RunAsync("review", "--drop", HashIn((await skillmcp.RunAsync("review")).Output));
        Assert.Contains("learn --again", dropped.Output);

        var after = await skillmcp.RunAsync("learn", "a.jsonl", "--yes");
        var again = await skillmcp.RunAsync("learn", "a.jsonl", "--yes", "--again");

        Assert.Contains("1 task: 1 said no to.\nWhat you said no to is asked for again with --again.", after.Output);
        Assert.Contains("1 remembered until seen again", again.Output);
    }

    [Fact]
    public async Task A_log_that_was_named_and_not_read_is_an_error_that_says_what_it_is()
    {
        Write("a.jsonl", "1.4.0");
        WriteText("empty.jsonl", "");
        WriteText("all.zip", "PK\u0003\u0004");
        Directory.CreateDirectory(skillmcp.Folder["folder.jsonl"]);
        WriteText("deep/readme.json", "{\"name\": \"no log\"}");

        await IsMistakeAsync("a.jsonl is a log of claude and not of codex.\nWithout --from", "a.jsonl", "--from", "codex");
        await IsMistakeAsync("empty.jsonl is empty.", "a.jsonl", "empty.jsonl", "--yes");
        await IsMistakeAsync("all.zip is packed: unpack it", "all.zip", "--json");
        await IsMistakeAsync("There is no log in folder.jsonl", "folder.jsonl");
        await IsMistakeAsync("No log could be read.", "deep");
        Assert.Contains("1 known before", (await skillmcp.RunAsync("learn", "a.jsonl", "deep")).Output);
    }

    [Theory]
    [InlineData("--last is how many of the newest logs are read, a number from 1", "--last", "0")]
    [InlineData("--last is how many of the newest logs are read, a number from 1", "--last", "-1")]
    [InlineData("--last is how many of the newest logs are read, a number from 1", "--last", "all")]
    [InlineData("There is no option or file --lst", "--lst")]
    [InlineData("'2999-01-01' is still to come", "--since", "2999-01-01")]
    [InlineData("'0d' is not a time", "--since", "0d")]
    [InlineData("--ignore was given an empty pattern", "--ignore", "")]
    [InlineData("'' is not a client", "--from", "")]
    [InlineData("'here' is nothing that a project is named by", "--project-of", "here")]
    [InlineData("There is no file or folder 0f6c2a4e. The logs of a client are found by its name", "0f6c2a4e")]
    public async Task A_wrong_option_is_a_mistake_before_anything_is_read(string said, params string[] options)
    {
        Write("a.jsonl", "1.4.0");
        await IsMistakeAsync(said, ["a.jsonl", .. options]);
        Assert.False(File.Exists(skillmcp.Memory));
    }

    [Fact]
    public async Task Where_nothing_is_found_it_is_said_where_that_was_looked_for()
    {
        Write("a.jsonl", "1.4.0");
        File.SetLastWriteTimeUtc(skillmcp.Folder["a.jsonl"], new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        skillmcp.Variables["CODEX_HOME"] = skillmcp.Folder["codex"];

        await IsMistakeAsync($"codex keeps no sessions here: there is no sessions/*/*/*/rollout-*.jsonl", "--from", "codex");
        var old = await skillmcp.RunAsync("learn", ".", "--since", "2026-02-01");

        Assert.Equal(0, old.Code);
        Assert.Contains("None of 1 log was written since 2026-02-01", old.Error);
        Assert.Contains("a.jsonl, of 2026-01-02 03:04Z", old.Error);
    }

    async Task IsMistakeAsync(string said, params string[] typed)
    {
        var ran = await skillmcp.RunAsync(["learn", .. typed]);
        Assert.Contains(said, ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, ran.Code);
    }

    static string HashIn(string review) => Regex.Match(review, "--admit ([0-9a-f]{12})").Groups[1].Value;

    Task<IReadOnlyList<Skill>> ListAsync() => skillmcp.BesideAsync(memory => memory.ListAsync(new SkillFilter()));

    void Write(string path, string version)
    {
        var session = Path.GetFileNameWithoutExtension(path);
        var lines = new List<string>
        {
            Line(session, "user", $"\"Publish version {version} of the shop\""),
            Call(session, 1, "npm run build"),
            Result(session, 1, "built", isError: false),
            Call(session, 2, "npm publish"),
            Result(session, 2, "Exit code 1\\nnpm error enoent no such file or directory, open '../feed'", isError: true),
            Call(session, 3, "mkdir -p ../feed"),
            Result(session, 3, "", isError: false),
            Call(session, 4, $"npm publish shop-{version}.tgz --feed ../feed"),
            Result(session, 4, "+ shop", isError: false),
            Line(session, "assistant", """[{"type":"text","text":"It is published."}]"""),
        };
        WriteText(path, string.Join('\n', lines) + "\n");
    }

    void WriteText(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(skillmcp.Folder[path])!);
        File.WriteAllText(skillmcp.Folder[path], text);
    }

    static string Call(string session, int id, string command) => Line(session, "assistant",
        $$$"""[{"type":"tool_use","id":"c{{{id}}}","name":"Bash","input":{"command":"{{{command}}}"}}]""");

    static string Result(string session, int id, string output, bool isError) => Line(session, "user",
        $$"""[{"type":"tool_result","tool_use_id":"c{{id}}","content":"{{output}}","is_error":{{(isError ? "true" : "false")}}}]""");

    static string Line(string session, string role, string content)
    {
        var message = $$$"""{"role":"{{{role}}}","content":{{{content}}}}""";
        return $$$"""{"type":"{{{role}}}","sessionId":"{{{session}}}","cwd":"/home/dev/shop","message":{{{message}}}}""";
    }
}
