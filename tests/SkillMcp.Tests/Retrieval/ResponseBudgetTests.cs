using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class ResponseBudgetTests
{
    static readonly Match Named = MatchOf("") with { IsWhole = false };

    [Fact]
    public void Without_a_bound_all_matches_are_kept_and_instructions_of_20000_characters()
    {
        var (fitting, longer) = (MatchOf(new string('x', 20_000)), MatchOf(new string('x', 20_001)));

        var kept = ResponseBudget.Trim([fitting, longer, Named], null);

        Assert.Equal([20_000, 20_000, 0], kept.Select(match => match.Instructions.Length));
        Assert.Equal([false, true, false], kept.Select(match => match.IsCut));
    }

    [Fact]
    public void A_match_is_whole_from_the_budget_on_that_all_its_texts_fit_into()
    {
        var (less, more) = (LeastTokensOfWhole(MatchOf("")), LeastTokensOfWhole(MatchOf("", descriptionLength: 500)));

        Assert.All(Enumerable.Range(less, 200), tokens => Assert.True(IsWhole(MatchOf(""), tokens)));
        // 400 characters more in each of the two halves, and a few more of the line that would only name it.
        Assert.InRange(more - less, 2 * 400 / 4, 2 * 500 / 4);
    }

    [Fact]
    public void The_first_match_is_named_however_little_fits() =>
        Assert.False(Assert.Single(ResponseBudget.Trim([MatchOf("instructions"), Named], 1)).IsWhole);

    [Fact]
    public void The_first_that_cannot_be_named_ends_the_answer()
    {
        var whole = LeastTokensOfWhole(MatchOf(""));

        var kept = Enumerable.Range(whole, 1_000).Select(tokens => ResponseBudget.Trim([MatchOf(""), Named, Named], tokens).Count).ToList();

        Assert.Equal([1, 2, 3], kept.Distinct());
        Assert.Equal(kept.Order(), kept);
    }

    [Fact]
    public void Instructions_are_cut_to_what_remains_and_left_out_below_200_characters()
    {
        var match = MatchOf(new string('x', 1_000));
        var whole = LeastTokensOfWhole(match);

        var lengths = Enumerable.Range(whole, 600).Select(tokens => Assert.Single(ResponseBudget.Trim([match], tokens)))
            .Select(trimmed => (trimmed.Instructions.Length, trimmed.IsCut))
            .ToList();

        Assert.Equal((0, true), lengths[0]);
        Assert.Equal((1_000, false), lengths[^1]);
        Assert.DoesNotContain(lengths, length => length.Length is > 0 and < 200);
        // A token more is at most two characters more in each half.
        var cut = lengths.Where(length => length.Length is > 0 and < 1_000).ToList();
        Assert.All(cut.Zip(cut.Skip(1)), pair => Assert.InRange(pair.Second.Length - pair.First.Length, 0, 2));
    }

    [Fact]
    public void A_match_that_is_only_named_has_no_instructions()
    {
        var trimmed = Assert.Single(ResponseBudget.Trim([MatchOf("instructions")], 200));

        Assert.Equal((false, "", true), (trimmed.IsWhole, trimmed.Instructions, trimmed.IsCut));
    }

    [Fact]
    public void What_is_kept_are_the_first_matches_within_the_budget()
    {
        var match = Gen.Select(Gen.Int[0, 3_000], Gen.Int[0, 900], Gen.Bool).Select(sizes =>
            MatchOf(new string('x', sizes.Item3 ? sizes.Item1 : 0), sizes.Item2) with { IsWhole = sizes.Item3 });
        Gen.Select(match.Array[1, 6], Gen.Int[1, 2_000]).Sample((matches, maxTokens) =>
        {
            var kept = ResponseBudget.Trim(matches, maxTokens);
            Assert.Equal(matches.Take(kept.Count).Select(one => one.Skill), kept.Select(one => one.Skill));
            Assert.NotEmpty(kept);
            Assert.All(kept.Zip(matches), pair => Assert.True(pair.Second.IsWhole || !pair.First.IsWhole));
        });
    }

    static int LeastTokensOfWhole(Match match) => Enumerable.Range(1, 2_000).First(tokens => IsWhole(match, tokens));

    static bool IsWhole(Match match, int tokens) => Assert.Single(ResponseBudget.Trim([match], tokens)).IsWhole;

    static Match MatchOf(string instructions, int descriptionLength = 100)
    {
        var procedure = new Procedure
        {
            Title = "deploy",
            Description = new string('d', descriptionLength),
            Preconditions = [new string('p', 22)],
            Steps = [Step.Parse(new string('s', 30))],
        };
        return new Match
        {
            Skill = Sample.Skill(procedure),
            Procedure = procedure,
            Score = 1,
            Fit = Fit.Match,
            Why = "",
            IsWhole = true,
            Instructions = instructions,
        };
    }
}
