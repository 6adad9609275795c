using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class TaskTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("the it", "")]
    [InlineData("deploy", "deploy")]
    [InlineData("how to deploy it", "how:Function deploy")]
    [InlineData("deploys the deploy the deployed", "deploy")]
    [InlineData("rolling deploy", "roll deploy rollingdeploy:Joined")]
    [InlineData("roll the deploy", "roll deploy")]
    [InlineData("rollingDeploy", "roll rollingdeploy:Joined deploy")]
    [InlineData("face book", "face facebook:Joined book")]
    [InlineData("how much", "how:Function much:Function")]
    [InlineData("deploy how", "deploy how:Function")]
    public void Each_word_of_a_task_is_asked_for_once(string task, string words) =>
        Assert.Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), TaskText.Of(task).Words.Select(word => word.Kind == WordKind.Content ? word.Stem : $"{word.Stem}:{word.Kind}").Order());

    [Theory]
    [InlineData("roll deploy", "roll deploy")]
    [InlineData("roll the deploy", "roll deploy")]
    [InlineData("roll deploy cart", "roll deploy, deploy cart")]
    [InlineData("deploy", "")]
    [InlineData("cart deploy cart", "cart deploy, deploy cart")]
    public void Content_words_that_follow_each_other_are_pairs(string task, string pairs)
    {
        var text = TaskText.Of(task);

        Assert.Equal(pairs.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(), text.Pairs.Select(pair => $"{text.Words[pair.First].Stem} {text.Words[pair.Second].Stem}").Order());
    }

    [Fact]
    public void A_word_is_remembered_as_it_was_first_written() => Assert.Equal("deploying", Assert.Single(TaskText.Of("deploying the deploys").Words).Written);

    [Fact]
    public void Of_a_log_the_begin_is_read()
    {
        Assert.Equal("xyz", Assert.Single(TaskText.Of(new string(' ', 7_997) + "xyz abc").Words).Written);
        Assert.Equal("xy", Assert.Single(TaskText.Of(new string(' ', 7_998) + "xyz abc").Words).Written);
        Assert.Empty(TaskText.Of(new string(' ', 8_000) + "xyz").Words);
        Assert.Equal(80, TaskText.Of(string.Join(" the ", Enumerable.Range(0, 200).Select(Written))).Words.Count);
    }

    [Fact]
    public void Any_text_is_a_task() => Gen.String.Sample(task =>
    {
        var text = TaskText.Of(task);
        return text.Words.Count <= 81 && text.Words.Select(word => word.Stem).Distinct().Count() == text.Words.Count
            && text.Pairs.All(pair => text.Words[pair.First].Kind != WordKind.Function && pair.Second < text.Words.Count);
    });

    static string Written(int number) => $"{(char)('b' + number / 15)}q{(char)('b' + number % 15)}z";
}
