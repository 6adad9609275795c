using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class AdviceTests
{
    static readonly Match Whole = MatchOf(Sample.ApiLatencyInvestigation);

    static readonly IReadOnlyList<Condition> Unmet = [new Condition("a Linux host", ConditionState.Unmet)];

    [Fact]
    public void A_possible_match_is_not_followed() =>
        Assert.StartsWith("Nothing fits for certain.", For(Whole with { Fit = Fit.Possible }));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Other_words_are_asked_for_where_they_were_not_given_and_nothing_is_likely(bool given, bool asked)
    {
        var request = new RetrieveRequest { Task = "undo it", Also = given ? ["rollback"] : [] };

        Assert.Equal(asked, Advice.For(request, [], []).Contains("Call again with 'also': 6-12 other words"));
        Assert.Equal(asked, Advice.For(request, [Whole with { Fit = Fit.Possible }], []).Contains("names of products"));
        Assert.DoesNotContain("'also'", Advice.For(request, [Whole with { Fit = Fit.Likely }], []));
    }

    [Fact]
    public void Nothing_that_fits_is_reasoned_through_and_stored()
    {
        Assert.Equal(
            "No stored procedure fits. Reason it through; if three or more steps then work, keep them with store_trajectory.",
            Advice.For(new RetrieveRequest { Also = ["rollback"] }, [], []));
        Assert.EndsWith("If none fits then, reason it through; if three or more steps then work, keep them with store_trajectory.", For());
    }

    [Fact]
    public void What_differs_in_the_first_match_is_the_first_sentence()
    {
        var differs = Whole with { Differs = ["restores, you ask to back up", "for staging, you name production"] };
        const string first =
            "'api-latency-investigation' seems not to be what is asked for: "
            + "restores, you ask to back up; for staging, you name production. ";

        Assert.StartsWith($"{first}Call again with 'also'", For(differs with { Fit = Fit.Possible, IsWhole = false }));
        Assert.StartsWith($"{first}'api-latency-investigation' fits, but not into", For(differs with { IsWhole = false }));
        // Of a whole match the answer says what differs.
        Assert.StartsWith("It differs from what is asked for. Check preconditions", For(differs));
        Assert.StartsWith("Check preconditions", For(Whole, differs));
    }

    [Fact]
    public void A_difference_is_one_short_visible_line() =>
        Assert.StartsWith(
            $"'api-latency-investigation' seems not to be what is asked for: one two{new string('.', 192)}…. ",
            For(Whole with { IsWhole = false, Differs = [$"one\n\u202etwo{new string('.', 500)}"] }));

    [Fact]
    public void A_match_without_room_is_opened_with_more_tokens() =>
        Assert.Contains(
            "not into 100 tokens",
            Advice.For(new RetrieveRequest { MaxTokens = 100 }, [Whole with { IsWhole = false, Conditions = Unmet }], []));

    [Fact]
    public void A_precondition_that_does_not_hold_comes_before_missing_phases_and_those_before_doubt()
    {
        var likely = Whole with { Fit = Fit.Likely, NextStep = 2 };
        var degraded = likely with { IsDegraded = true };

        Assert.Contains("is likely the procedure", For(likely));
        Assert.Contains("not all of its phases can be followed", For(degraded));
        Assert.Contains("a precondition of it is known not to hold", For(degraded with { Conditions = Unmet }));
    }

    [Fact]
    public void A_match_that_was_begun_is_continued() =>
        Assert.Equal(
            "What was done is its beginning. Go on at step 3. Then record_outcome.",
            For(Whole with { NextStep = 3 }));

    [Fact]
    public void A_match_is_followed_and_reported() =>
        Assert.Equal(
            "Check preconditions, follow it, verify. Then record_outcome.",
            For(Whole));

    [Fact]
    public void Preconditions_are_not_mentioned_where_there_are_none() =>
        Assert.Equal("Follow it, verify. Then record_outcome.", For(MatchOf(Sample.Procedure("bake", "mix", "bake"))));

    [Fact]
    public void Missing_arguments_which_the_answer_lists_are_asked_for() =>
        Assert.Equal(
            "Check preconditions, follow it, verify. Ask for what is missing. Then record_outcome.",
            For(WithParameters("host", "port")));

    [Fact]
    public void A_secret_is_left_to_the_user_and_not_asked_for()
    {
        var advice = For(WithParameters("password"));

        Assert.Contains("Secret: password.", advice);
        Assert.DoesNotContain("missing", advice);
    }

    [Fact]
    public void Arguments_that_are_known_are_not_missing()
    {
        var match = WithParameters("host") with { Values = new Dictionary<string, string?> { ["host"] = "web1" } };

        Assert.DoesNotContain("missing", For(match));
    }

    static string For(params Match[] matches) => Advice.For(new RetrieveRequest(), matches, []);

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
