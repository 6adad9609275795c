using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class SameWorkTests
{
    [Fact]
    public void Look_alikes_never_do_the_same() =>
        Assert.DoesNotContain(LookalikePairs.Different, pair => AreSame(pair.One, pair.Other) || AreSame(pair.Other, pair.One));

    [Fact]
    public void What_is_told_in_other_words_does_the_same() =>
        Assert.All(LookalikePairs.Same, pair => Assert.True(AreSame(pair.One, pair.Other), pair.One));

    static bool AreSame(string one, string other) => SameWork.IsOf(SkillOf(one), SkillOf(other));

    static Skill SkillOf(string text)
    {
        var procedure = LookalikePairs.Read(text);
        return new Skill
        {
            Id = Guid.NewGuid(),
            Name = SkillName.Of(procedure),
            Procedure = procedure,
            Source = Source.Manual,
            Provenance = new Provenance(Author.Person),
            CreatedAt = Sample.Noon,
            UpdatedAt = Sample.Noon,
        };
    }
}
