using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class ArgumentsTests
{
    static readonly Procedure Deploy = new()
    {
        Title = "deploy",
        Description = "Deploy a service",
        Preconditions = ["{service} is built"],
        Steps = [Step.Parse("kubectl set image deployment/{service} app={service}:{tag} -n {namespace}")],
        Postconditions = ["{service} answers in {namespace}"],
        Parameters =
        [
            new Parameter { Name = "service" },
            new Parameter { Name = "tag", Pattern = @"v\d+(\.\d+)*" },
            new Parameter { Name = "namespace", Default = "default" },
        ],
    };

    [Fact]
    public void Values_go_into_conditions_and_steps_and_a_default_where_none_is_given()
    {
        var filled = Fill(("service", "api"), ("tag", "v1.2"));

        Assert.Equal(["api is built"], filled.Procedure.Preconditions);
        Assert.Equal(["kubectl set image deployment/api app=api:v1.2 -n default"], filled.Procedure.Steps.Select(step => step.Text));
        Assert.Equal(["api answers in default"], filled.Procedure.Postconditions);
        Assert.Empty(filled.Warnings);
    }

    [Fact]
    public void A_value_that_is_not_given_stays_open()
    {
        var filled = Fill(("service", "api"));

        Assert.Null(filled.Values["tag"]);
        Assert.Contains("{tag}", filled.Procedure.Steps[0].Text);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("v1; rm -rf /")]
    [InlineData("v1\nx")]
    public void A_value_that_does_not_match_its_pattern_is_left_out_with_a_warning(string tag)
    {
        var filled = Fill(("service", "api"), ("tag", tag));

        Assert.Null(filled.Values["tag"]);
        Assert.Contains("'tag'", Assert.Single(filled.Warnings));
        Assert.DoesNotContain(tag, filled.Procedure.Steps[0].Text);
    }

    [Fact]
    public void A_pattern_that_is_not_valid_is_said_not_to_be_checked() =>
        Assert.Contains("cannot be checked", Assert.Single(Arguments.Fill(
            Deploy with { Parameters = [new Parameter { Name = "tag", Pattern = "(" }] },
            new Dictionary<string, string> { ["tag"] = "v1" }).Warnings));

    [Fact]
    public void An_argument_without_a_parameter_is_named_with_the_parameters_that_exist() =>
        Assert.Contains("the parameters are service, tag, namespace", Assert.Single(Fill(("service", "api"), ("region", "eu")).Warnings));

    [Fact]
    public void A_value_is_never_searched_for_placeholders() =>
        Assert.Contains("deployment/{tag} app", Fill(("service", "{tag}"), ("tag", "v1")).Procedure.Steps[0].Text);

    static Arguments Fill(params (string Name, string Value)[] given) =>
        Arguments.Fill(Deploy, given.ToDictionary(argument => argument.Name, argument => argument.Value));
}
