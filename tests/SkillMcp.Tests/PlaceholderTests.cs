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
    [InlineData("awk {print} {next} {exit} {end} {x}", "end x")]
    [InlineData("{range x} {end} {print}", "print")]
    [InlineData("{a} {b} {a}", "a b")]
    [InlineData("{A-b_9} {9a} {-a} {_a} {a b} {}", "A-b_9")]
    [InlineData("x{a}{b}y", "a b")]
    public void A_name_begins_with_a_letter_and_some_are_words_of_other_languages(string text, string names) =>
        Assert.Equal(names, string.Join(' ', Placeholder.NamesIn(text)));

    [Fact]
    public void A_name_has_64_characters_at_most()
    {
        Assert.True(Placeholder.IsName(new string('a', 64)));
        Assert.False(Placeholder.IsName(new string('a', 65)));
        Assert.False(Placeholder.IsName(""));
        Assert.False(Placeholder.IsName("a\n"));
        Assert.Single(Placeholder.NamesIn($"{{{new string('a', 64)}}}"));
        Assert.Empty(Placeholder.NamesIn($"{{{new string('a', 65)}}}"));
    }

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
