namespace SkillMcp.Tests;

public sealed class PortableSkillTests
{
    static readonly Skill Skill = Sample.Skill(Sample.Procedure("tidy", "second")) with
    {
        Version = 2,
        Pitfalls = [new Pitfall { Text = "dust" }],
    };

    static readonly PortableSkill Whole = new()
    {
        Skill = Skill,
        Versions = [Version(1, "first"), Version(2, "second"), Version(3, "other way")],
        Executions = [Execution(1), Execution(2)],
    };

    [Fact]
    public void The_version_of_today_is_the_one_with_its_number() => Assert.Equal(2, Whole.Current.Number);

    [Fact]
    public void A_skill_as_it_is_has_one_version()
    {
        var version = Assert.Single(PortableSkill.Of(Skill).Versions);

        Assert.Equal(
            (2, Skill.Procedure, Skill.Provenance, "imported", Skill.CreatedAt),
            (version.Number, version.Procedure, version.Provenance, version.Reason, version.CreatedAt));
        Assert.Equal(Skill.Pitfalls, version.Pitfalls);
    }

    [Fact]
    public void What_a_person_wrote_is_named_by_its_title_or_else_by_its_hash()
    {
        var (named, unnamed) = (Sample.Procedure("Tidy Up"), Sample.Procedure("整理"));

        Assert.Equal("tidy-up", PortableSkill.Written(named, Sample.Noon).Skill.Name.Value);
        Assert.Equal($"skill-{unnamed.ContentHash()[..8]}", PortableSkill.Written(unnamed, Sample.Noon).Skill.Name.Value);
        Assert.Equal(
            (Source.Imported, Author.Person, Sample.Noon, Sample.Noon, 1),
            PortableSkill.Written(named, Sample.Noon) is { Skill: var skill }
                ? (skill.Source, skill.Provenance.Author, skill.CreatedAt, skill.UpdatedAt, skill.Version)
                : default);
    }

    [Fact]
    public void As_another_skill_it_keeps_all_but_its_ids()
    {
        var anew = Whole.WithNewIds(Sample.Noon);

        Assert.NotEqual(Skill.Id, anew.Skill.Id);
        Assert.Equal(Skill with { Id = anew.Skill.Id }, anew.Skill);
        Assert.Equal(Whole.Versions, anew.Versions);
        Assert.All(anew.Executions, execution => Assert.Equal(anew.Skill.Id, execution.Skill));
        Assert.Equal([1, 2], anew.Executions.Select(execution => execution.Version));
        Assert.Empty(anew.Executions.Select(execution => execution.Id).Intersect(Whole.Executions.Select(execution => execution.Id)));
    }

    [Fact]
    public void Written_anew_every_version_is_and_the_skill_with_it()
    {
        var written = Whole.With(procedure => procedure with { Description = "anew" });

        Assert.All(written.Versions, version => Assert.Equal("anew", version.Procedure.Description));
        Assert.Same(written.Current.Procedure, written.Skill.Procedure);
    }

    static SkillVersion Version(int number, string step) => new()
    {
        Number = number,
        Procedure = Sample.Procedure("tidy", step),
        Provenance = new Provenance(Author.Person),
        CreatedAt = Sample.Noon,
    };

    static Execution Execution(int version) =>
        Sample.Execution(Outcome.Success, EvidenceLevel.Verified, Skill.Id) with { Version = version };
}
