using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class AdviceTests
{
    static readonly Match Whole = MatchOf(Sample.ApiLatencyInvestigation);

    static readonly IReadOnlyList<Condition> Unmet = [new Condition("a Linux host", ConditionState.Unmet)];

    [Fact]
    public void A_possible_match_is_not_followed() =>
        Assert.StartsWith("Nothing fits for certain.", Advice.For([Whole with { Fit = Fit.Possible }], 100));

    [Fact]
    public void A_match_without_room_is_opened_with_more_tokens() =>
        Assert.Contains("not into 100 tokens", Advice.For([Whole with { IsWhole = false, Conditions = Unmet }], 100));

    [Fact]
    public void A_precondition_that_does_not_hold_comes_before_missing_phases_and_those_before_doubt()
    {
        var likely = Whole with { Fit = Fit.Likely, NextStep = 2 };
        var degraded = likely with { IsDegraded = true };

        Assert.Contains("is likely the procedure", Advice.For([likely], null));
        Assert.Contains("not all of its phases can be followed", Advice.For([degraded], null));
        Assert.Contains("a precondition of it is known not to hold", Advice.For([degraded with { Conditions = Unmet }], null));
    }

    [Fact]
    public void A_match_that_was_begun_is_continued() =>
        Assert.Equal(
            "What was done is the beginning of 'api-latency-investigation'. Go on at step 3. "
                + "Afterwards report with record_outcome and this retrieval_id.",
            Advice.For([Whole with { NextStep = 3 }], null));

    [Fact]
    public void A_match_is_followed_and_reported() =>
        Assert.Equal(
            "Check the preconditions of 'api-latency-investigation', follow its steps and verify the outcome. "
                + "Afterwards report with record_outcome and this retrieval_id.",
            Advice.For([Whole], null));

    [Fact]
    public void Missing_arguments_are_all_named_and_five_of_them_shown_in_the_call()
    {
        var advice = Advice.For([WithParameters("a1", "a2", "a3", "a4", "a5", "a6")], null);

        Assert.Contains("Missing: a1, a2, a3, a4, a5, a6.", advice);
        Assert.Contains("""arguments {"a1": "…", "a2": "…", "a3": "…", "a4": "…", "a5": "…"} puts them in.""", advice);
    }

    [Fact]
    public void A_secret_is_left_to_the_user_and_not_asked_for()
    {
        var advice = Advice.For([WithParameters("password")], null);

        Assert.Contains("Secret: password.", advice);
        Assert.DoesNotContain("Missing:", advice);
    }

    [Fact]
    public void Arguments_that_are_known_are_not_missing()
    {
        var match = WithParameters("host") with { Values = new Dictionary<string, string?> { ["host"] = "web1" } };

        Assert.DoesNotContain("Missing:", Advice.For([match], null));
    }

    static Match WithParameters(params string[] names) => MatchOf(Sample.ApiLatencyInvestigation with
    {
        Parameters = [.. names.Select(name => new Parameter { Name = name })],
    });

    static Match MatchOf(Procedure procedure) => new()
    {
        Skill = Sample.Skill(procedure),
        Procedure = procedure,
        Score = 1,
        Fit = Fit.Match,
        Why = "",
        IsWhole = true,
    };
}
