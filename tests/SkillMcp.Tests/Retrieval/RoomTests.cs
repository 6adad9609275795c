using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class RoomTests
{
    // Its naming takes 400 characters and its description 10; whole it has a step of 6 and 4 around it.
    const int Naming = 410;
    const int Whole = 420;

    [Fact]
    public void Without_a_limit_all_is_handed_over()
    {
        var match = Of();

        Assert.Equal([match, match], Room.Cut([match, match], null));
    }

    [Theory]
    [InlineData(Whole / 4, true)]
    [InlineData((Whole / 4) - 1, false)]
    [InlineData(1, false)]
    public void A_match_that_does_not_fit_whole_is_named_and_the_first_always(int tokens, bool isWhole) =>
        Assert.Equal(isWhole, Assert.Single(Room.Cut([Of()], tokens)).IsWhole);

    [Theory]
    [InlineData(Whole + Naming, 2)]
    [InlineData(Whole + Naming - 4, 1)]
    [InlineData(Whole + (2 * Naming), 3)]
    [InlineData(Naming, 1)]
    public void What_cannot_even_be_named_is_left_out(int characters, int kept)
    {
        var cut = Room.Cut([Of(), Of() with { IsWhole = false }, Of() with { IsWhole = false }], (characters + 3) / 4);

        Assert.Equal(kept, cut.Count);
    }

    [Fact]
    public void Everything_that_is_handed_over_takes_room()
    {
        Func<Match, Match>[] more =
        [
            match => match with { Procedure = match.Procedure with { Description = "0123456789abcd" } },
            match => match with { Procedure = match.Procedure with { Preconditions = [""] } },
            match => match with { Procedure = match.Procedure with { Steps = [.. match.Procedure.Steps, default] } },
            match => match with { Procedure = match.Procedure with { Postconditions = [""] } },
            match => match with { Conditions = [new Condition("", ConditionState.Met)] },
            match => match with { Warnings = [""] },
            match => match with { Files = [""] },
            match => match with { Skill = match.Skill with { Pitfalls = [new Pitfall { Text = "" }] } },
        ];

        Assert.All(more, change =>
        {
            Assert.False(Assert.Single(Room.Cut([change(Of())], Whole / 4)).IsWhole);
            Assert.True(Assert.Single(Room.Cut([change(Of())], (Whole / 4) + 1)).IsWhole);
        });
        var described = Of() with { Procedure = Of().Procedure with { Parameters = [new Parameter { Name = "name", Description = "what", Example = "this" }] }, Values = new Dictionary<string, string?> { ["name"] = "that" } };
        Assert.False(Assert.Single(Room.Cut([described], (Whole / 4) + 7)).IsWhole);
        Assert.True(Assert.Single(Room.Cut([described], (Whole / 4) + 8)).IsWhole);
    }

    [Fact]
    public void Of_instructions_as_much_is_handed_over_as_there_is_room_for()
    {
        var whole = Of() with { Instructions = new string('x', 20_001) };

        Assert.Equal((20_000, true), Told(whole, null));
        Assert.Equal((20_000, false), Told(Of() with { Instructions = new string('x', 20_000) }, null));
        Assert.Equal((20_000, true), Told(whole, 100_000));
        Assert.Equal((200, true), Told(whole, (Whole + 200) / 4));
        Assert.Equal((0, true), Told(whole, (Whole + 196) / 4));
        Assert.Equal((200, false), Told(Of() with { Instructions = new string('x', 200) }, (Whole + 200) / 4));
        Assert.Equal((0, true), Told(whole with { IsWhole = false }, 100_000));
        Assert.Equal((0, false), Told(Of(), null));
    }

    [Fact]
    public void What_one_match_takes_the_next_has_not()
    {
        var told = Of() with { Instructions = new string('x', 400) };

        Assert.Single(Room.Cut([told, Of() with { IsWhole = false }], (Whole + Naming) / 4));
        Assert.Equal(2, Room.Cut([told, Of() with { IsWhole = false }], ((Whole + Naming + 400) / 4) + 1).Count);
    }

    static (int Length, bool IsCut) Told(Match match, int? tokens) => Room.Cut([match], tokens)[0] is var cut ? (cut.Instructions.Length, cut.IsCut) : default;

    static Match Of()
    {
        var procedure = new Procedure { Title = "x", Description = "0123456789", Steps = Sample.Steps("012345") };
        return new Match { Skill = Sample.Skill(procedure), Procedure = procedure, Score = 1, Fit = Fit.Match, Why = "", IsWhole = true };
    }
}
