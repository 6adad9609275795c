using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

/// <summary>What a model reads of a document beside the steps that it is handed anyway.</summary>
public class RestOfDocumentTests
{
    static readonly Procedure Tea = Sample.Procedure("make-tea", "Boil water", "Pour it\non the tea") with { Preconditions = ["a kettle"] };

    static readonly Procedure WithParameters = Tea with
    {
        Parameters =
        [
            new Parameter { Name = "cup", Description = "which cup", Example = "the blue one" },
            new Parameter { Name = "sugar" },
        ],
    };

    [Theory]
    [InlineData("# Tea\n\n## Preconditions\n- a kettle\n\n## Steps\n1. Boil water\n2. Pour it\n   on the tea\n")]
    [InlineData("* Boil water\r\n* Pour it\r\n  on the tea\r\n")]
    [InlineData("# Tea\n\nHow to make-tea.\n\n## Steps\n1. Boil water\n")]
    [InlineData("")]
    public void A_document_that_says_nothing_else_is_not_said_again(string body) => Assert.Equal("", RestOfDocument.Of(body, Tea));

    [Theory]
    [InlineData("# Tea\n\n## Parameters\n\n- `cup`: which cup\n- {sugar}\n\n## Steps\n1. Boil water\n")]
    [InlineData("# Tea\n\n## Parameters\n\n```yaml\n- name: cup\n  description: which cup\n- name: sugar\n```\n")]
    public void Parameters_are_not_said_again(string body) => Assert.Equal("", RestOfDocument.Of(body, WithParameters));

    [Theory]
    [InlineData("## Parameters\n\n- `cup`: another cup")]
    [InlineData("## Parameters\n\n- `cup`: which cup\n\nAsk for it first.")]
    [InlineData("## Parameters\n\n> Ask for it first.\n\n- `cup`: which cup")]
    [InlineData("## Parameters\n\n```yaml\n- name: cup\n  default: blue\n```")]
    [InlineData("## Parameters\n\n```yaml\n- name: cup\n  description: which cup\n```\n\n```\nAsk for it first.\n```")]
    public void A_section_that_says_more_of_parameters_stays_whole(string body) =>
        Assert.Equal(body, RestOfDocument.Of(body, WithParameters));

    [Fact]
    public void A_section_of_its_own_stays_with_the_headings_above_it()
    {
        var body = "# Tea\n\n## Steps\n1. Boil water\n\n## Notes\n\n### Green\n\nAt 80 degrees.\n\n## Empty\n";

        Assert.Equal("# Tea\n\n## Notes\n\n### Green\n\nAt 80 degrees.", RestOfDocument.Of(body, Tea));
    }

    [Fact]
    public void A_section_that_says_more_stays_whole() =>
        Assert.Equal(
            "## Steps\n1. Boil water\n\nSoft water is best.\n2. Pour it",
            RestOfDocument.Of("# Tea\n## Steps\n1. Boil water\n\nSoft water is best.\n2. Pour it\n", Tea)["# Tea\n".Length..]);

    [Fact]
    public void Of_steps_that_were_not_read_from_it_nothing_is_left_out()
    {
        var body = "## Steps\n1. Fell a tree\n2. Saw it";

        Assert.Equal(body, RestOfDocument.Of(body, Tea));
    }
}
