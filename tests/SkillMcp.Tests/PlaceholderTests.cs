using CsCheck;

namespace SkillMcp.Tests;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("kubectl -n {namespace} get {kind}", "namespace kind")]
    [InlineData("docker pull {registry}/{image}:{tag} && echo {tag}", "registry image tag")]
    [InlineData("echo ${VAR} {{ x }} %{http_code} HEAD@{upstream} #{ruby}", "")]
    [InlineData("awk '{print $1}' | awk '{print}' | find . -exec rm {} \\;", "")]
    [InlineData("curl -d '{\"json\": 1}' && mkdir {a,b} {1..5}", "")]
    [InlineData("kubectl get -o jsonpath='{range .items[*]}{.metadata.name}{end}'", "")]
    public void Only_our_own_braces_count(string text, string names) =>
        Assert.Equal(names, string.Join(' ', Placeholder.NamesIn(text)));

    [Theory]
    [InlineData("{print} {next} {exit} {end}", "print next exit end")]
    [InlineData("awk {print} {next} {exit} {end}", "end")]
    [InlineData("{range} {end} {print}", "range print")]
    [InlineData("\\{a} {{a}} {a}} {a", "")]
    [InlineData("D:\\Projects\\{a} \\\\srv\\share\\{b} C:\\{c} \\\\{d} TC:\\{e}", "a b c")]
    [InlineData("{\"total\":{a}} {\"n\": {b}} [{Key=owner,Value={c}}] f'{x:{w}}'", "a b c")]
    [InlineData("{1a} {_a} {-a} {a b} {} {ä}", "")]
    [InlineData("{a}{b}{a} {A-1_}", "a b A-1_")]
    public void A_placeholder_has_a_name_and_is_not_another_languages(string text, string names) =>
        Assert.Equal(names, string.Join(' ', Placeholder.NamesIn(text)));

    [Theory]
    [InlineData("a", true)]
    [InlineData("A_b-9", true)]
    [InlineData("", false)]
    [InlineData("9a", false)]
    [InlineData("a\n", false)]
    [InlineData("{a}", false)]
    public void A_name_begins_with_a_letter(string text, bool isName) => Assert.Equal(isName, Placeholder.IsName(text));

    [Fact]
    public void A_name_has_64_characters_at_most()
    {
        var (longest, longer) = (new string('a', 64), new string('a', 65));

        Assert.True(Placeholder.IsName(longest));
        Assert.False(Placeholder.IsName(longer));
        Assert.Equal([longest], Placeholder.NamesIn($"{{{longest}}} {{{longer}}}"));
    }

    [Fact]
    public void Filling_each_name_with_itself_in_braces_gives_the_text_back() =>
        Gen.String[Gen.Char["{}$a_b1 "], 0, 40].Sample(text =>
            Assert.Equal(text, Placeholder.Fill(text, Placeholder.NamesIn(text).ToDictionary(name => name, name => $"{{{name}}}"))));

    [Fact]
    public void A_value_is_put_in_as_it_is() =>
        Assert.Equal("{b} $0 {c}", Placeholder.Fill("{a} {c}", new Dictionary<string, string> { ["a"] = "{b} $0", ["b"] = "never" }));

    [Fact]
    public void Filling_nothing_changes_nothing() =>
        Gen.String.Sample(text => Assert.Equal(text, Placeholder.Fill(text, new Dictionary<string, string> { ["no-such-name"] = "x" })));

    [Fact]
    public void What_is_filled_is_no_longer_there() =>
        Gen.String[Gen.Char["{}$a b"], 0, 40].Sample(text =>
            Assert.DoesNotContain("a", Placeholder.NamesIn(Placeholder.Fill(text, new Dictionary<string, string> { ["a"] = "1" }))));
}
