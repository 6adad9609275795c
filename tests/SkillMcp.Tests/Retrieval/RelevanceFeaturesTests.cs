using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class RelevanceFeaturesTests
{
    static readonly Candidate Rollback = InMemoryRanking.Candidate("kubernetes-rollback", "Roll back a deployment on Kubernetes");
    static readonly Candidate Plants = InMemoryRanking.Candidate("water-plants", "Water the plants of the office", id: 2);

    [Theory]
    [InlineData("coverage", "roll back the deployment", 1)]
    [InlineData("coverage", "paint a fence", 0)]
    [InlineData("coverage_by_name", "kubernetes", 1)]
    [InlineData("coverage_by_tags", "kubernetes", 0)]
    [InlineData("name_asked", "the kubernetes rollback", 1)]
    [InlineData("name_asked", "the rollback", 0.333)]
    [InlineData("matched_words_in_title", "roll the office back", 1.099)]
    [InlineData("function_words_in_title", "deployment", 0)]
    [InlineData("letters_in_title", "deployment", 1)]
    [InlineData("letters_in_title", "xyz", 0)]
    [InlineData("letters_of_name_asked", "kubernetes rollbacks", 1)]
    [InlineData("last_word", "slow kubernetes", 1)]
    [InlineData("pairs", "kubernetes rollback", 0.5)]
    [InlineData("pairs", "rollback kubernetes", 0)]
    [InlineData("likeness_of_unknown_words", "deployment", 0)]
    public void A_feature_says_what_its_name_says(string feature, string task, double value) =>
        Assert.Equal(value, Value(feature, task), 3);

    [Fact]
    public void Function_words_tell_one_terse_skill_from_another()
    {
        Candidate[] memory =
        [
            InMemoryRanking.Candidate("cook-time", "how long to cook rice"),
            InMemoryRanking.Candidate("price", "how much is the rice", id: 2),
        ];
        var query = InMemoryRanking.Query("how much rice", memory);

        Assert.Equal([0.5, 1], memory.Select(skill => InMemoryRanking.Feature("function_words_in_title", query, skill.Text)));
    }

    [Fact]
    public void A_misspelt_word_looks_like_the_word_that_was_meant() =>
        Assert.InRange(Value("likeness_of_unknown_words", "kuberntes"), 0.5, 1);

    [Fact]
    public void Features_are_numbers_whatever_is_asked() =>
        Gen.String.Sample(task =>
        {
            var match = InMemoryRanking.Compare(InMemoryRanking.Query(task, [Rollback, Plants]), Rollback.Text);
            return RelevanceFeatures.Compute(match).All(double.IsFinite);
        });

    static double Value(string feature, string task) =>
        InMemoryRanking.Feature(feature, InMemoryRanking.Query(task, [Rollback, Plants]), Rollback.Text);
}
