using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class AdviceTests
{
    const string Afterwards = "Afterwards report with record_outcome and this retrieval_id.";

    static readonly Match Found = new()
    {
        Skill = Sample.Skill(Sample.Procedure("deploy", "make it")),
        Procedure = Sample.Procedure("deploy", "make it"),
        Score = 1,
        Fit = Fit.Match,
        Why = "",
        IsWhole = true,
    };

    [Fact]
    public void It_says_what_to_do_with_the_best_match()
    {
        Assert.Equal($"Check the preconditions of 'deploy', follow its steps and verify the outcome. {Afterwards}", For(Found));
        Assert.Equal($"'deploy' is likely the procedure: read it against the task before you follow it. {Afterwards}", For(Found with { Fit = Fit.Likely }));
        Assert.StartsWith("Nothing fits for certain.", For(Found with { Fit = Fit.Possible }));
        Assert.StartsWith("Nothing fits for certain.", For(Found with { Fit = Fit.Possible, IsWhole = false }));
        Assert.Equal("'deploy' fits, but not into 100 tokens: retrieve_skill with skill 'deploy' and more max_tokens, or none, opens it.", For(Found with { IsWhole = false }));
        Assert.StartsWith("'deploy' is what is asked for, but a precondition of it is known not to hold", For(Found with { Fit = Fit.Likely, IsDegraded = true, Conditions = [new Condition("x", ConditionState.Unmet)] }));
        Assert.StartsWith("'deploy' is what is asked for, but not all of its phases can be followed", For(Found with { Fit = Fit.Likely, IsDegraded = true, Conditions = [new Condition("x", ConditionState.Met)] }));
        Assert.Equal($"What was done is the beginning of 'deploy'. Go on at step 1. {Afterwards}", For(Found with { NextStep = 1 }));
        Assert.Equal($"What was done is the beginning of 'deploy'. All of its steps are done: verify the outcome. {Afterwards}", For(Found with { NextStep = 2 }));
        Assert.StartsWith("Check the preconditions of 'deploy'", Advice.For([Found, Found with { Fit = Fit.Possible }], null));
    }

    [Fact]
    public void It_names_what_is_missing_and_leaves_secrets_to_the_user()
    {
        var parameters = Found with { Procedure = Found.Procedure with { Parameters = [.. "abcdef".Select(name => new Parameter { Name = $"{name}" })] }, Values = new Dictionary<string, string?> { ["b"] = "x", ["c"] = null } };
        var secret = Found with { Procedure = Found.Procedure with { Parameters = [new Parameter { Name = "a" }, new Parameter { Name = "api_token" }] }, Values = new Dictionary<string, string?> { ["a"] = "x" } };

        Assert.Equal(
            "Check the preconditions of 'deploy', follow its steps and verify the outcome. Missing: a, c, d, e, f. Where you do not know them, ask the user; "
            + $"retrieve_skill again with skill 'deploy' and arguments {{\"a\": \"…\", \"c\": \"…\", \"d\": \"…\", \"e\": \"…\", \"f\": \"…\"}} puts them in. {Afterwards}",
            For(parameters));
        Assert.Equal(
            "Check the preconditions of 'deploy', follow its steps and verify the outcome. Secret: api_token. Leave it to the user to put that where the step reads it, "
            + $"such as an environment variable; it does not belong into this conversation. {Afterwards}",
            For(secret));
        Assert.DoesNotContain("\"g\"", For(parameters with { Procedure = parameters.Procedure with { Parameters = [.. "abcdefgh".Select(name => new Parameter { Name = $"{name}" })] } }));
        Assert.Contains("Missing: a. Where", For(secret with { Values = new Dictionary<string, string?>() }));
    }

    [Theory]
    [InlineData(0, 0, Source.Manual, "provisional: never executed")]
    [InlineData(1, 0, Source.Learned, "provisional: learned from one run")]
    [InlineData(0, 1, Source.Learned, "provisional: learned from one run")]
    [InlineData(1, 1, Source.Learned, "")]
    [InlineData(1, 0, Source.Manual, "")]
    public void What_was_hardly_tried_is_provisional(int successes, int failures, Source source, string warning)
    {
        var skill = Found.Skill with { Source = source, Record = TrackRecord.Of(new Executions(successes, 0, failures), Grade.Verified) };

        Assert.Equal(warning, string.Join("; ", Warnings.Of(skill, isStale: false)));
    }

    [Fact]
    public void What_is_disputed_or_stale_says_so()
    {
        var skill = Found.Skill with { Record = TrackRecord.Of(new Executions(5, 0, 0), Grade.Verified) };

        Assert.Equal(["disputed: unverified reports say that it fails"], Warnings.Of(skill with { Lifecycle = Lifecycle.Active with { Reason = Lifecycle.Disputed } }, isStale: false));
        Assert.Equal(["stale: no success since it was written on 2026-03-14"], Warnings.Of(skill, isStale: true));
        Assert.Equal(["stale: no success since 2026-03-15"], Warnings.Of(skill with { LastSucceededAt = Sample.Noon.AddDays(1) }, isStale: true));
    }

    static string For(Match match) => Advice.For([match], 100);
}
