using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class FollowedStepsTests
{
    const string Backup =
        "systemctl stop notes | cp app.sqlite3 backups/{date}.sqlite3 | sqlite3 backups/{date}.sqlite3 check | systemctl start notes";

    [Theory]
    [InlineData(Backup, true)]
    [InlineData("systemctl stop notes", true)]
    [InlineData("systemctl stop notes | cp app.sqlite3 backups/2026-01-01.sqlite3", true)]
    [InlineData("systemctl stop notes | cp app.sqlite3 backups/1.sqlite3 | echo lost", true)]
    [InlineData("cp app.sqlite3 backups/1.sqlite3 | sqlite3 backups/1.sqlite3 check | systemctl start notes", true)]
    [InlineData("systemctl stop notes | pg_dump notes | gzip notes.sql", false)]
    [InlineData("cp app.sqlite3 backups/1.sqlite3", false)]
    [InlineData("docker compose down | docker compose up -d", false)]
    [InlineData("systemctl start notes | systemctl stop notes | echo none", false)]
    public void A_run_that_was_aborted_or_mostly_the_same_followed_the_steps(string run, bool followed) =>
        Assert.Equal(followed, FollowedSteps.Are(Of(run), Of(Backup)));

    [Fact]
    public void Other_values_are_the_same_steps()
    {
        var known = Of("kubectl apply -f web.yaml -n staging | kubectl rollout status -n staging");

        Assert.True(FollowedSteps.AreAll(Of("kubectl apply -f web.yaml -n production | kubectl rollout status -n production"), known));
        Assert.False(FollowedSteps.AreAll(Of("kubectl apply -f web.yaml -n production"), known));
    }

    [Fact]
    public void Two_hundred_long_steps_are_compared_in_a_moment()
    {
        var known = new Procedure
        {
            Title = "long",
            Description = "Long",
            Steps = [.. Enumerable.Range(1, 200).Select(at => Step.Parse($"psql -d db{at} -c '{new string('x', 7_000)}' -o {at}"))],
        };
        var run = known with { Steps = [.. known.Steps.Select(step => Step.Parse(step.Text.Replace("db", "other")))] };
        var started = System.Diagnostics.Stopwatch.StartNew();

        FollowedSteps.Are(run, known);

        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    static Procedure Of(string steps) => Memory.OpenMemory.Procedure("notes", "Back up the notes", steps.Split(" | "));
}
