using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class FailedStepTests
{
    const string Release = "git pull --rebase|uv run pytest -q|twine upload dist/*|git tag v1.4.0|git push --follow-tags";
    const string Cluster = "docker build -t api .|docker push hub/api|kubectl set image deploy/api api=hub/api|curl -f https://api/health";
    const string Portal = "Open https://portal.example.com/invoices|Enter the invoice number in the search box"
        + "|Click the \"Export CSV\" button|Upload the file to the accounting folder";

    [Theory]
    [InlineData(Release, "pytest failed because the working directory was wrong", 2)]
    [InlineData(Release, "twine said 403, the token has to be an API token", 3)]
    [InlineData(Release, "400 from the upload, bump the version first", 3)]
    [InlineData(Release, "git push was rejected as main is protected", 5)]
    [InlineData(Release, "the push needs a deploy key with write access", 5)]
    [InlineData(Release, "step 4 failed, the tag was there", 4)]
    [InlineData(Cluster, "No space left on device while building the image", 1)]
    [InlineData(Cluster, "docker push was denied; run docker login first", 2)]
    [InlineData(Cluster, "log in to the registry before the push", 2)]
    [InlineData(Cluster, "so set image failed with NotFound", 3)]
    [InlineData(Cluster, "curl: (60) SSL certificate problem", 4)]
    [InlineData(Cluster, "health is at /healthz", 4)]
    [InlineData(Cluster, "404 on /health", 4)]
    [InlineData(Cluster, "build from node:22, the base image was removed", 1)]
    [InlineData(Portal, "the search box rejects numbers with dashes", 2)]
    [InlineData(Portal, "the Export CSV button was greyed out until a date range is chosen", 3)]
    [InlineData(Portal, "Uploading failed: the folder was renamed", 4)]
    public void A_step_is_found_by_what_the_report_says_failed(string steps, string notes, int step) =>
        Assert.Equal(step, In(steps, notes));

    [Theory]
    [InlineData(Release, "run git pull again, then it goes on")]
    [InlineData(Release, "after git push nobody was notified")]
    [InlineData(Release, "use pytest 8")]
    [InlineData(Cluster, "run docker login first")]
    [InlineData(Cluster, "docker system prune helped")]
    [InlineData(Cluster, "kubectl pointed to the wrong cluster")]
    [InlineData(Cluster, "wrong namespace")]
    [InlineData(Portal, "cookies must be cleared first")]
    [InlineData(Portal, "click it twice")]
    public void A_remedy_and_what_no_step_is_called_by_name_no_step(string steps, string notes) => Assert.Equal(0, In(steps, notes));

    [Theory]
    [InlineData("docker build failed and docker push failed")]
    [InlineData("step 1 and step 3 failed")]
    [InlineData("step 9 failed")]
    public void Where_several_could_be_meant_or_none_there_is_none(string notes) => Assert.Equal(0, In(Cluster, notes));

    [Fact]
    public void What_two_steps_are_called_by_is_a_name_of_neither()
    {
        Assert.Equal(0, In("make test|make test-all", "make failed"));
        Assert.Equal(0, In("docker push a|docker push b", "docker push was denied"));
        Assert.Equal(1, In("docker push a|docker pull b", "docker push was denied"));
    }

    [Theory]
    [InlineData("a|b|c", "a|x|c", 2)]
    [InlineData("a|b|c", "a|b|x", 3)]
    [InlineData("a|b|c", "a|x|y|c", 2)]
    [InlineData("deploy {name}|b", "deploy shop|x", 2)]
    [InlineData("a|b|c", "a|x|y", 0)]
    [InlineData("a|b|c", "a|x|b|c", 0)]
    [InlineData("a|b|c", "a|b|c", 0)]
    public void The_only_step_that_a_fix_changed_is_what_failed(string failed, string mended, int step) =>
        Assert.Equal(step, FailedStep.MendedIn(Sample.Steps(failed.Split('|')), Sample.Steps(mended.Split('|'))));

    [Fact]
    public void Any_text_is_read_in_linear_time()
    {
        var steps = Sample.Steps([.. Enumerable.Range(0, 50).Select(step => $"tool{step} act{step} file{step}.txt --flag{step}")]);
        var notes = string.Join(' ', Enumerable.Repeat("::: `' , . -- about the 'tool9", 2_000).Prepend("tool1 failed;"));

        Assert.Equal(2, FailedStep.In(notes, null, steps));
        Assert.Equal(0, FailedStep.In(new string('"', 10_000), null, steps));
        Assert.Equal(1, FailedStep.In(notes, null, Sample.Steps([.. Enumerable.Repeat(notes[..8_000], 200)])));
    }

    static int In(string steps, string notes) => FailedStep.In(notes, null, Sample.Steps(steps.Split('|')));
}
