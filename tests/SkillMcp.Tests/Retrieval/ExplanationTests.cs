using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class ExplanationTests
{
    [Theory]
    [InlineData("water plants", "water plants in the name")]
    [InlineData("water the office", "water in the name; office in the description")]
    [InlineData("paint the plants", "plants in the name; paint nowhere")]
    [InlineData("hose gardening kettles weekly", "weekly in the description; gardening in the tags; hose in the steps; kettles in the past tasks")]
    [InlineData("how much", "")]
    public void It_says_where_each_word_stands_first(string task, string why)
    {
        var said = Of(task);

        Assert.Equal(why.Replace("water plants in", "water, plants in"), said);
    }

    [Fact]
    public void Rare_words_come_first_and_of_many_eight()
    {
        Assert.Equal("rare, water in the name", Of("water rare"));
        Assert.Equal("bqb, bqc, bqd, bqe, bqf, bqg, bqh, bqi nowhere", Of(Many(8)));
        Assert.Equal("bqb, bqc, bqd, bqe, bqf, bqg, bqh, bqi and 1 more nowhere", Of(Many(9)));
    }

    static string Of(string task)
    {
        var holding = new Dictionary<string, int> { ["water"] = 40, ["plant"] = 40, ["rare"] = 1 };
        var reading = new Reading(
            new Question(TaskText.Of(task), new WordFrequencies(100, holding)),
            new SearchText("water plant rare", "water plant offic week", "garden water", "hose plant") { Tasks = "kettl garden" });
        return Explanation.Of(new Ranked(Asked.Candidate("x", "x"), reading, [], 0, 0));
    }

    static string Many(int count) => string.Join(" the ", Enumerable.Range(0, count).Select(n => $"bq{(char)('b' + n)}"));
}
