using SkillMcp.Checks;

namespace SkillMcp.Tests.Checks;

/// <summary>What a condition lets a program check, and why another lets it check nothing.</summary>
public sealed class CheckReaderTests
{
    [Theory]
    [InlineData("The tests pass: `pytest -q`", "pytest -q: exit code 0")]
    [InlineData("`python3 -m unittest` passes", "python3 -m unittest: exit code 0")]
    [InlineData("`dotnet test --no-build` passes", "dotnet test --no-build: exit code 0")]
    [InlineData("`npm test` passes", "npm test: exit code 0")]
    [InlineData("`make check` succeeds", "make check: exit code 0")]
    [InlineData("`./app --selftest` exits with 3", "./app --selftest: exit code 3")]
    [InlineData("`./app --selftest` ends with exit code 3", "./app --selftest: exit code 3")]
    [InlineData("`git log -1 --format=%s` prints `release 2.1`", "git log -1 --format=%s: exit code 0, holds 'release 2.1'")]
    [InlineData("`git describe` matches `^v[0-9]+`", "git describe: exit code 0, matches '^v[0-9]+'")]
    [InlineData("`terraform validate` succeeds", "terraform validate: exit code 0")]
    [InlineData("`grep -q ready state.txt`", "grep -q ready state.txt: exit code 0")]
    [InlineData("`deployctl verify web` passes", "deployctl verify web: exit code 0")]
    [InlineData("``test -n `git tag` `` succeeds", "test -n `git tag`: exit code 0")]
    public void A_command_that_only_looks_is_a_check(string condition, string check) => Assert.Equal(check, TextOf(condition));

    [Theory]
    [InlineData("`https://shop.example.com/health` answers 204", "GET https://shop.example.com/health: HTTP 204")]
    [InlineData("`GET https://shop.example.com/health` → 200", "GET https://shop.example.com/health: HTTP 200")]
    [InlineData("`HEAD http://localhost:8080/` returns HTTP 301", "HEAD http://localhost:8080/: HTTP 301")]
    [InlineData("The shop is up: `https://shop.example.com/`", "GET https://shop.example.com/: HTTP 2xx")]
    [InlineData("`https://shop.example.com/version` answers 200 and contains `2.1`",
        "GET https://shop.example.com/version: HTTP 200, holds '2.1'")]
    [InlineData("`curl -fsS https://shop.example.com/health` succeeds", "GET https://shop.example.com/health: HTTP 2xx")]
    [InlineData("`curl -sI -o /dev/null localhost:8080/` answers", "HEAD http://localhost:8080/: HTTP 2xx")]
    public void An_address_is_asked(string condition, string check) => Assert.Equal(check, TextOf(condition));

    [Theory]
    [InlineData("`dist/app.js` exists", "dist/app.js: is there")]
    [InlineData("`CHANGELOG.md` contains `## 2.1`", "CHANGELOG.md: is there, holds '## 2.1'")]
    [InlineData("The report `out/report.xml` was written", "out/report.xml: is there")]
    [InlineData("`TestResults/*.trx` has no failures", "TestResults/*.trx: no failed tests")]
    [InlineData("All tests in `build/junit.xml` pass", "build/junit.xml: no failed tests")]
    public void A_file_is_looked_at(string condition, string check) => Assert.Equal(check, TextOf(condition));

    [Theory]
    [InlineData("The deployment is healthy")]
    [InlineData("`main` is merged")]
    [InlineData("`replicas` is 3")]
    [InlineData("The status is `Running`")]
    [InlineData("A tag `v2.1.0` is on the commit")]
    public void A_condition_in_words_is_none(string condition) => Assert.Null(CheckReader.Read(condition));

    [Theory]
    [InlineData("`rm -rf build` succeeds", "'rm -rf build' may change something, and a check only looks")]
    [InlineData("`./release 2.1` exits with 0", "'./release 2.1' may change something, and a check only looks")]
    [InlineData("`git push` succeeds", "'git push' may change something, and a check only looks")]
    [InlineData("`pytest -q && git push` passes", "'git push' may change something, and a check only looks")]
    [InlineData("`pytest -q > result.txt` passes", "it writes 'result.txt', and a check only looks")]
    [InlineData("`test -n \"$(git push)\"` succeeds", "'git push' may change something, and a check only looks")]
    [InlineData("``test -n `git push` `` succeeds", "'git push' may change something, and a check only looks")]
    [InlineData("`find . -name '*.tmp' -delete` succeeds", "may change something, and a check only looks")]
    [InlineData("`bash -c 'rm -rf build'` succeeds", "may change something, and a check only looks")]
    [InlineData("`sudo systemctl status web` succeeds", "it asks for another user's rights ('sudo')")]
    [InlineData("`ssh web-1 systemctl is-active web` succeeds", "'ssh' needs the network, which checks do not have")]
    [InlineData("`curl -d x=1 https://example.com/` succeeds", "'curl' needs the network, which checks do not have")]
    [InlineData("`POST https://example.com/jobs` answers 201", "POST may change something, and a check only asks: GET or HEAD")]
    [InlineData("`git tag` matches `(?<=v)1`", "'(?<=v)1' is not a regular expression that can be matched in linear time")]
    public void What_does_more_than_look_is_none_and_says_why(string condition, string why)
    {
        var read = CheckReader.Read(condition)!;

        Assert.Null(read.Check);
        Assert.Contains(why, read.Mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("`dist/lock` does not exist")]
    [InlineData("`dist/lock` no longer exists")]
    [InlineData("No file `dist/lock` exists")]
    [InlineData("`dist/app.log` doesn't contain `ERROR`")]
    [InlineData("`dist/app.js` exists; it does not contain `debugger`")]
    [InlineData("`cat dist/app.log` prints `ERROR` no more")]
    [InlineData("`git status --porcelain` prints nothing")]
    [InlineData("`terraform plan` shows no changes")]
    [InlineData("`./app --selftest` does not exit with 3")]
    [InlineData("`pytest -q` fails")]
    [InlineData("`https://old.example.com/` no longer answers 200")]
    [InlineData("`https://old.example.com/` is gone")]
    public void What_is_not_so_is_no_check_of_what_is(string condition)
    {
        var read = CheckReader.Read(condition)!;

        Assert.Null(read.Check);
        Assert.StartsWith("it says what is not so", read.Mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("`dist/app.js` and `dist/app.css` exist", "`dist/app.css` in it is not looked at")]
    [InlineData("`cat state.txt` prints `ready` or `done`", "`done` in it is not looked at")]
    [InlineData("The file `dist/app.js` is there and `pytest -q` passes", "`pytest -q` in it is not looked at")]
    [InlineData("`wc -l state.txt` prints more than `5`", "it compares")]
    [InlineData("`cat state.txt` prints only `ok`", "it compares")]
    [InlineData("`https://shop.example.com/items` returns 100 items", "it counts")]
    [InlineData("`git status` prints 3 rows", "it counts")]
    [InlineData("`./app --selftest` returns 3", "a number is returned")]
    [InlineData("`git status` is clean", "it only shows something")]
    [InlineData("`cat state.txt` is empty", "it only shows something")]
    [InlineData("`./app --selftest` exits with a nonzero code", "it says what is not so")]
    public void What_says_more_than_is_read_is_no_check(string condition, string why)
    {
        var read = CheckReader.Read(condition)!;

        Assert.Null(read.Check);
        Assert.StartsWith(why, read.Mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("`pytest -q` passes in `src/`", "pytest -q: exit code 0")]
    [InlineData("`cat state.txt` succeeds", "cat state.txt: exit code 0")]
    [InlineData("`make check` runs without errors", "make check: exit code 0")]
    [InlineData("`pytest -q` does not fail", "pytest -q: exit code 0")]
    [InlineData("`./app --selftest` fails with exit code 3", "./app --selftest: exit code 3")]
    [InlineData("`https://old.example.com/` is gone and answers 410", "GET https://old.example.com/: HTTP 410")]
    [InlineData("`https://shop.example.com/` answers 204, not 200", "GET https://shop.example.com/: HTTP 204")]
    [InlineData("`https://shop.example.com/` returns 204 as long as it is up", "GET https://shop.example.com/: HTTP 204")]
    [InlineData("`https://shop.example.com/` answers with 404 Not Found", "GET https://shop.example.com/: HTTP 404")]
    [InlineData("`./app --selftest` returns 0", "./app --selftest: exit code 0")]
    [InlineData("The shop is not down: `https://shop.example.com/`", "GET https://shop.example.com/: HTTP 2xx")]
    [InlineData("`test ! -e dist/lock` succeeds", "test ! -e dist/lock: exit code 0")]
    [InlineData("`test -z \"$(git status --porcelain)\"` succeeds", "test -z \"$(git status --porcelain)\": exit code 0")]
    public void What_only_sounds_so_is_one(string condition, string check) => Assert.Equal(check, TextOf(condition));

    [Theory]
    [InlineData("curl -f https://shop.example.com/health", "GET https://shop.example.com/health: HTTP 2xx")]
    [InlineData("Run the tests: `pytest -q`", "pytest -q: exit code 0")]
    public void Without_one_the_last_step_is_if_it_proves_something(string last, string check) =>
        Assert.Equal([check], CheckReader.ChecksOf(Procedure([], "make build", last)).Select(one => one.Check?.Text));

    [Theory]
    [InlineData("curl -f https://{host}/health")]
    [InlineData("curl -f http://localhost:{port}/health")]
    [InlineData("pytest -q {folder}")]
    public void A_last_step_that_lacks_a_value_is_one_and_cannot_be_made(string last)
    {
        var check = Assert.Single(CheckReader.ChecksOf(Procedure([], "make build", last)));

        Assert.Equal((last, null), (check.Condition, check.Check));
    }

    [Theory]
    [InlineData("make ship")]
    [InlineData("make ship-{version}")]
    [InlineData("cat state.txt")]
    [InlineData("Tell the team that it is done")]
    public void A_last_step_that_proves_nothing_is_none(string last) =>
        Assert.Empty(CheckReader.ChecksOf(Procedure([], "pytest -q", last)));

    [Fact]
    public void The_last_step_does_not_count_beside_what_an_author_states()
    {
        var stated = Procedure(["`dist/app.js` exists", "The team knows"], "make", "pytest -q");

        Assert.Equal(["dist/app.js: is there"], CheckReader.ChecksOf(stated).Select(one => one.Check?.Text));
    }

    static string? TextOf(string condition) => CheckReader.Read(condition)?.Check?.Text;

    static Procedure Procedure(string[] postconditions, params string[] steps) => new()
    {
        Title = "a skill",
        Description = "Does something",
        Steps = [.. steps.Select(Step.Parse)],
        Postconditions = postconditions,
    };
}
