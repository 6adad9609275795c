using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class TransientFailureTests
{
    [Theory]
    [InlineData("passed the third time without touching anything")]
    [InlineData("fine on the next attempt")]
    [InlineData("flaky: passed on second try")]
    [InlineData("the cluster was being upgraded at that moment, later it worked")]
    [InlineData("npm audit flaked out, re-running helped")]
    [InlineData("registry had an outage, nothing wrong with the steps")]
    [InlineData("timed out waiting for the condition because the cluster was busy")]
    [InlineData("the VPN dropped in the middle")]
    [InlineData("my laptop went to sleep")]
    [InlineData("the spot node was reclaimed")]
    [InlineData("the user cancelled it")]
    [InlineData("another job used up the runner's memory")]
    public void What_passes_without_a_change_is_transient(string notes) => Assert.True(PitfallExtraction.IsTransient(notes, null));

    [Theory]
    [InlineData("after increasing the limit it worked on the next run")]
    [InlineData("with --retries 5 it passed on the second attempt")]
    [InlineData("worked once I logged in again with the admin role")]
    [InlineData("connection refused, start postgres")]
    [InlineData("rollout status timed out: the readiness probe points at 8080, the app listens on 9090")]
    [InlineData("Service Unavailable. The ingress has no endpoints: the selector is app=shop-web and not shop")]
    [InlineData("connection timed out: port 465 is closed on the new firewall")]
    [InlineData("it works only on the second try, the first call warms the cache: call it twice")]
    [InlineData("request timed out until the index on orders was added")]
    [InlineData("address already in use: another process listens on 8080")]
    [InlineData("unreachable host, the address changed to 10.0.0.9")]
    [InlineData("OOMKilled, the limit of 128Mi is too low")]
    public void What_a_change_mends_is_not(string notes) => Assert.False(PitfallExtraction.IsTransient(notes, null));

    [Theory]
    [InlineData("124", "", true)]
    [InlineData("137", "", true)]
    [InlineData("143", "", true)]
    [InlineData("1", "", false)]
    [InlineData("1124", "", false)]
    [InlineData("137", "the limit of 128Mi is too low", false)]
    public void What_was_killed_passes_where_nothing_else_is_said(string exit, string notes, bool isTransient) =>
        Assert.Equal(isTransient, PitfallExtraction.IsTransient(notes, new Evidence { Kind = EvidenceKind.ExitCode, Observed = exit }));
}
