namespace SkillMcp.Tests;

public sealed class StepWordTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("ls", "ls@0:0")]
    [InlineData(" ls  -a ", "ls@1:0 -a@5:1")]
    [InlineData("sudo ls -a", "sudo@0:0 ls@5:0 -a@8:1")]
    [InlineData("A=b ls c=d e", "A=b@0:0 ls@4:0 c=d@7:1 e@11:2")]
    [InlineData("ls a && rm b", "ls@0:0 a@3:1 &&@5:-1 rm@8:0 b@11:1")]
    [InlineData("a || b | c ; d", "a@0:0 ||@2:-1 b@5:0 |@7:-1 c@9:0 ;@11:-1 d@13:0")]
    [InlineData("a; b", "a;@0:-1 b@3:0")]
    [InlineData("a x; b", "a@0:0 x;@2:-1 b@5:0")]
    [InlineData("a \\ b", "a@0:0 \\@2:-1 b@4:0")]
    [InlineData("Check it: ls a", "Check@0:0 it:@6:-1 ls@10:0 a@13:1")]
    [InlineData("Check: ls b: c", "Check:@0:-1 ls@7:0 b:@10:1 c@13:2")]
    [InlineData(": a", ":@0:0 a@2:1")]
    [InlineData("echo 'a && b' c", "echo@0:0 'a@5:1 &&@8:2q b'@11:3q c@14:4")]
    [InlineData("echo \"a | b\"", "echo@0:0 \"a@5:1 |@8:2q b\"@10:3q")]
    [InlineData("echo `a b` c", "echo@0:0 `a@5:1 b`@8:2q c@11:3")]
    [InlineData("x='a b' c", "x='a@0:0 b'@5:0q c@8:1")]
    [InlineData("f('a b')", "f('a@0:0 b')@5:1q")]
    [InlineData("$'a b' c", "$'a@0:0 b'@4:1q c@7:2")]
    [InlineData("don't do it; now", "don't@0:0 do@6:1 it;@9:-1 now@13:0")]
    [InlineData("'a \" b' c", "'a@0:0 \"@3:1q b'@5:2q c@8:3")]
    [InlineData("'a ; b", "'a@0:0 ;@3:1q b@5:2q")]
    public void A_text_is_read_as_a_shell_reads_it(string text, string words) =>
        Assert.Equal(words, string.Join(' ', StepWord.Of(text).Select(word => $"{word.Text}@{word.Start}:{word.Place}{(word.IsQuoted ? "q" : "")}")));

    [Theory]
    [InlineData("-", false, false)]
    [InlineData("-a", true, false)]
    [InlineData("--all", true, false)]
    [InlineData("-7", true, true)]
    [InlineData("a-", false, false)]
    [InlineData("7", false, false)]
    [InlineData("", false, false)]
    public void A_flag_has_a_hyphen_and_a_number_may_have_one(string text, bool isFlag, bool isSignedNumber)
    {
        var word = new StepWord(text, 0, 0, false);

        Assert.Equal((isFlag, isSignedNumber), (word.IsFlag, word.IsSignedNumber));
    }

    [Theory]
    [InlineData("&&", true)]
    [InlineData("||", true)]
    [InlineData("|", true)]
    [InlineData(";", true)]
    [InlineData("&", false)]
    [InlineData("x;", false)]
    public void Some_words_join_two_commands(string text, bool joins) => Assert.Equal(joins, new StepWord(text, 0, 0, false).Joins);

    [Fact]
    public void A_word_is_plain_where_nothing_in_it_means_anything_and_no_quote_is_open()
    {
        Assert.True(new StepWord("a/b-c_d.e:f,g=h@i+j", 0, 0, false).IsPlain);
        Assert.False(new StepWord("a", 0, 0, true).IsPlain);
        Assert.All("$`{}<>|&;*?()[]\\'\"#!^%~", c => Assert.False(new StepWord($"a{c}b", 0, 0, false).IsPlain));
    }
}
