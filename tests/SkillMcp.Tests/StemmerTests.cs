using CsCheck;

namespace SkillMcp.Tests;

public sealed class StemmerTests
{
    [Theory]
    [InlineData("deploy")]
    [InlineData("deploys")]
    [InlineData("deployed")]
    [InlineData("deploying")]
    [InlineData("deployment")]
    [InlineData("deployments")]
    public void The_forms_of_a_word_have_one_stem(string form) => Assert.Equal("deploy", Stemmer.Stem(form));

    /// <summary>Out of the sample vocabulary of the algorithm's author.</summary>
    [Theory]
    [InlineData("consign", "consign")]
    [InlineData("consigned", "consign")]
    [InlineData("consistency", "consist")]
    [InlineData("consolation", "consol")]
    [InlineData("consoling", "consol")]
    [InlineData("conspicuously", "conspicu")]
    [InlineData("knackeries", "knackeri")]
    [InlineData("kneeled", "kneel")]
    [InlineData("knightly", "knight")]
    [InlineData("knots", "knot")]
    [InlineData("generate", "generat")]
    [InlineData("general", "general")]
    [InlineData("hopping", "hop")]
    [InlineData("hoping", "hope")]
    [InlineData("flies", "fli")]
    [InlineData("ties", "tie")]
    [InlineData("agreed", "agre")]
    [InlineData("rational", "ration")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("skis", "ski")]
    [InlineData("news", "news")]
    [InlineData("by", "by")]
    [InlineData("say", "say")]
    [InlineData("happy", "happi")]
    public void Porters_own_examples_have_his_stems(string word, string stem) => Assert.Equal(stem, Stemmer.Stem(word));

    [Theory]
    [InlineData("k8s")]
    [InlineData("größe")]
    [InlineData("")]
    [InlineData("ls")]
    public void What_is_no_English_word_is_its_own_stem(string word) => Assert.Equal(word, Stemmer.Stem(word));

    [Fact]
    public void A_stem_is_never_longer_than_its_word_and_a_letter() =>
        Gen.String[Gen.Char['a', 'z'], 0, 20].Sample(word => Stemmer.Stem(word).Length <= word.Length + 1 && (word.Length == 0 || Stemmer.Stem(word).Length > 0));
}
