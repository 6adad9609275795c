using SkillMcp.Sessions;
using static SkillMcp.Tests.Sessions.Played;

namespace SkillMcp.Tests.Sessions;

/// <summary>Where one task of a session ends and the next begins.</summary>
public sealed class SessionTaskTests
{
    [Theory]
    [InlineData("yes")]
    [InlineData("go on")]
    [InlineData("Yes, pack it into ../feed and tag")]
    [InlineData("now also tag it")]
    [InlineData("fix that")]
    [InlineData("looks good, commit and push")]
    [InlineData("the build still breaks, can you fix it?")]
    [InlineData("no, use the staging feed instead")]
    [InlineData("Error: Cannot find module 'left-pad'")]
    public void A_request_that_goes_on_with_the_task_belongs_to_it(string followUp)
    {
        var tasks = TaskPaths.Of(Session(
            Asks("Package the library and publish it to the local feed"), Runs("npm run build"), Asks(followUp), Runs("npm publish")));

        var task = Assert.Single(tasks);
        Assert.Equal("Package the library and publish it to the local feed", task.Task.Text);
        Assert.Equal(["npm run build", "npm publish"], task.Steps);
    }

    [Theory]
    [InlineData("Remove the unused feature flags from the settings file")]
    [InlineData("Now write a Dockerfile for the billing service")]
    [InlineData("New task: rename the images folder")]
    [InlineData("Please make sure that the tests of the parser pass")]
    public void A_request_with_things_of_its_own_is_another_task(string other)
    {
        var tasks = TaskPaths.Of(Session(
            Asks("Package the library and publish it to the local feed"), Runs("npm publish"), Asks(other), Runs("make fix")));

        Assert.Equal([["npm publish"], ["make fix"]], tasks.Select(task => task.Steps));
    }

    [Fact]
    public void The_same_for_something_else_is_a_run_of_its_own_that_says_what_it_repeats()
    {
        var tasks = TaskPaths.Of(Session(
            Asks("Back up the users table"),
            Runs("pg_dump -t users shop"),
            Asks("Now do the same for orders"),
            Runs("pg_dump -t orders shop")));

        Assert.Equal("Back up the users table: Now do the same for orders", tasks[1].Task.Text);
    }

    [Fact]
    public void Two_things_in_one_request_are_told_apart_by_what_the_calls_touch()
    {
        var tasks = TaskPaths.Of(Session(
            Asks("Publish the library to the feed. Also back up the notes folder"),
            Runs("mkdir -p ../backup"),
            Runs("npm run build"),
            Runs("tar czf ../backup/notes.tgz notes"),
            Runs("npm publish --registry file:../feed"),
            Runs("tar tzf ../backup/notes.tgz")));

        Assert.Equal(["npm run build", "npm publish --registry file:../feed"], tasks[0].Steps);
        Assert.Equal(["mkdir -p ../backup", "tar czf ../backup/notes.tgz notes", "tar tzf ../backup/notes.tgz"], tasks[1].Steps);
        Assert.Equal("back up the notes folder", tasks[1].Task.Text);
    }

    [Fact]
    public void What_a_subagent_did_belongs_to_the_task_that_started_it()
    {
        var tasks = TaskPaths.Of(Session(
            Asks("Publish the library"),
            Runs("npm run build"),
            new PersonRequest("SUBTASK: pack it") { Subagent = "a1" },
            Runs("npm pack") with { Subagent = "a1" },
            Runs("npm publish")));

        Assert.Equal(["npm run build", "npm pack", "npm publish"], Assert.Single(tasks).Steps);
    }

    [Fact]
    public void The_id_of_a_task_is_the_same_whenever_its_session_is_read() => Assert.Equal(
        (SessionKey.Of(SessionClient.Claude, "s1", 1), true, true),
        (SessionKey.Of(SessionClient.Claude, "s1", 1),
            SessionKey.Of(SessionClient.Claude, "s1", 1) != SessionKey.Of(SessionClient.Claude, "s1", 2),
            SessionKey.Of(SessionClient.Claude, "s1", 1) != SessionKey.Of(SessionClient.Codex, "s1", 1)));
}
