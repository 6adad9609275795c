using CsCheck;

namespace SkillMcp.Tests;

public sealed class NormalizedStepTests
{
    [Theory]
    [InlineData("Open  the\tDoor ", "open the door")]
    [InlineData("ls  -l", "ls -l")]
    [InlineData("", " ")]
    public void Spacing_does_not_matter_and_case_does_not_in_prose(string a, string b) => Assert.True(IsSame(a, b));

    [Theory]
    [InlineData("ls -l A")]
    [InlineData("cat /A")]
    [InlineData("X=A make")]
    [InlineData("echo $A")]
    [InlineData("echo `A`")]
    [InlineData("cat A | wc")]
    public void Case_matters_in_a_command(string step) => Assert.False(IsSame(step, step.Replace('A', 'a')));

    [Theory]
    [InlineData("ship {name}", "ship x", true)]
    [InlineData("ship {name}", "ship", false)]
    [InlineData("ship x{name}", "ship x", false)]
    [InlineData("ship x{name}", "ship xy", true)]
    [InlineData("ship {a}{b}", "ship xy", true)]
    [InlineData("ship {a}{b}", "ship x", false)]
    [InlineData("ship {a}{b}{c}", "ship x", false)]
    [InlineData("ship {a}{b}", "ship ", false)]
    [InlineData("a{x}ab", "aab", false)]
    [InlineData("a{x}ab", "abab", true)]
    [InlineData("{a} to {b}", "cart to prod", true)]
    [InlineData("{a} to {b}", "cart into prod", false)]
    [InlineData("{a} to {b}", "cart to ", false)]
    [InlineData("ship {a} now", "ship cart later", false)]
    [InlineData("ship {a}", "restart cart", false)]
    [InlineData("ship {a}", "ship {b}", true)]
    public void A_placeholder_is_filled_with_at_least_one_character(string stored, string run, bool same) =>
        Assert.Equal(same, IsSame(stored, run));

    [Theory]
    [InlineData("ship {name}", "ship -v", false)]
    [InlineData("ship {name}", "ship a -v", false)]
    [InlineData("ship {name} -v", "ship a -v", true)]
    [InlineData("ship {name}", "ship -7", true)]
    [InlineData("ship {name}", "ship 'a -v'", true)]
    [InlineData("ship {name}", "ship a | b", false)]
    [InlineData("ship {name}", "ship a || b", false)]
    [InlineData("ship {name}", "ship a ; b", false)]
    [InlineData("ship {name}", "ship a && b", false)]
    [InlineData("ship {name} && b", "ship a && b", true)]
    [InlineData("ship {name}", "ship 'a && b'", true)]
    [InlineData("ship {name} to {place}", "ship a to b -v", false)]
    public void A_flag_or_an_operator_is_a_value_only_in_quotes(string stored, string run, bool same) =>
        Assert.Equal(same, IsSame(stored, run));

    [Fact]
    public void A_template_is_the_same_step_as_itself_filled()
    {
        var words = Gen.OneOf("ship", "cart", "to", "--env", "prod", "=", "/", "{a}", "{b}", "{c}");
        var values = Gen.OneOf("x", "web1", "10.0.0.1", "ship", "cart to", "-7", "数");

        Gen.Select(words.List[1, 8], values, values, values).Sample((template, a, b, c) =>
        {
            var step = Step.Parse(string.Join(' ', template));
            var filled = step.Filled(new Dictionary<string, string> { ["a"] = a, ["b"] = b, ["c"] = c });
            Assert.True(NormalizedStep.Of(step).IsSameAs(NormalizedStep.Of(step)));
            // With one placeholder there is only one way to find its value.
            if (template.Count(word => word[0] == '{') <= 1)
            {
                Assert.True(NormalizedStep.Of(step).IsSameAs(NormalizedStep.Of(filled)));
            }
        });
    }

    [Fact]
    public void Comparison_is_symmetric_and_takes_any_text() =>
        Gen.Select(Texts, Texts).Sample((a, b) => Assert.Equal(IsSame(a, b), IsSame(b, a)));

    static readonly Gen<string> Texts =
        Gen.OneOf("a", "b", "{a}", "{b}", " ", "-v", "'", "&&", "\0", "🚀", "\ud83d").List[0, 8].Select(string.Concat);

    static bool IsSame(string a, string b) => NormalizedStep.Of(a).IsSameAs(NormalizedStep.Of(b));
}
