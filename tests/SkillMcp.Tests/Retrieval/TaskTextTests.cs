using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class TaskTextTests
{
    [Fact]
    public void Each_word_comes_once_with_its_role() =>
        Assert.Equal(
            [("how", WordKind.Function), ("cart", WordKind.Content), ("cartcheckout", WordKind.Joined), ("checkout", WordKind.Content)],
            TaskText.Of("How is the cart checkout of the CART?").Words.Select(word => (word.Written, word.Kind)));

    [Fact]
    public void A_word_written_in_one_is_known_by_its_parts_and_joined() =>
        Assert.Equal(
            [("rolling", WordKind.Content), ("rollingdeploy", WordKind.Joined), ("deploy", WordKind.Content)],
            TaskText.Of("rollingDeploy").Words.Select(word => (word.Written, word.Kind)));

    [Fact]
    public void Content_words_are_neighbours_across_function_words_and_not_across_content_words()
    {
        var text = TaskText.Of("restart the cart for the shop");
        string Stem(int index) => text.Words[index].Stem;

        Assert.Equal([("restart", "cart"), ("cart", "shop")], text.Bigrams.Order().Select(pair => (Stem(pair.First), Stem(pair.Second))));
    }

    [Fact]
    public void Eighty_words_are_read()
    {
        var words = Enumerable.Range(0, 100).Select(n => $"{(char)('b' + n / 10)}ak{(char)('b' + n % 10)}ol");

        Assert.Equal(80, TaskText.Of(string.Join(" the ", words)).Words.Count);
    }

    [Fact]
    public void Eight_thousand_characters_are_read()
    {
        var blank = new string(' ', 7_996);

        Assert.Equal("cart", Assert.Single(TaskText.Of($"{blank}cart shop").Words).Stem);
        Assert.Equal("car", Assert.Single(TaskText.Of($"{blank} cart shop").Words).Stem);
    }
}
