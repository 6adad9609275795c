using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class CandidateMatchTests
{
    static readonly SearchText Empty = new("", "", "", "");

    [Theory]
    [InlineData("restart cart", 1)]
    [InlineData("cart restart", 1)]
    [InlineData("restart cart tonight", 0.8)]
    [InlineData("restart", 2.0 / 3)]
    [InlineData("restart api", 0.5)]
    [InlineData("paint fence", 0)]
    [InlineData("restart cart | paint", 1)]
    [InlineData("paint | restart", 2.0 / 3)]
    [InlineData("", 0)]
    public void The_nearest_task_has_the_highest_harmonic_mean_of_recall_and_precision(string tasks, double similarity)
    {
        Assert.Equal(similarity, Feature("nearest_task", Empty with { Tasks = tasks }), 12);
        Assert.Equal(similarity, Feature("nearest_unfit_task", Empty with { UnsuitableTasks = tasks }), 12);
    }

    [Fact]
    public void A_rare_word_counts_more_in_the_similarity_of_a_task()
    {
        var query = InMemoryRanking.Query("restart cart", 100, ("restart", 50), ("cart", 1));
        var recall = query.ContentIndexes.Select(index => query.Weights[index] / query.TotalWeight).ToList();

        var common = InMemoryRanking.Feature("nearest_task", query, Empty with { Tasks = "restart" });
        var rare = InMemoryRanking.Feature("nearest_task", query, Empty with { Tasks = "cart" });

        Assert.True(rare > common);
        Assert.Equal(2 * recall[0] / (recall[0] + 1), common, 12);
        Assert.Equal(2 * recall[1] / (recall[1] + 1), rare, 12);
    }

    [Theory]
    [InlineData("restart cart", 1)]
    [InlineData("restart cart | paint", 0.5)]
    [InlineData("restart cart | paint | restart cart tonight", 0.6)]
    [InlineData("paint | restart cart | restart cart tonight | restart", (1 + 0.8 + 2.0 / 3) / 3)]
    public void The_nearest_three_tasks_are_averaged_or_as_many_as_there_are(string tasks, double average) =>
        Assert.Equal(average, Feature("nearest_three_tasks", Empty with { Tasks = tasks }), 12);

    [Fact]
    public void Similarities_are_shares_the_highest_first() =>
        Gen.OneOf("restart", "cart", "api", "|", "moon").Array[0, 30].Sample(words =>
        {
            var similarities = Match(Empty with { Tasks = string.Join(' ', words) }).TaskSimilarities;
            Assert.All(similarities, similarity => Assert.InRange(similarity, 0, 1));
            Assert.Equal(similarities.OrderDescending(), similarities);
        });

    [Fact]
    public void Bm25_sums_the_weights_of_the_saturated_frequencies_of_the_fields_and_keeps_past_tasks_apart()
    {
        var text = new SearchText("cart", "restart cart now", "cart shop", "restart cart cart") { Tasks = "cart" };

        var name = 2 * 1 / (0.4 + 0.6 * 1 / 3);
        var description = 1.5 * 1 / (0.4 + 0.6 * 3 / 25);
        var tags = 1 / (0.4 + 0.6 * 2 / 4);
        var steps = 0.5 * 2 / (0.4 + 0.6 * 3 / 120);
        var tasks = 1 / (0.4 + 0.6 * 1 / 60);
        var title = name + description + tags;
        var cart = title + steps;
        var restartTitle = description;
        var restart = restartTitle + 0.5 * 1 / (0.4 + 0.6 * 3 / 120);
        Assert.Equal(cart / (1.6 + cart) + restart / (1.6 + restart), Match(text).Bm25, 12);
        Assert.Equal(title / (1.6 + title) + restartTitle / (1.6 + restartTitle), Match(text).TitleBm25, 12);
        var cartWithTasks = cart + tasks;
        Assert.Equal(cartWithTasks / (1.6 + cartWithTasks) + restart / (1.6 + restart), Match(text).Bm25WithTasks, 12);
    }

    [Fact]
    public void Bm25_never_exceeds_the_weight_of_the_query() =>
        Gen.OneOf("restart", "cart", "api").Array[0, 40].Select(words => string.Join(' ', words)).Array[4, 4].Sample(fields =>
        {
            var match = Match(new SearchText(fields[0], fields[1], fields[2], fields[3]));
            Assert.InRange(match.Bm25, match.TitleBm25, match.Query.TotalWeight);
            Assert.Equal(match.Query.ContentIndexes.Where(match.IsInAnyField), match.Matched);
        });

    [Theory]
    [InlineData("restart", "", "", "", "", true, true)]
    [InlineData("", "restart", "", "", "", true, true)]
    [InlineData("", "", "restart", "", "", true, true)]
    [InlineData("", "", "", "restart", "", false, true)]
    [InlineData("", "", "", "", "restart", false, false)]
    [InlineData("cart", "cart", "cart", "cart", "cart", false, false)]
    public void The_title_is_name_description_and_tags_and_past_tasks_are_no_field(
        string name, string description, string tags, string steps, string tasks, bool isInTitle, bool isInAnyField)
    {
        var match = Match(new SearchText(name, description, tags, steps) { Tasks = tasks, UnsuitableTasks = "restart" });

        Assert.Equal((isInTitle, isInAnyField), (match.IsInTitle(0), match.IsInAnyField(0)));
    }

    static CandidateMatch Match(SearchText text) => new(InMemoryRanking.Query("restart cart", 100), text);

    static double Feature(string name, SearchText text) => InMemoryRanking.Feature(name, InMemoryRanking.Query("restart cart", 100), text);
}
