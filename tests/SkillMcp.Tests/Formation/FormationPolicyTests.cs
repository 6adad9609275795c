using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class FormationPolicyTests
{
    [Theory]
    [InlineData("setup", "recurrent_category_setup")]
    [InlineData("data-processing", "recurrent_category_data-processing")]
    [InlineData("general", "one_time_task")]
    public void A_category_that_recurs_is_remembered(string category, string reason) =>
        Assert.Equal(reason, Decide(Run("Write the minutes of the board") with { Category = category }).Reason);

    [Theory]
    [InlineData("Redeploying the shop", true)]
    [InlineData("Set up a mail server", true)]
    [InlineData("After the migration of the wiki", true)]
    [InlineData("The image that was built last night", true)]
    [InlineData("Find the latest minutes", false)]
    [InlineData("Brunch with the contestants", false)]
    public void A_keyword_counts_as_a_whole_word_in_any_of_its_forms(string task, bool recurs) =>
        Assert.Equal(new FormationDecision(recurs, recurs ? "recurring_keyword_match" : "one_time_task"), Decide(Run(task)));

    [Fact]
    public void The_rules_are_asked_in_the_order_of_the_seed()
    {
        var everything = Run("Deploy the shop") with { Category = "deployment", Name = "deploy-shop" };

        Assert.Equal("task_failed", Decide(everything with { Success = false, Steps = [] }).Reason);
        Assert.Equal("too_simple_2_steps", Decide(everything with { Steps = [.. everything.Steps.Take(2)] }).Reason);
        Assert.Equal("recurrent_category_deployment", Decide(everything).Reason);
        Assert.Equal("recurring_keyword_match", Decide(everything with { Category = "general" }).Reason);
    }

    [Fact]
    public void A_run_that_its_caller_names_is_remembered() =>
        Assert.Equal(
            new FormationDecision(true, "named_by_caller"),
            Decide(Run("Write the minutes of the board") with { Name = "board-minutes" }));

    [Fact]
    public void What_is_known_already_recurs()
    {
        var run = Run("Write the minutes of the board") with { Name = "board-minutes" };

        Assert.Equal(new FormationDecision(true, "similar_skill_exists"), FormationPolicy.Decide(run, minSteps: 3, isKnown: true));
        Assert.False(FormationPolicy.Decide(run, minSteps: 4, isKnown: true).Remember);
    }

    static FormationDecision Decide(Trajectory run) => FormationPolicy.Decide(run, minSteps: 3, isKnown: false);

    static Trajectory Run(string task) => new() { Task = task, Success = true, Steps = Sample.Steps("one", "two", "three") };
}
