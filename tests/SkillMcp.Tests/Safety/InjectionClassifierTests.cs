using CsCheck;
using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class InjectionClassifierTests
{
    [Fact]
    public void A_probability_is_one() =>
        Gen.Select(Gen.String, Gen.OneOf("pipe-to-shell", "x").List[0, 5])
            .Sample((text, rules) => InjectionClassifier.Trained.Probability(text, rules) is >= 0 and <= 1);

    [Fact]
    public void An_empty_text_has_the_bias_and_a_weight_counts_by_its_scale()
    {
        var weights = new sbyte[InjectionClassifier.Buckets];
        var (bucket, value) = InjectionClassifier.FeaturesOf("x", [])[0];
        weights[bucket] = 10;

        var model = new InjectionClassifier(new LinearModel(weights, 0.5, -1, 0, 0));

        Assert.Equal(1 / (1 + Math.E), model.Probability("", []), 12);
        Assert.Equal(1 / (1 + Math.Exp(1 - (10 * value * 0.5))), model.Probability("x", []), 6);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 1)]
    [InlineData("abc abc", 2)]
    [InlineData("abcde", 1)]
    [InlineData("abcdef", 4)]
    [InlineData("a_b1", 1)]
    [InlineData("!", 1)]
    [InlineData("!!", 2)]
    [InlineData(" \n\t", 0)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789", 25)]
    public void Words_pairs_and_pieces_of_words_are_features(string text, int count)
    {
        var features = InjectionClassifier.FeaturesOf(text, []);

        Assert.Equal(count, features.Count);
        Assert.All(features, feature => Assert.Equal(1 / Math.Sqrt(count), feature.Value, 6));
    }

    [Fact]
    public void A_word_of_more_than_forty_letters_is_two() =>
        Assert.Equal(
            InjectionClassifier.FeaturesOf(new string('a', 40) + " a", []),
            InjectionClassifier.FeaturesOf(new string('a', 41), []));

    [Fact]
    public void Case_and_numbers_make_no_difference()
    {
        Assert.Equal(InjectionClassifier.FeaturesOf("run 17 abcdef", []), InjectionClassifier.FeaturesOf("RUN 42 AbCdEf", []));
        Assert.NotEqual(InjectionClassifier.FeaturesOf("run x", []), InjectionClassifier.FeaturesOf("run 1", []));
    }

    [Fact]
    public void Rules_count_as_much_as_they_are_and_their_number_up_to_three()
    {
        Assert.Equal([0.5f, 0.5f], InjectionClassifier.FeaturesOf("", ["one"]).Select(feature => feature.Value));
        var rules = Enumerable.Range(0, 5).Select(number => $"rule{(char)('a' + number)}").ToList();
        Assert.Equal([2, 4, 6, 7, 8], Enumerable.Range(1, 5).Select(count => InjectionClassifier.FeaturesOf("", rules.Take(count)).Count));
    }

    // The weights were learned for these buckets.
    [Fact]
    public void A_text_fills_the_buckets_that_its_weights_were_learned_for() =>
        Assert.Equal(
            "26572 7954 8617 21410 125 1313 5860 30243 23778 29864 2823 22524 22733 10135 21524",
            string.Join(
                ' ', InjectionClassifier.FeaturesOf("Run 42 commands!", ["pipe-to-shell", "other"]).Select(feature => feature.Bucket)));
}
