using System.Net;
using System.Net.Sockets;
using SkillMcp.Server.Verification;
using SkillMcp.Tests.EndToEnd;

namespace SkillMcp.Tests.Commands;

/// <summary>Skills that are verified: what they state is looked at, as far as their owner allows, and what was seen is recorded.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task Without_a_word_of_the_owner_nothing_is_looked_at_and_nothing_recorded()
    {
        await AddAsync("`grep -q ready state.txt` succeeds", "`state.txt` exists", "`https://example.com/` answers 200");

        var ran = await skillmcp.RunAsync("verify", "build-report", "--json");

        Assert.Equal((3, false), (ran.Code, ran.Json.GetProperty("recorded").GetBoolean()));
        Assert.Equal(["not_allowed", "not_allowed", "not_allowed"], VerdictsIn(ran));
        Assert.Empty(await ExecutionsAsync());
    }

    [Fact]
    public async Task A_check_that_holds_is_a_verified_success_with_its_evidence()
    {
        await RequireSandboxAsync();
        await AddAsync("`grep -q ready state.txt` succeeds", "`state.txt` contains `is ready`");
        await File.WriteAllTextAsync(skillmcp.Folder["project/state.txt"], "it is ready");
        await AllowAsync("programs = [\"grep\"]", Readable);

        var ran = await InProjectAsync("verify", "build-report");

        Assert.Equal(0, ran.Code);
        var execution = Assert.Single(await ExecutionsAsync());
        Assert.Equal((Outcome.Success, EvidenceLevel.Verified), (execution.Outcome, execution.EvidenceLevel));
        Assert.Contains("exit code 0", execution.Evidence!.Observed, StringComparison.Ordinal);
        Assert.Contains("grep -q ready state.txt", execution.Evidence.Check, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_fails_is_a_verified_failure_whose_reason_is_a_pitfall()
    {
        await AddAsync("`state.txt` contains `is ready`");
        await File.WriteAllTextAsync(skillmcp.Folder["project/state.txt"], "it is not");
        await AllowAsync(Readable);

        var ran = await InProjectAsync("verify", "build-report");

        Assert.Equal(2, ran.Code);
        var execution = Assert.Single(await ExecutionsAsync());
        Assert.Equal((Outcome.Failure, EvidenceLevel.Verified), (execution.Outcome, execution.EvidenceLevel));
        Assert.Contains("is ready", execution.Pitfall!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_missing_is_no_failure_of_the_skill()
    {
        await RequireSandboxAsync();
        await AddAsync("`deployctl verify web` passes");
        await AllowAsync("programs = [\"deployctl\"]", Readable);

        var ran = await InProjectAsync("verify", "build-report");

        Assert.Equal(3, ran.Code);
        Assert.Contains("a program is missing", ran.Output, StringComparison.Ordinal);
        Assert.Empty(await ExecutionsAsync());
    }

    [Fact]
    public async Task What_a_limit_ends_is_no_failure_of_the_skill()
    {
        await RequireSandboxAsync();
        await AddAsync("`tail -f state.txt` passes");
        await File.WriteAllTextAsync(skillmcp.Folder["project/state.txt"], "it goes on");
        await AllowAsync("programs = [\"tail\"]", $"{Readable}\n[limits]\ntime = \"1s\"");

        var ran = await InProjectAsync("verify", "build-report");

        Assert.Equal(3, ran.Code);
        Assert.Contains("ended for the limit of time", ran.Output, StringComparison.Ordinal);
        Assert.Empty(await ExecutionsAsync());
    }

    [Fact]
    public async Task A_value_that_is_missing_is_asked_for()
    {
        await AddAsync("`out/{version}.txt` exists");
        await AllowAsync(Readable);

        var ran = await InProjectAsync("verify", "build-report");

        Assert.Equal(3, ran.Code);
        Assert.Contains("--arg version=", ran.Output, StringComparison.Ordinal);
        Assert.Empty(await ExecutionsAsync());
    }

    [Theory]
    [InlineData("2.1", 3)]
    [InlineData("shop", 2)]
    public async Task What_fails_with_the_version_of_an_earlier_run_proves_nothing(string example, int code)
    {
        await AddAsync($$"""
            `state.txt` contains `report of {version}`

            ## Parameters

            ```yaml
            - name: version
              example: "{{example}}"
            ```
            """);
        await File.WriteAllTextAsync(skillmcp.Folder["project/state.txt"], "report of 2.2");
        await AllowAsync(Readable);

        var verified = await InProjectAsync("verify", "build-report");
        var tested = await InProjectAsync("retest");

        Assert.Equal(code, verified.Code);
        Assert.Equal(code == 2, tested.Code == 2);
        Assert.Equal(code == 2, (await ExecutionsAsync()).Count > 0);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for_and_a_link_leads_nowhere_else()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no pipes in folders.");
        await AddAsync("`pipe.txt` contains `is ready`", "`link.txt` contains `root`");
        using (var made = System.Diagnostics.Process.Start("mkfifo", skillmcp.Folder["project/pipe.txt"]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        File.CreateSymbolicLink(skillmcp.Folder["project/link.txt"], "/etc/passwd");
        await AllowAsync(Readable);

        var ran = await InProjectAsync("verify", "build-report", "--json");

        Assert.Equal(["could_not_run", "not_allowed"], VerdictsIn(ran));
    }

    [Fact]
    public async Task An_allowed_host_is_asked_and_no_other_that_it_sends_to()
    {
        using var asked = Listen(out var port, context =>
        {
            context.Response.StatusCode = context.Request.Url!.AbsolutePath == "/health" ? 204 : 302;
            context.Response.RedirectLocation = "http://localhost:1/";
        });
        await AddAsync($"`http://127.0.0.1:{port}/health` answers 204", $"`http://127.0.0.1:{port}/moved`");
        await AllowAsync($"hosts = [\"127.0.0.1:{port}\"]");

        var ran = await InProjectAsync("verify", "build-report", "--json");

        Assert.Equal(["holds", "not_allowed"], VerdictsIn(ran));
        Assert.Contains("localhost:1", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_from_here_is_no_failure_of_the_skill()
    {
        await AddAsync("`http://nowhere.invalid/health` answers 200");
        await AllowAsync("hosts = [\"nowhere.invalid\"]");

        var ran = await InProjectAsync("verify", "build-report", "--json");

        Assert.Equal(["could_not_run"], VerdictsIn(ran));
        Assert.Empty(await ExecutionsAsync());
    }

    [Fact]
    public async Task A_value_that_the_last_step_lacks_is_asked_for()
    {
        Directory.CreateDirectory(skillmcp.Folder["project"]);
        const string text = """
            ---
            name: deploy-cart
            description: Deploy the cart
            ---

            ## Steps

            1. make image
            2. make deploy
            3. curl -f https://{host}/health
            """;
        await skillmcp.RunWithAsync(text, "add", "-");

        var ran = await InProjectAsync("verify", "deploy-cart");

        Assert.Equal(3, ran.Code);
        Assert.Contains("--arg host=", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_run_in_one_shell_and_the_one_that_fails_is_told()
    {
        await RequireSandboxAsync();
        await AddAsync("`dist/report.txt` contains `build 2.1`");
        await AllowAsync("programs = [\"mkdir\", \"test\"]", Writable);

        var passed = await InProjectAsync("verify", "build-report", "--steps", "--arg", "version=2.1");
        var failed = await InProjectAsync("verify", "build-report", "--steps", "--arg", "version=bad");

        Assert.Equal((0, 2), (passed.Code, failed.Code));
        Assert.Equal("build 2.1\n", await File.ReadAllTextAsync(skillmcp.Folder["project/dist/report.txt"]));
        Assert.Contains("exit code 1", failed.Output, StringComparison.Ordinal);
        var executions = await ExecutionsAsync();
        Assert.Equal([Outcome.Failure, Outcome.Success], executions.Select(execution => execution.Outcome));
        Assert.Equal(3, executions[0].Pitfall!.Step);
    }

    [Theory]
    [InlineData("prorgams = [\"grep\"]", "did you mean 'programs'")]
    [InlineData("programs = \"grep\"", "a list belongs there")]
    public async Task A_mistake_in_verify_toml_is_named_and_nothing_runs(string line, string why)
    {
        await AddAsync("`state.txt` exists");
        await AllowAsync(line);

        var ran = await InProjectAsync("verify", "build-report");

        Assert.Equal(1, ran.Code);
        Assert.Contains(why, ran.Error, StringComparison.Ordinal);
        Assert.Empty(await ExecutionsAsync());
    }

    [Fact]
    public async Task Only_a_person_at_a_terminal_may_allow_more()
    {
        await AddAsync("`grep -q ready state.txt` succeeds");

        var ran = await InProjectAsync("verify", "build-report", "--allow");

        Assert.Equal(1, ran.Code);
        Assert.Contains("programs = [\"grep\"]", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(skillmcp.Folder["verify.toml"]));
    }

    [Fact]
    public async Task A_skill_that_states_no_check_says_how_one_is_written()
    {
        await AddAsync("The report is there");

        var ran = await InProjectAsync("verify", "build-report");

        Assert.Equal(1, ran.Code);
        Assert.Contains("`pytest -q` passes", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_tested_again_is_what_was_proved_longest_ago()
    {
        await AddAsync("`state.txt` exists");
        await File.WriteAllTextAsync(skillmcp.Folder["project/state.txt"], "it is ready");
        await AllowAsync(Readable);

        var first = await InProjectAsync("retest", "--json");
        var again = await InProjectAsync("retest", "--older", "30d", "--json");
        File.Delete(skillmcp.Folder["project/state.txt"]);
        var broken = await InProjectAsync("retest");

        Assert.Equal((0, 1), (first.Code, first.Json.GetProperty("true").GetInt32()));
        Assert.Equal((0, 0), (again.Code, again.Json.GetProperty("skills").GetArrayLength()));
        Assert.Equal(2, broken.Code);
        Assert.Contains("1 broken", broken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_tested_takes_no_other_s_turn()
    {
        await AddAsync("`state.txt` exists");
        await File.WriteAllTextAsync(skillmcp.Folder["project/state.txt"], "it is ready");
        await AllowAsync(Readable);
        const string other = """
            ---
            name: a-first
            description: Read the report of another folder
            ---

            ## Steps

            1. make report
            2. make print

            ## Expected outcome

            - `/elsewhere/report.txt` exists
            """;
        await skillmcp.RunWithAsync(other, "add", "-");

        var ran = await InProjectAsync("retest", "--limit", "1", "--json");

        Assert.Equal((1, 1), (ran.Json.GetProperty("true").GetInt32(), ran.Json.GetProperty("not_allowed").GetInt32()));
    }

    [Fact]
    public async Task Versions_are_asked_in_the_sandbox_and_one_that_may_break_a_skill_is_listed()
    {
        await RequireSandboxAsync();
        await AddAsync("`reportctl check` passes", "`otherctl check` is not meant");
        await AllowAsync("programs = [\"reportctl\"]", Readable, $"path = ['{skillmcp.Folder["project"]}/bin']");
        await WriteProgramAsync("reportctl", "1.5.7", "exit 0");
        await WriteProgramAsync("otherctl", "3.0", "exit 0");

        var proved = await InProjectAsync("verify", "build-report", "--versions", "--json");
        Assert.Contains("No such skills", (await skillmcp.RunAsync("list", "--drifted")).Output, StringComparison.Ordinal);
        await WriteProgramAsync("reportctl", "2.0.1", "exit 1");
        var broken = await InProjectAsync("retest");

        Assert.Equal((0, 2), (proved.Code, broken.Code));
        Assert.Equal("""{"reportctl":"1.5.7"}""", proved.Json.GetProperty("versions").GetRawText().ReplaceLineEndings("").Replace(" ", ""));
        var executions = await ExecutionsAsync();
        Assert.EndsWith("\nversions: reportctl 1.5.7", executions[1].Evidence!.Observed, StringComparison.Ordinal);
        Assert.All(executions, execution => Assert.Equal("reportctl", Assert.Single(execution.Versions).Program));
        const string told = "proved with reportctl 1.5, here is 2.0";
        Assert.Contains(told, (await skillmcp.RunAsync("list", "--drifted")).Output, StringComparison.Ordinal);
        Assert.Contains(told, (await skillmcp.RunAsync("show", "build-report")).Output, StringComparison.Ordinal);
    }

    async Task WriteProgramAsync(string name, string version, string check)
    {
        Directory.CreateDirectory(skillmcp.Folder["project/bin"]);
        var path = skillmcp.Folder[$"project/bin/{name}"];
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n[ \"$1\" = --version ] && echo \"{name} version {version}\" && exit 0\n{check}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_server_that_verifies_looks_for_itself_when_an_agent_reports_success()
    {
        var file = skillmcp.Folder["project/state.txt"];
        await AddAsync($"`{file}` contains `is ready`");
        await AllowAsync(Readable);
        await using var server = RunningServer.On(skillmcp.Memory, "--verify");
        await server.InitializeAsync();

        var contradicted = await ReportAsync(server);
        await File.WriteAllTextAsync(file, "it is ready");
        var verified = await ReportAsync(server);

        Assert.Contains("counted as failure: the server made the skill's checks", contradicted, StringComparison.Ordinal);
        Assert.Contains("verified: the server made the skill's checks, and they hold", verified, StringComparison.Ordinal);
        Assert.Equal(
            [(Outcome.Success, EvidenceLevel.Verified), (Outcome.Failure, EvidenceLevel.Verified)],
            (await ExecutionsAsync()).Select(execution => (execution.Outcome, execution.EvidenceLevel)));
    }

    // A server that looked at the host of an earlier run called it verified.
    [Fact]
    public async Task A_report_without_its_values_is_not_verified_by_those_of_another_run()
    {
        Directory.CreateDirectory(skillmcp.Folder["project"]);
        await File.WriteAllTextAsync(skillmcp.Folder["project/first.txt"], "it is ready");
        var text = $$"""
            ---
            name: build-report
            description: Build the report of a part
            ---

            ## Parameters

            ```yaml
            - name: part
              example: first
            ```

            ## Steps

            1. make {part}
            2. make report

            ## Expected outcome

            - `{{skillmcp.Folder["project"]}}/{part}.txt` contains `is ready`
            """;
        await skillmcp.RunWithAsync(text, "add", "-");
        await AllowAsync(Readable);
        await using var server = RunningServer.On(skillmcp.Memory, "--verify");
        await server.InitializeAsync();

        Assert.DoesNotContain("verified", await ReportAsync(server), StringComparison.Ordinal);
        var verified = await ReportAsync(server, """, "arguments": {"part": "first"}""");
        Assert.Contains("verified: the server", verified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_tests_from_before_the_run_proves_nothing_of_it()
    {
        var file = skillmcp.Folder["project/results.tap"];
        await AddAsync($"`{file}` has no failures");
        await AllowAsync(Readable);
        await File.WriteAllTextAsync(file, "1..1\nok 1 - adds\n");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-1));
        await using var server = RunningServer.On(skillmcp.Memory, "--verify");
        await server.InitializeAsync();

        var old = await ReportAsync(server, await RetrievalAsync(server));
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
        var verified = await ReportAsync(server, await RetrievalAsync(server));

        Assert.DoesNotContain("verified", old, StringComparison.Ordinal);
        Assert.Contains("verified: the server", verified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_report_of_tests_proves_a_skill_once()
    {
        await AddAsync("`results.tap` has no failures");
        await AllowAsync(Readable);
        await File.WriteAllTextAsync(skillmcp.Folder["project/results.tap"], "1..1\nok 1 - adds\n");
        File.SetLastWriteTimeUtc(skillmcp.Folder["project/results.tap"], DateTime.UtcNow.AddDays(-1));

        var first = await InProjectAsync("retest", "--json");
        var again = await InProjectAsync("retest");

        Assert.Equal(1, first.Json.GetProperty("true").GetInt32());
        Assert.Contains("from before the run", again.Output, StringComparison.Ordinal);
        Assert.Single(await ExecutionsAsync());
    }

    [Fact]
    public async Task What_is_not_allowed_leaves_a_report_as_it_is_and_tells_an_agent_nothing()
    {
        await AddAsync("`state.txt` exists");
        await using var server = RunningServer.On(skillmcp.Memory, "--verify");
        await server.InitializeAsync();

        Assert.DoesNotContain("verif", await ReportAsync(server), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(EvidenceLevel.SelfReported, Assert.Single(await ExecutionsAsync()).EvidenceLevel);
    }

    static async Task<string> ReportAsync(RunningServer server, string more = "")
    {
        var answer = await server.CallAsync("record_outcome", $$"""{"skill":"build-report","outcome":"success"{{more}}}""");
        return answer["result"]!["content"]![0]!["text"]!.GetValue<string>();
    }

    static async Task<string> RetrievalAsync(RunningServer server)
    {
        var answer = await server.CallAsync("retrieve_skill", """{"skill":"build-report","task":"build the report"}""");
        return $", \"retrieval_id\": \"{answer["result"]!["structuredContent"]!["retrieval_id"]}\"";
    }

    async Task RequireSandboxAsync()
    {
        var check = await SandboxCheck.RunAsync(skillmcp.Memory, container: null, CancellationToken.None);
        Assert.SkipUnless(check.Works, check.InWords);
    }

    string Readable => $"readable = ['{skillmcp.Folder["project"]}']";

    string Writable => $"writable = ['{skillmcp.Folder["project"]}']";

    async Task AddAsync(params string[] outcomes)
    {
        Directory.CreateDirectory(skillmcp.Folder["project"]);
        var text = $"""
            ---
            name: build-report
            description: Build the report of a version
            ---

            ## Steps

            1. `mkdir -p dist`
            2. `cd dist`
            3. `test {"{version}"} != bad && echo "build {"{version}"}" > report.txt`

            ## Expected outcome

            {string.Join('\n', outcomes.Select(outcome => $"- {outcome}"))}
            """;
        Assert.Equal(0, (await skillmcp.RunWithAsync(text, "add", "-")).Code);
    }

    async Task AllowAsync(params string[] lines)
    {
        var path = skillmcp.Folder["verify.toml"];
        await File.WriteAllLinesAsync(path, lines);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    Task<Ran> InProjectAsync(params string[] typed) => skillmcp.RunInAsync(skillmcp.Folder["project"], typed);

    Task<IReadOnlyList<Execution>> ExecutionsAsync() => skillmcp.BesideAsync(async memory =>
        await memory.ExecutionsAsync(await memory.GetAsync(SkillName.Parse("build-report")), 10));

    static IEnumerable<string?> VerdictsIn(Ran ran) =>
        ran.Json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("verdict").GetString());

    static HttpListener Listen(out int port, Action<HttpListenerContext> answer)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        listener.Start();
        _ = AnswerAsync();
        return listener;

        async Task AnswerAsync()
        {
            while (listener.IsListening)
            {
                try
                {
                    var context = await listener.GetContextAsync();
                    answer(context);
                    context.Response.Close();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }
}
