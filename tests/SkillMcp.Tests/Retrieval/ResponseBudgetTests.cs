using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class ResponseBudgetTests
{
    // A match with a description of 100 characters: 400 for its name, score and reason, and its own texts.
    const int NamedSize = 400 + 100;
    const int WholeSize = NamedSize + (30 + 4) + (22 + 4);

    static readonly Match Named = MatchOf("") with { IsWhole = false };

    [Fact]
    public void Without_a_bound_all_matches_are_kept_and_instructions_of_20000_characters()
    {
        var (fitting, longer) = (MatchOf(new string('x', 20_000)), MatchOf(new string('x', 20_001)));

        var kept = ResponseBudget.Trim([fitting, longer, Named], null);

        Assert.Equal([20_000, 20_000, 0], kept.Select(match => match.Instructions.Length));
        Assert.Equal([false, true, false], kept.Select(match => match.IsCut));
    }

    [Theory]
    [InlineData(WholeSize, true)]
    [InlineData(WholeSize - 4, false)]
    public void A_match_is_whole_if_all_its_texts_fit(int characters, bool isWhole) =>
        Assert.Equal(isWhole, Assert.Single(ResponseBudget.Trim([MatchOf("")], Tokens(characters))).IsWhole);

    [Fact]
    public void The_first_match_is_named_however_little_fits() =>
        Assert.False(Assert.Single(ResponseBudget.Trim([MatchOf("instructions"), Named], 1)).IsWhole);

    [Theory]
    [InlineData(WholeSize + 2 * NamedSize, 3)]
    [InlineData(WholeSize + 2 * NamedSize - 4, 2)]
    [InlineData(WholeSize + NamedSize, 2)]
    [InlineData(WholeSize + NamedSize - 4, 1)]
    public void The_first_that_cannot_be_named_ends_the_answer(int characters, int kept) =>
        Assert.Equal(kept, ResponseBudget.Trim([MatchOf(""), Named, Named], Tokens(characters)).Count);

    [Theory]
    [InlineData(199, 0)]
    [InlineData(200, 200)]
    [InlineData(996, 996)]
    [InlineData(1_000, 1_000)]
    [InlineData(4_000, 1_000)]
    public void Instructions_are_cut_to_what_remains_and_left_out_below_200_characters(int remaining, int length)
    {
        // A token is four characters: a longer description makes up for the rest of the last one.
        var padding = (4 - remaining % 4) % 4;
        var match = MatchOf(new string('x', 1_000), descriptionLength: 100 + padding);

        var trimmed = Assert.Single(ResponseBudget.Trim([match], Tokens(WholeSize + padding + remaining)));

        Assert.True(trimmed.IsWhole);
        Assert.Equal((length, length < 1_000), (trimmed.Instructions.Length, trimmed.IsCut));
    }

    [Fact]
    public void A_match_that_is_only_named_has_no_instructions()
    {
        var trimmed = Assert.Single(ResponseBudget.Trim([MatchOf("instructions")], Tokens(NamedSize)));

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
            var size = kept.Sum(SizeOf);
            Assert.True(size <= maxTokens * 4 || kept.Count == 1 && !kept[0].IsWhole);
        });
    }

    static int SizeOf(Match match) =>
        400 + match.Procedure.Description.Length + (match.IsWhole ? WholeSize - NamedSize : 0) + match.Instructions.Length;

    static int Tokens(int characters) => characters / 4;

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
