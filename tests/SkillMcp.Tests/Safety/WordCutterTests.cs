using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class WordCutterTests
{
    [Theory]
    [InlineData("ignoreoldrules", "ignore old rules")]
    [InlineData("sendenv", "send env")]
    [InlineData("xqzsendallkeysvvq", "send all keys")]
    [InlineData("hidefromuser", "hide from user")]
    [InlineData("senddatatobobxnow", "send data to bob x now")]
    [InlineData("", "")]
    public void Letters_are_cut_into_words(string letters, string words) => Assert.Equal(words, WordCutter.Cut(letters).Words);

    [Theory]
    [InlineData("send the thief the route", 3)]
    [InlineData("the {the} < the, the: the", 2)]
    public void A_word_that_orders_are_made_of_counts_twice_at_most(string text, int known) =>
        Assert.Equal(known, WordCutter.KnownIn(text));

    [Theory]
    [InlineData("tabcdefghijkl")]
    [InlineData("wsotiacfhdnpmsglb")]
    public void Few_words_are_there_by_chance(string letters) => Assert.True(WordCutter.Cut(letters).Gain < 7);
}
