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

    /// <summary>More of it, with the rules that the words above do not reach.</summary>
    [Fact]
    public void The_sample_vocabulary_has_its_stems()
    {
        var vocabulary = """
            consign consignment:consign consigning:consign consist consisted:consist consistent:consist consistently:consist
            consisting:consist consists:consist consolations:consol consolatory:consolatori console:consol consolidate:consolid
            consolidated:consolid consolidating:consolid consolingly:consol consols:consol consonant:conson consort consorted:consort
            conspicuous:conspicu conspiracy:conspiraci conspirator:conspir conspirators:conspir conspire:conspir conspired:conspir
            conspiring:conspir constable:constabl constables:constabl constance:constanc constancy:constanc constant
            knack knacks:knack knag knave knaves:knave knavish kneaded:knead kneading:knead knee kneel kneeling:kneel knees:knee
            knell knelt knew knick knif knife knights:knight knit knits:knit knitted:knit knitting:knit knives:knive knob knobs:knob
            knock knocked:knock knocker knockers:knocker knocking:knock knopp
            """;

        Assert.All(Whitespace.Split(vocabulary), row => Assert.Equal(row.Split(':')[^1], Stemmer.Stem(row.Split(':')[0])));
    }

    [Theory]
    [InlineData("adding", "add")]
    [InlineData("egged", "egg")]
    [InlineData("bluffing", "bluf")]
    [InlineData("luxuriated", "luxuri")]
    [InlineData("troubled", "troubl")]
    [InlineData("sized", "size")]
    [InlineData("gas", "gas")]
    [InlineData("gaps", "gap")]
    [InlineData("kiwis", "kiwi")]
    [InlineData("this", "this")]
    [InlineData("cry", "cri")]
    [InlineData("controlling", "control")]
    [InlineData("universities", "universiti")]
    [InlineData("analogies", "analog")]
    [InlineData("adoption", "adopt")]
    [InlineData("herrings", "herring")]
    public void Each_rule_has_its_bounds(string word, string stem) => Assert.Equal(stem, Stemmer.Stem(word));

    [Theory]
    [InlineData("deploy rollback migrate cluster restart backup monitor certif config latenc")]
    public void A_stem_of_the_trade_is_its_own_stem(string words) =>
        Assert.All(words.Split(' '), word => Assert.Equal(Stemmer.Stem(word), Stemmer.Stem(Stemmer.Stem(word))));

    [Theory]
    [InlineData("k8s")]
    [InlineData("größe")]
    [InlineData("")]
    [InlineData("ls")]
    public void What_is_not_an_English_word_is_its_own_stem(string word) => Assert.Equal(word, Stemmer.Stem(word));

    [Fact]
    public void A_stem_is_never_longer_than_its_word_and_a_letter() =>
        Gen.String[Gen.Char['a', 'z'], 0, 20].Sample(word =>
            Stemmer.Stem(word).Length <= word.Length + 1 && (word.Length == 0 || Stemmer.Stem(word).Length > 0));


}
