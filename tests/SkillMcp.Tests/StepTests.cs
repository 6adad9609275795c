namespace SkillMcp.Tests;

public sealed class StepTests
{
    [Theory]
    [InlineData("1. Verify image: docker manifest inspect {image}", "Verify image: docker manifest inspect {image}")]
    [InlineData("Step 2: kubectl get pods", "kubectl get pods")]
    [InlineData("3) 4. run it", "run it")]
    [InlineData("127.0.0.1 is pinged", "127.0.0.1 is pinged")]
    public void A_leading_number_is_taken_off(string written, string stored) =>
        Assert.Equal(stored, Step.Parse(written).Text);

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("7.")]
    public void A_step_without_words_is_refused(string written) =>
        Assert.Contains("A step is empty", Assert.Throws<SkillException>(() => Step.Parse(written)).Message);

    [Theory]
    [InlineData("12. a", "a")]
    [InlineData("1234. a", "1234. a")]
    [InlineData("STEP 3 - a", "a")]
    [InlineData("stepping 2: a", "stepping 2: a")]
    [InlineData("2.5 litres", "2.5 litres")]
    public void Only_the_number_of_a_step_is_taken_off(string written, string stored) => Assert.Equal(stored, Step.Parse(written).Text);

    [Fact]
    public void A_step_has_its_longest_length_and_not_one_more()
    {
        Assert.Equal(Step.MaxLength, Step.Parse($" {new string('x', Step.MaxLength)} ").Text.Length);
        Assert.Contains("8,001 characters", Assert.Throws<SkillException>(() => Step.Parse(new string('x', Step.MaxLength + 1))).Message);
    }

    [Theory]
    [InlineData("--- Phase: deploy ---", true)]
    [InlineData("--- Phase: deploy", false)]
    [InlineData("Phase: deploy ---", false)]
    [InlineData("deploy", false)]
    public void A_heading_is_known_by_both_ends(string text, bool isHeading) => Assert.Equal(isHeading, Step.Parse(text).IsHeading);

    [Fact]
    public void A_heading_names_its_phase()
    {
        Assert.Equal("--- Phase: deploy ---", Step.Heading("deploy").Text);
        Assert.True(Step.Heading("").IsHeading);
        Assert.Equal("", default(Step).Text);
    }

    [Fact]
    public void A_step_may_be_a_page_and_no_book()
    {
        Assert.Equal(8_000, Step.Parse(new string('x', 8_000)).Text.Length);
        Assert.Contains(
            "has 8,001 characters and may have 8,000",
            Assert.Throws<SkillException>(() => Step.Parse(new string('x', 8_001))).Message);
    }

    [Fact]
    public void A_filled_step_stays_one_step_whatever_it_is_filled_with()
    {
        var step = Step.Parse("{flags}");

        Assert.Equal("", step.Filled(new Dictionary<string, string> { ["flags"] = "" }).Text);
        Assert.Equal("3. all", step.Filled(new Dictionary<string, string> { ["flags"] = "3. all" }).Text);
        Assert.Equal(9_000, step.Filled(new Dictionary<string, string> { ["flags"] = new('x', 9_000) }).Text.Length);
    }
}
