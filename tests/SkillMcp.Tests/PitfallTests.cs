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

    [Fact]
    public void What_was_seen_more_often_and_more_lately_comes_first()
    {
        var noon = Sample.Noon;

        Assert.Equal(
            ["fresh", "often", "passed", "old"],
            Ranked(
                Met("old", seen: 8) with { SeenAt = noon.AddDays(-360) },
                Met("passed", seen: 3) with { Passed = 10, SeenAt = noon },
                Met("often", seen: 6) with { Passed = 5, SeenAt = noon },
                Met("fresh", seen: 4) with { SeenAt = noon }));

        static Pitfall Met(string text, int seen) => new() { Text = $"use {text}", Seen = seen };
    }

    [Fact]
    public void What_was_seen_once_and_says_nothing_of_what_to_do_comes_last_however_fresh()
    {
        Assert.Equal(
            ["{port}", "twice", "once"],
            Ranked(
                new Pitfall { Text = "once", SeenAt = Sample.Noon },
                new Pitfall { Text = "twice", Seen = 2, Passed = 19, SeenAt = Sample.Noon.AddYears(-1) },
                new Pitfall { Text = "use {port}", Passed = 19, SeenAt = Sample.Noon.AddYears(-1) }));
    }

    [Fact]
    public void What_is_gone_is_not_shown_and_a_tip_is_never_gone() =>
        Assert.Equal(
            ["fresh", "tip"],
            Ranked(
                new Pitfall { Text = "use gone", Seen = 100, Passed = Pitfall.MaxPassed },
                new Pitfall { Text = "use fresh", Passed = Pitfall.MaxPassed - 1 },
                new Pitfall { Text = "use tip", IsTip = true, Passed = Pitfall.MaxPassed }));

    static IEnumerable<string> Ranked(params Pitfall[] pitfalls) =>
        Pitfall.ForSteps([], pitfalls.Select(pitfall => (pitfall, (IReadOnlyList<Step>?)null)))
            .Select(pitfall => pitfall.Text.Replace("use ", "", StringComparison.Ordinal));
}
