namespace SkillMcp.Tests;

public sealed class PitfallTests
{
    [Theory]
    [InlineData("check, b, check", 3, "check, b, c, check", 4)]
    [InlineData("check, b, check", 1, "check, b, c, check", 1)]
    [InlineData("check, b, check", 3, "check, check, b, check", 4)]
    [InlineData("check, b, check", 3, "check, b", 1)]
    [InlineData("a, check, b, check, c, check", 4, "a, check, b, check, c, check, d, check", 4)]
    [InlineData("a, b", 2, "b, a", 1)]
    [InlineData("a, b", 2, "a, c", null)]
    [InlineData("a, b", 0, "c", 0)]
    public void A_pitfall_stays_with_the_occurrence_of_its_step(string was, int step, string now, int? at) =>
        Assert.Equal(
            at,
            new Pitfall { Text = "It was late", Step = step }.MappedTo(Sample.Steps(was.Split(", ")), Sample.Steps(now.Split(", ")))?.Step);

    [Fact]
    public void What_says_what_to_do_comes_before_what_passes_by_itself()
    {
        (Pitfall Pitfall, IReadOnlyList<Step>? Was) Met(string text, int seen) => (new Pitfall { Text = text, Seen = seen }, null);

        var shown = Pitfall.ForSteps([], [
            Met("the VPN dropped in the middle", 5),
            Met("probe port must be 9000", 1),
            Met("health is at /healthz", 2),
            Met("my laptop went to sleep", 1),
            Met("push denied until you log in to the registry", 1)]);

        Assert.Equal(
            ["health is at /healthz", "probe port must be 9000", "push denied until you log in to the registry",
                "the VPN dropped in the middle", "my laptop went to sleep"],
            shown.Select(pitfall => pitfall.Text));
    }
}
