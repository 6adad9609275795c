using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class RunSkeletonTests
{
    [Theory]
    [InlineData("git tag -a v1.4.0 -m \"billing 1.4.0\"", "git tag -a v2.0.1 -m 'payments gateway 2.0.1'")]
    [InlineData("git log --oneline v1.3.9..HEAD   # what changed since 1.3.9", "git log --oneline v2.0.0..HEAD")]
    [InlineData("kubectl logs deployment/cart --tail=50 | grep -E 'ERROR'", "kubectl logs deployment/pay --tail=200 | grep -E 'a -v b'")]
    [InlineData("tail -n5 app.log", "tail -n200 web.log")]
    [InlineData("find logs -mtime -7", "find backups -mtime -30")]
    [InlineData("docker run -p8080:80 shop", "docker run -p9090:90 pay")]
    [InlineData("/usr/local/bin/ship.sh --to staging", "./ship.sh --to prod")]
    [InlineData("Check the shop: curl -f https://shop.example.org", "curl -f https://pay.example.org")]
    [InlineData("sudo STAGE=qa ./ship.sh", "STAGE=prod ./ship.sh")]
    [InlineData("kubectl set image \\\n deployment/cart cart=shop:2", "kubectl set image \\\n deployment/pay pay=pay:7")]
    [InlineData("Add a section '## 1.4.0' to CHANGELOG.md", "Add a section '## 2.0.1' to CHANGELOG.md")]
    [InlineData("Tell the customer at once", "Telling the customer in docs/updates.md")]
    public void Values_are_not_part_of_it(string one, string other) => Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("git push origin main", "git push --force origin main")]
    [InlineData("git branch -d old", "git branch -D old")]
    [InlineData("tar -c app", "zip -c app")]
    [InlineData("cd app && make build -j4", "make build -j4")]
    [InlineData("Tell the customer", "Ask the customer")]
    [InlineData("", "Ask the customer")]
    public void Programs_flags_and_first_words_are(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void The_order_of_the_steps_is_part_of_it() =>
        Assert.NotEqual(RunSkeleton.Of(Sample.Steps("stop it", "copy it")), RunSkeleton.Of(Sample.Steps("copy it", "stop it")));

    static string Of(string step) => RunSkeleton.Of(step.Length == 0 ? [] : Sample.Steps(step));
}
