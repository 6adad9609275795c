using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

/// <summary>Why other steps are never handed over in place of the current ones without a person's word.</summary>
public sealed class WayRiskTests
{
    static readonly string[] Publish =
        ["npm run build", "mkdir -p ../feed", "npm pack --pack-destination ../feed", "node publish.js ../feed"];

    [Theory]
    [InlineData("lacks a safeguard of the current one", "npm run build", "node publish.js ../feed")]
    [InlineData("deletes something that the current one leaves alone",
        "rm -rf ../feed",
        "npm run build", "npm test", "mkdir -p ../feed", "npm pack --pack-destination ../feed", "node publish.js ../feed")]
    [InlineData("ends before the current one does", "npm run build", "npm test", "mkdir -p ../feed", "npm pack --pack-destination ../feed")]
    [InlineData("ends before the current one does",
        "npm run build", "npm test", "mkdir -p ../feed", "npm pack --pack-destination ../feed", "git tag v1.3.0")]
    [InlineData("skips a check that the current one makes",
        "npm run build", "npm test", "mkdir -p ../feed", "npm pack --pack-destination ../feed", "node publish.js ../feed --force")]
    [InlineData("",
        "npm run build", "npm test", "mkdir -p ../packages", "npm pack --pack-destination ../packages", "node publish.js ../packages")]
    [InlineData("", "npm run build", "npm test", "npm pack", "cp *.tgz ../feed", "node publish.js ../feed", "git tag v1.3.0")]
    public void Other_steps_lose_a_safeguard_delete_something_or_stop_short(string risk, params string[] steps)
    {
        string[] current = [Publish[0], "npm test", .. Publish[1..]];

        Assert.Equal(risk, WayRisk.Of(Of(current), Of(steps)));
    }

    [Fact]
    public void What_replaced_the_end_after_a_failure_does_not_stop_short()
    {
        string[] mended = [.. Publish[..3], "npm publish --registry http://localhost:4873"];

        Assert.Equal("ends before the current one does", WayRisk.Of(Of(Publish), Of(mended)));
        Assert.Empty(WayRisk.Of(Of(Publish), Of(mended), isMended: true));
        Assert.NotEmpty(WayRisk.Of(Of(Publish), Of(Publish[..3]), isMended: true));
    }

    static Step[] Of(string[] steps) => [.. steps.Select(Step.Parse)];
}
