using CsCheck;

namespace SkillMcp.Tests;

public sealed class StepTokenTests
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
    [InlineData("`ls -a b`", "ls@1:0 -a@4:1 b@7:2")]
    [InlineData("`ls` and `cat`", "`ls`@0:0 and@5:1 `cat`@9:2")]
    [InlineData("``", "``@0:0")]
    [InlineData("x='a b' c", "x='a@0:0 b'@5:0q c@8:1")]
    [InlineData("f('a b')", "f('a@0:0 b')@5:1q")]
    [InlineData("$'a b' c", "$'a@0:0 b'@4:1q c@7:2")]
    [InlineData("don't do it; now", "don't@0:0 do@6:1 it;@9:-1 now@13:0")]
    [InlineData("'a \" b' c", "'a@0:0 \"@3:1q b'@5:2q c@8:3")]
    [InlineData("'a ; b", "'a@0:0 ;@3:1q b@5:2q")]
    public void A_text_is_read_as_a_shell_reads_it(string text, string words) =>
        Assert.Equal(words, string.Join(' ', StepToken.Of(text).Select(Written)));

    static string Written(StepToken token) => $"{token.Text}@{token.Start}:{token.Place}{(token.IsQuoted ? "q" : "")}";

    [Theory]
    [InlineData("sudo A=1 kubectl get pods && ls -l", "sudo:0 A=1:0 kubectl:0 get:1 pods:2 &&:-1 ls:0 -l:1")]
    [InlineData("cat a | grep b || true ; echo c", "cat:0 a:1 |:-1 grep:0 b:1 ||:-1 true:0 ;:-1 echo:0 c:1")]
    [InlineData("cd /srv; make", "cd:0 /srv;:-1 make:0")]
    [InlineData("make \\ -j 2", "make:0 \\:-1 -j:0 2:1")]
    [InlineData("Verify image: docker inspect", "Verify:0 image::-1 docker:0 inspect:1")]
    [InlineData("Check: curl host: x", "Check::-1 curl:0 host::1 x:2")]
    [InlineData(": x", "::0 x:1")]
    [InlineData("get a=b", "get:0 a=b:1")]
    [InlineData("echo 'a && b; c' d", "echo:0 'a:1 &&:2 b;:3 c':4 d:5")]
    [InlineData("", "")]
    public void Every_token_knows_its_place_in_its_command(string step, string places) =>
        Assert.Equal(places, string.Join(' ', StepToken.Of(step).Select(token => $"{token.Text}:{token.Place}")));

    [Theory]
    [InlineData("echo 'a b' c", "b'")]
    [InlineData("echo \"a b\" c", "b\"")]
    [InlineData("echo `a b` c", "b`")]
    [InlineData("echo --m='a b' c", "b'")]
    [InlineData("echo $(\"a b\") c", "b\")")]
    [InlineData("Don't stop, it's fine", "")]
    [InlineData("echo 'it\"s a' b", "a'")]
    [InlineData("echo 'open a b", "a b")]
    public void A_token_within_quotes_is_quoted(string step, string quoted) =>
        Assert.Equal(quoted, string.Join(' ', StepToken.Of(step).Where(token => token.IsQuoted).Select(token => token.Text)));

    [Theory]
    [InlineData("-", false, false)]
    [InlineData("-n", true, false)]
    [InlineData("--", true, false)]
    [InlineData("-7", true, true)]
    [InlineData("7", false, false)]
    [InlineData("a-b", false, false)]
    public void A_flag_begins_with_a_hyphen_and_has_more(string token, bool isFlag, bool isSignedNumber)
    {
        var only = Assert.Single(StepToken.Of(token));

        Assert.Equal((isFlag, isSignedNumber), (only.IsFlag, only.IsSignedNumber));
    }

    [Fact]
    public void The_tokens_are_the_text_without_its_white_space_and_the_marks_of_code_around_it() =>
        Gen.String[Gen.OneOf(Gen.Char[" \t'\"`;|:=-\\"], Gen.Char), 0, 40].Sample(text =>
        {
            var tokens = StepToken.Of(text);
            var isCode = text.Length > 2 && text[0] == '`' && tokens is [var first, ..] && first.Text[0] != '`';
            var end = isCode ? 1 : 0;
            foreach (var token in tokens)
            {
                Assert.True(string.IsNullOrWhiteSpace(text[end..token.Start]));
                Assert.Equal(token.Text, text.Substring(token.Start, token.Text.Length));
                end = token.Start + token.Text.Length;
            }
            Assert.True(isCode ? text[end..].Trim() == "`" : string.IsNullOrWhiteSpace(text[end..]));
        });
}
