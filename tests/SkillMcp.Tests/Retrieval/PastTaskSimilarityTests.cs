using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class PastTaskSimilarityTests
{
    [Theory]
    [InlineData("water plants", "water plant", 1)]
    [InlineData("water plants", "plant water", 1)]
    [InlineData("water plants", "paint fence", 0)]
    [InlineData("water plants", "water", 0.667)]
    [InlineData("water plants", "water fence", 0.5)]
    [InlineData("water plants", "water plant fence wall", 0.667)]
    [InlineData("water plants", "water water", 0.667)]
    [InlineData("", "water", 0)]
    public void A_past_task_is_as_near_as_what_it_shares_of_both(string task, string past, double nearness) =>
        Assert.Equal(nearness, Assert.Single(Read(task, past).TaskSimilarities), 3);

    [Fact]
    public void The_nearest_of_many_tasks_comes_first_and_each_is_read_for_itself() =>
        Assert.Equal(
            [1, 0.5, 0],
            Read("water plants", "paint fence | water fence | water plant").TaskSimilarities.Select(nearness => Math.Round(nearness, 3)));

    [Fact]
    public void A_skill_without_tasks_has_none_that_is_near() => Assert.Empty(Read("water plants", "").TaskSimilarities);

    [Fact]
    public void What_it_did_not_fit_is_told_apart_from_what_it_served()
    {
        var reading = Read("water plants", "paint fence", unfit: "water fence | water plant");

        Assert.Equal([0.0], reading.TaskSimilarities);
        Assert.Equal(1, reading.NearestUnsuitableTask, 3);
        Assert.Equal(0, Read("water plants", "water plant").NearestUnsuitableTask);
    }

    [Theory]
    [InlineData("nearest_task", "water fence | water plant | paint fence | water", 1)]
    [InlineData("nearest_three_tasks", "water fence | water plant | paint fence | water", 0.722)]
    [InlineData("nearest_three_tasks", "water fence", 0.5)]
    [InlineData("nearest_task", "", 0)]
    [InlineData("nearest_three_tasks", "", 0)]
    [InlineData("nearest_unfit_task", "water plant", 0)]
    [InlineData("pairs_in_tasks", "water plant | plant water", 0.5)]
    [InlineData("pairs_in_tasks", "water | plant", 0)]
    [InlineData("coverage_with_tasks", "water", 0.5)]
    [InlineData("coverage", "water", 0)]
    [InlineData("coverage_by_title", "water", 0)]
    [InlineData("is_used", "water", 1)]
    [InlineData("is_used", "", 0)]
    public void Past_tasks_speak_for_a_skill(string feature, string tasks, double value) =>
        Assert.Equal(value, InMemoryRanking.Feature(feature, Ask("water plants"), Text("tasks", tasks)), 3);

    [Theory]
    // A word that stands once in a field of usual length counts f: 2 in a name, 1.5 in a description, 1 in a tag or a task, 0.5 in a step.
    // What it adds to the score is f / (1.6 + f).
    [InlineData("name", 3, 0.556)]
    [InlineData("description", 25, 0.484)]
    [InlineData("tags", 4, 0.385)]
    [InlineData("steps", 120, 0.238)]
    [InlineData("tasks", 60, 0.385)]
    public void A_word_counts_by_the_field_that_it_stands_in(string field, int length, double weight)
    {
        var text = string.Join(' ', ["plant", .. Enumerable.Repeat("other", length - 1)]);

        var reading = new CandidateMatch(Ask("plants"), Text(field, text));

        Assert.Equal(weight, reading.Bm25WithTasks / reading.Query.TotalWeight, 3);
        Assert.Equal(field == "tasks" ? 0 : weight, reading.Bm25 / reading.Query.TotalWeight, 3);
        Assert.Equal(field is "name" or "description" or "tags" ? weight : 0, reading.TitleBm25 / reading.Query.TotalTitleWeight, 3);
        Assert.Equal(field == "tasks" ? [] : [0], reading.Matched);
        Assert.Equal(field is "name" or "description" or "tags", reading.IsInTitle(0));
    }

    [Fact]
    public void A_word_in_a_shorter_field_counts_more_and_a_second_time_less() =>
        Gen.Select(Gen.OneOf("name", "description", "tags", "steps", "tasks"), Gen.Int[1, 40]).Sample((field, others) =>
        {
            double Weight(int times, int beside) => new CandidateMatch(
                Ask("plants"),
                Text(field, string.Join(' ', [.. Enumerable.Repeat("plant", times), .. Enumerable.Repeat("other", beside)]))).Bm25WithTasks;
            Assert.True(Weight(1, others - 1) > Weight(1, others));
            Assert.True(Weight(2, others) > Weight(1, others));
            Assert.True(Weight(3, others) - Weight(2, others) < Weight(2, others) - Weight(1, others));
        });

    static AnalyzedQuery Ask(string task) => new(
        TaskText.Of(task),
        new WordFrequencies(10, new Dictionary<string, int> { ["water"] = 2, ["plant"] = 2 })
        {
            TitleDocumentFrequency = new Dictionary<string, int> { ["water"] = 2, ["plant"] = 2 },
        });

    static CandidateMatch Read(string task, string tasks, string unfit = "") =>
        new(Ask(task), new SearchText("", "", "", "") { Tasks = tasks, UnsuitableTasks = unfit });

    static SearchText Text(string field, string text)
    {
        return new SearchText(In("name"), In("description"), In("tags"), In("steps")) { Tasks = In("tasks") };

        string In(string name) => name == field ? text : "";
    }
}
