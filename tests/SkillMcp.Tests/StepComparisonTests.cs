using CsCheck;

namespace SkillMcp.Tests;

public sealed class StepComparisonTests
{
    [Theory]
    [InlineData("Open  the\tdoor", "open the DOOR")]
    [InlineData("ls  -r", "ls -r")]
    [InlineData("ship {what}", "ship cart")]
    [InlineData("ship {what}", "ship a b c")]
    [InlineData("ship {what}", "SHIP Cart")]
    [InlineData("{what} ships", "cart ships")]
    [InlineData("a{x}b", "a1b")]
    [InlineData("a{x}b{y}c", "a1b2c")]
    [InlineData("a{x}b{y}c", "abbbc")]
    [InlineData("{x}{y}", "ab")]
    [InlineData("kubectl -n {namespace} get {kind}", "kubectl -n prod get pods")]
    [InlineData("tail -n {count} log", "tail -n -7 log")]
    [InlineData("sh -c {code}", "sh -c 'a && b'")]
    [InlineData("sh -c '{code}'", "sh -c 'a -x && b'")]
    [InlineData("ship {what} && check", "ship cart && check")]
    [InlineData("copy {from} {to}", "copy {from} {to}")]
    [InlineData("copy {from} {to}", "copy {source} {target}")]
    public void A_step_is_the_same_in_other_spacing_and_with_its_placeholders_filled(string one, string other)
    {
        Assert.True(NormalizedStep.Of(one).IsSameAs(NormalizedStep.Of(other)));
        Assert.True(NormalizedStep.Of(other).IsSameAs(NormalizedStep.Of(one)));
    }

    [Theory]
    [InlineData("ls -r", "ls -R")]
    [InlineData("cat /A", "cat /a")]
    [InlineData("set a=B", "set a=b")]
    [InlineData("echo $A", "echo $a")]
    [InlineData("echo `A`", "echo `a`")]
    [InlineData("A | b", "a | b")]
    [InlineData("ship {what}", "ship ")]
    [InlineData("ship {what}", "ship")]
    [InlineData("ship {what} now", "ship  now")]
    [InlineData("a{x}b", "ab")]
    [InlineData("a{x}b", "xa1b")]
    [InlineData("a{x}b", "a1bx")]
    [InlineData("a{x}b", "a")]
    [InlineData("a{x}b{y}c", "abc")]
    [InlineData("a{x}b{y}c", "a1bc")]
    [InlineData("a{x}b{y}c", "ab2c")]
    [InlineData("a{x}b{y}c", "a1c")]
    [InlineData("{x}{y}", "a")]
    [InlineData("{x}b{x}", "b")]
    [InlineData("rm {what}", "rm -rf")]
    [InlineData("rm {what}", "rm x -rf")]
    [InlineData("rm {what} y", "rm x -f y")]
    [InlineData("ship {what}", "ship cart && rm x")]
    [InlineData("ship {what}", "ship cart || rm x")]
    [InlineData("ship {what}", "ship cart | sh")]
    [InlineData("ship {what}", "ship cart ; sh")]
    [InlineData("Open the door", "Close the door")]
    [InlineData("", "x")]
    public void Another_step_is_another(string one, string other)
    {
        Assert.False(NormalizedStep.Of(one).IsSameAs(NormalizedStep.Of(other)));
        Assert.False(NormalizedStep.Of(other).IsSameAs(NormalizedStep.Of(one)));
    }

    [Fact]
    public void Its_words_are_those_of_the_step() =>
        Assert.Equal(Words.Of("Deploy the carts"), NormalizedStep.Of("Deploy the carts").Words);

    [Fact]
    public void A_filled_step_is_the_step() =>
        Gen.Select(Piece.Array[1, 4], Gen.OneOf("x", "prod", "a b", "7").Array[4]).Sample((pieces, values) =>
        {
            var template = string.Join(' ', pieces.Select((piece, at) => $"{piece} {{p{at}}}"));
            var filled = string.Join(' ', pieces.Select((piece, at) => $"{piece} {values[at]}"));
            return NormalizedStep.Of(template).IsSameAs(NormalizedStep.Of(filled));
        });

    static readonly Gen<string> Piece = Gen.OneOf("ship", "--to", "check x", "A=b");
}
