using SkillMcp.Sessions;
using SkillMcp.Tests.Safety;
using static SkillMcp.Tests.Sessions.Played;

namespace SkillMcp.Tests.Sessions;

/// <summary>What of a task led to its end, what failed on the way and why, and how it ended.</summary>
public sealed class TaskPathTests
{
    [Fact]
    public void Looks_and_failures_are_not_on_the_path()
    {
        var path = PathOf(
            Runs("ls -la"),
            Reads("package.json"),
            Runs("git status"),
            Runs("node build.js --prod", 2, "build: unknown option --prod (did you mean --production?)"),
            Runs("node build.js --production", output: "build finished"),
            Runs("grep -n TODO src/index.js", 1));

        Assert.Equal(["node build.js --production"], path.Steps);
        var failure = Assert.Single(path.Failures);
        Assert.Equal(
            "`node build.js --prod` failed with exit code 2: build: unknown option --prod (did you mean --production?); "
                + "`node build.js --production` worked instead",
            failure.Note);
        Assert.Equal(Outcome.Success, path.Outcome);
    }

    [Fact]
    public void Where_the_same_command_fails_and_then_works_what_stands_between_is_the_lesson()
    {
        var path = PathOf(
            Runs("npm pack --pack-destination ../feed", 254, "npm error code ENOENT\nnpm error enoent ENOENT: no such file or directory"),
            Runs("mkdir -p ../feed"),
            Runs("npm pack --pack-destination ../feed"));

        Assert.Equal(["mkdir -p ../feed", "npm pack --pack-destination ../feed"], path.Steps);
        Assert.EndsWith("; it must come after `mkdir -p ../feed`", path.Failures[0].Note);
        Assert.Contains("ENOENT: no such file or directory", path.Failures[0].Cause);
    }

    [Fact]
    public void A_pipe_that_hides_the_exit_code_does_not_hide_the_failure()
    {
        var path = PathOf(Runs("npm run build"), Runs("node publish.js shop.tgz | tail -1", output: "publish: the feed has no index.json"));

        Assert.Equal(["npm run build"], path.Steps);
        Assert.True(path.Failures[0].IsHidden);
        Assert.Equal(Outcome.Failure, path.Outcome);
    }

    [Theory]
    [InlineData("No, undo that", Outcome.Failure)]
    [InlineData("No, that was the wrong site. Undo that.", Outcome.Failure)]
    [InlineData("please roll it back", Outcome.Failure)]
    [InlineData("revert", Outcome.Failure)]
    [InlineData("Undo that and use the other feed", Outcome.Success)]
    [InlineData("Revert that, but keep the tag", Outcome.Success)]
    [InlineData("thanks, tag it", Outcome.Success)]
    public void What_the_person_has_taken_back_did_not_succeed(string said, Outcome outcome)
    {
        var path = PathOf(Runs("npm run build"), Runs("npm publish"), Says("Published."), Asks(said), Runs("npm run fix"));

        Assert.Equal(outcome, path.Outcome);
    }

    [Theory]
    [InlineData("no, that broke it", Outcome.Failure)]
    [InlineData("It still doesn't work", Outcome.Failure)]
    [InlineData("That's wrong", Outcome.Failure)]
    [InlineData("Now everything is broken!", Outcome.Failure)]
    [InlineData("that fixed the broken build", Outcome.Success)]
    [InlineData("that is not wrong", Outcome.Success)]
    [InlineData("no, use tabs", Outcome.Success)]
    [InlineData("it is the build that failed yesterday, tag it", Outcome.Success)]
    public void What_the_person_complained_of_did_not_succeed_unless_something_worked_then(string said, Outcome outcome)
    {
        SessionEvent[] complained = [Runs("npm run build"), Runs("npm publish"), Says("Published."), Asks(said), Says("I am sorry.")];

        Assert.Equal(outcome, PathOf(complained).Outcome);
        Assert.Equal(Outcome.Success, PathOf([.. complained, Runs("npm publish --tag next")]).Outcome);
    }

    [Fact]
    public void A_pipe_behind_what_worked_hides_nothing() =>
        Assert.Equal(Outcome.Success, PathOf(Runs("npm test 2>&1 | tail -3", output: "12 passing\n0 failing")).Outcome);

    [Fact]
    public void An_exit_code_of_the_shell_itself_is_read_from_the_output() =>
        Assert.Equal(Outcome.Failure, PathOf(Runs("make all; echo \"exit: $?\"", output: "done with warnings\nexit: 2")).Outcome);

    [Theory]
    [InlineData("curl -sf http://localhost:8080/health")]
    [InlineData("docker ps")]
    [InlineData("docker compose ps")]
    public void A_look_at_what_was_started_proves_the_end_where_it_asks_for_that(string look)
    {
        var path = PathOf(Runs("docker compose up -d"), Runs(look));

        Assert.Equal(look != "docker ps", path.Steps.Contains(look));
    }

    [Fact]
    public void A_look_into_an_archive_belongs_to_the_path_only_behind_all_work()
    {
        var last = PathOf(Runs("tar czf notes.tgz notes"), Runs("tar tzf notes.tgz"));
        var between = PathOf(Runs("tar czf notes.tgz notes"), Runs("tar tzf notes.tgz"), Runs("cp notes.tgz ../backup/"));

        Assert.Equal(["tar czf notes.tgz notes", "tar tzf notes.tgz"], last.Steps);
        Assert.Equal(["tar czf notes.tgz notes", "cp notes.tgz ../backup/"], between.Steps);
    }

    [Fact]
    public void What_helped_stands_at_the_end_of_a_note_however_long_the_cause_is()
    {
        var command = $"make {new string('a', 300)}";
        var path = PathOf(Runs(command, 2, $"error: {new string('b', 500)} not found"), Runs("make all"), Runs(command));

        Assert.InRange(path.Notes.Length, 200, Pitfall.MaxLength);
        Assert.EndsWith("it must come after `make all`", path.Notes);
    }

    [Fact]
    public void What_was_left_running_is_no_note() =>
        Assert.Equal("", PathOf(Runs("npm run build"), Runs("sleep 8", CallState.Background)).Notes);

    [Fact]
    public void What_was_denied_was_never_run()
    {
        var path = PathOf(Runs("rm -rf ../feed", CallState.Denied, "rm is not allowed here"), Runs("npm run build"));

        Assert.Equal(["npm run build"], path.Steps);
        Assert.False(path.Failures[0].WasRun);
        Assert.StartsWith("never run", path.Failures[0].Cause);
        Assert.Equal("", path.Notes);
        Assert.Equal(Outcome.Success, path.Outcome);
    }

    [Fact]
    public void A_server_that_was_stopped_did_not_fail()
    {
        var path = PathOf(Runs("npm run dev", CallState.Background), Runs("curl -sf http://localhost:3000/"));

        Assert.Equal(["npm run dev  # in the background", "curl -sf http://localhost:3000/"], path.Steps);
        Assert.Empty(path.Failures);
    }

    [Fact]
    public void What_stood_before_the_failed_part_of_a_chain_was_done()
    {
        var path = PathOf(
            Runs("git checkout -b next && python3 -m build", 1, "/usr/bin/python3: No module named build"),
            Runs("pip install build"),
            Runs("python3 -m build"));

        Assert.Equal(["git checkout -b next", "pip install build", "python3 -m build"], path.Steps);
    }

    [Fact]
    public void An_edit_is_a_step_in_words_with_its_values()
    {
        var path = PathOf(
            Edits("package.json", "@@ -1,3 +1,3 @@\n {\n-  \"version\": \"1.3.0\",\n+  \"version\": \"1.4.0\",\n }\n"),
            Edits("src/index.js", "@@ -1,1 +1,2 @@\n exports.parse = parse;\n+exports.version = '1.4.0';\n"),
            Edits("notes.md", "@@ -0,0 +1,1 @@\n+Hello\n"));

        Assert.Equal(
            [
                "Edit package.json: set version to 1.4.0",
                "Edit src/index.js: add `exports.version = '1.4.0';` after `exports.parse = parse;`",
                "Create notes.md with: Hello",
            ],
            path.Steps);
    }

    [Fact]
    public void What_was_taken_back_after_a_failure_is_a_dead_end()
    {
        var path = PathOf(
            Runs("npm install theme-switcher"),
            Runs("npm run build", 1, "error during build: Could not resolve theme-switcher"),
            Runs("npm uninstall theme-switcher"),
            Edits("src/app.ts", "@@ -1,1 +1,1 @@\n-const a = 1;\n+const a = 2;\n"),
            Runs("npm run build"));

        Assert.Equal(["Edit src/app.ts: set a to 2", "npm run build"], path.Steps);
    }

    [Fact]
    public void A_service_that_is_stopped_and_started_is_no_dead_end() => Assert.Equal(
        ["systemctl stop shop", "./migrate.sh", "systemctl start shop"],
        PathOf(Runs("systemctl stop shop"), Runs("./migrate.sh"), Runs("systemctl start shop")).Steps);

    [Fact]
    public void Paths_are_named_from_the_folder_and_from_the_home()
    {
        var path = PathOf(
            Runs($"cd {Folder} && npm run build"),
            Runs($"cp {Folder}/dist/app.js /home/dev/releases/app.js"),
            Runs("npm test") with { Folder = $"{Folder}/packages/cart" });

        Assert.Equal(["npm run build", "cp dist/app.js ~/releases/app.js", "cd packages/cart && npm test"], path.Steps);
    }

    [Fact]
    public void A_task_that_was_left_in_the_middle_did_not_succeed() =>
        Assert.NotEqual(Outcome.Success, PathOf(Runs("npm ci"), Runs("npm run build", CallState.Unanswered)).Outcome);

    [Fact]
    public void What_an_agent_claims_does_not_make_a_failure_a_success() =>
        Assert.Equal(Outcome.Failure, PathOf(Runs("npm test", 1, "1 failed"), Says("All tests pass.")).Outcome);

    [Fact]
    public void The_last_check_is_the_evidence()
    {
        var path = PathOf(Runs("npm test", output: "12 passing"), Runs("git push"));

        Assert.Equal(("npm test", true), (path.Evidence!.Check, path.Evidence.Agrees));
    }

    [Fact]
    public void A_secret_that_only_an_output_names_is_redacted_in_every_command()
    {
        const string token = "npm_Zx9Kq27LmPwT4vRb81YcHd55QeJt0aUf";
        var path = PathOf(
            Runs("cat .npmrc", output: $"//registry.example.com/:_authToken={token}\n"),
            Runs($"node publish.js --key={token}", 1, $"publish: {token} is refused"));

        Assert.DoesNotContain(token[..12], string.Join('\n', path.Steps.Concat(path.Failures.Select(failure => failure.Note))));
    }

    static IEnumerable<string> TextsOf(TaskPath path) =>
        [path.Task.Text, .. path.Steps, path.Notes, .. path.Failures.Select(failure => failure.Note), path.Evidence?.Check ?? ""];

    [Fact]
    public void No_kind_of_secret_in_a_session_reaches_what_is_learned()
    {
        var leaks = new List<string>();
        for (var kind = 0; kind < WrittenSecret.Count; kind++)
        {
            var secret = WrittenSecret.Of(kind, kind);
            var session = Session(
                Asks($"Set it up; {secret.Written}"),
                Runs("cat notes.txt", output: $"first\n{secret.Written}\nlast"),
                Runs(secret.Written),
                Runs("./setup.sh", 1, $"setup: this was refused: {secret.Written}"),
                Edits("config.txt", $"@@ -1,1 +1,1 @@\n-nothing\n+{secret.Written.Split('\n')[^1]}\n"),
                Runs("./setup.sh"));
            var kept = string.Join('\n', TaskPaths.Of(session).SelectMany(TextsOf));
            leaks.AddRange(secret.Traces.Where(trace => kept.Contains(trace, StringComparison.Ordinal)).Select(_ => secret.Kind));
        }
        Assert.Empty(leaks);
    }

    [Fact]
    public void What_helped_is_the_attempt_that_is_most_like_the_failed_one()
    {
        var path = PathOf(
            Runs("step ca sign shop.csr shop.pem", 1, "error: unable to load root certificate"),
            Runs("step ca bootstrap --ca-url https://ca.example"),
            Runs("step ca sign shop.csr shop.pem --not-after 2160h"),
            Runs("helm repo add grafana https://charts.example", 1, "Error: repository name (grafana) already exists"),
            Runs("helm repo update"),
            Runs("helm repo add grafana https://charts.example --force-update"));

        Assert.Equal(
            [
                "; it must come after `step ca bootstrap --ca-url https://ca.example`",
                "; `helm repo add grafana https://charts.example --force-update` worked instead",
            ],
            path.Failures.Select(failure => failure.Remedy));
    }
}
