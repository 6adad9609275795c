using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class QuestionTests
{
    [Fact]
    public void A_word_tells_the_more_the_fewer_skills_hold_it() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 500], Gen.Int[1, 1_000]).Sample((one, other, skills) =>
        {
            var question = Ask("water the plants", skills, ("water", one), ("plant", other));
            Assert.All(question.Weights, weight => Assert.InRange(weight, 0, 1));
            Assert.Equal(other.CompareTo(one), question.Weights[question.PlaceOf("water")].CompareTo(question.Weights[question.PlaceOf("plant")]));
        });

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(10, 0, 1)]
    [InlineData(10, 1, 0.7930)]
    [InlineData(100, 1, 0.7930)]
    [InlineData(1_000, 1, 0.8555)]
    [InlineData(100, 100, 0.0009)]
    [InlineData(100, 300, 0.0003)]
    public void What_a_word_tells_is_a_share_of_what_an_unknown_word_would(int skills, int holding, double weight) =>
        Assert.Equal(weight, Ask("water", skills, ("water", holding)).Weights[0], 4);

    [Fact]
    public void Words_that_need_not_be_there_tell_nothing()
    {
        var question = Ask("how roll deploy", 10, ("how", 3), ("roll", 2), ("rolldeploy", 0));

        var weights = question.Task.Words.Zip(question.Weights).ToDictionary(word => word.First.Stem, word => word.Second > 0);
        Assert.Equal((false, true, false, true), (weights["how"], weights["roll"], weights["rolldeploy"], weights["deploy"]));
        Assert.Equal(1, Ask("roll deploy", 10, ("rolldeploy", 1)).Weights.Count(weight => weight is > 0 and < 1));
    }

    [Fact]
    public void What_is_known_of_a_question_is_the_share_of_its_weight()
    {
        Assert.Equal(0, Ask("", 10).KnownShare);
        Assert.Equal(0, Ask("water", 10).KnownShare);
        Assert.Equal(1, Ask("water", 10, ("water", 3)).KnownShare);
        var half = Ask("water plants", 10, ("water", 3));
        Assert.Equal(half.Weights[half.PlaceOf("water")] / half.TotalWeight, half.KnownShare, 12);
        Assert.Equal(half.Weights.Sum(), half.TotalWeight, 12);
    }

    [Fact]
    public void A_stem_is_at_its_place_and_another_at_none() =>
        Gen.String[Gen.Char["abcdefgh "], 0, 30].Sample(task =>
        {
            var question = Ask(task, 10);
            Assert.All(question.Task.Words.Index(), word => Assert.Equal(word.Index, question.PlaceOf(word.Item.Stem)));
            Assert.Equal(-1, question.PlaceOf("zzz"));
        });

    [Fact]
    public void Words_that_no_skill_holds_may_be_misspelt_sixteen_of_them()
    {
        Assert.Equal(16, Ask(Many(40), 10).Unknown.Length);
        Assert.Equal(["plant"], Ask("water plants", 10, ("water", 1)) is var question ? question.Unknown.Select(word => question.Task.Words[word.Place].Stem) : []);
    }

    [Theory]
    [InlineData("water plants", 9, "plant water")]
    [InlineData("water plants", 1, "plant")]
    [InlineData("water fence plants", 9, "plant water")]
    [InlineData("how water plants", 9, "plant water how")]
    [InlineData("", 9, "")]
    public void The_rarest_words_are_searched_for_first(string task, int most, string searched) =>
        Assert.Equal(searched, string.Join(' ', Ask(task, 1_000, ("water", 30), ("plant", 20), ("how", 10)).Searched(most)));

    [Theory]
    [InlineData(1, 1_499)]
    [InlineData(700, 801)]
    [InlineData(1_600, 1_700)]
    public void Two_words_are_searched_for_however_common(int one, int other) =>
        Assert.Equal("water plant", string.Join(' ', Ask("plants water", 5_000, ("water", one), ("plant", other)).Searched(9)));

    [Theory]
    [InlineData(500, 500, 500, 3)]
    [InlineData(500, 500, 501, 2)]
    public void More_are_searched_for_as_far_as_what_they_find_can_be_ranked(int one, int two, int three, int searched) =>
        Assert.Equal(searched, Ask("water plants fence", 5_000, ("water", one), ("plant", two), ("fenc", three)).Searched(9).Count);

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Function_words_help_where_there_are_few_others(int words, bool help)
    {
        var known = Enumerable.Range(0, words).Select(n => (Written(n), 5)).Append(("how", 5)).ToArray();

        Assert.Equal(help, Ask($"how the {string.Join(" the ", Enumerable.Range(0, words).Select(Written))}", 100, known).Searched(20).Contains("how"));
    }

    [Theory]
    [InlineData(10, 3, 3)]
    [InlineData(0, 3, 3)]
    [InlineData(25_000, 9, 2)]
    [InlineData(50_000, 9, 1)]
    [InlineData(500_000, 9, 1)]
    public void In_a_large_memory_the_letters_of_fewer_words_are_searched_for(int skills, int most, int spelled)
    {
        var question = Ask("water the plants the fence the wall", skills, ("water", 4), ("plant", 3), ("fenc", 2), ("wall", 1));

        Assert.Equal(new[] { "wall", "fenc", "plant", "water" }.Take(spelled), question.Spelled(most));
    }

    [Fact]
    public void Equally_rare_words_come_in_the_order_of_the_task() =>
        Assert.Equal(["water", "plant", "fenc"], Ask("water plants fence", 100, ("water", 5), ("plant", 5), ("fenc", 5)).Searched(9));

    [Fact]
    public void A_title_word_weighs_by_the_titles_that_hold_it()
    {
        var question = new Question(TaskText.Of("how water plants"), new WordFrequencies(100, new Dictionary<string, int> { ["water"] = 50, ["how"] = 9 }) { Titled = new Dictionary<string, int> { ["water"] = 1, ["how"] = 1 } });

        Assert.Equal([0, 0.7930, 1], question.Task.Words.Where(word => word.Kind != WordKind.Joined).Select(word => Math.Round(question.TitleWeights[question.PlaceOf(word.Stem)], 4)));
        Assert.Equal(question.TitleWeights.Sum(), question.TotalTitleWeight, 12);
    }

    static Question Ask(string task, int skills, params (string Stem, int Count)[] holding) =>
        new(TaskText.Of(task), new WordFrequencies(skills, holding.ToDictionary(word => word.Stem, word => word.Count)));

    static string Many(int count) => string.Join(" the ", Enumerable.Range(0, count).Select(Written));

    static string Written(int number) => $"{(char)('b' + number / 15)}q{(char)('b' + number % 15)}z";
}
