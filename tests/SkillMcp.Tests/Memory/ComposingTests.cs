using SkillMcp.Packaging;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

public sealed class ComposingTests
{
    [Fact]
    public async Task A_composite_refers_to_its_components_and_is_found_by_their_words()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);

        var composed = await ComposeAsync(open, "release-train", migrate, deploy);

        Assert.Equal([migrate.Id, deploy.Id], composed.Skill.Procedure.Components.Select(c => c.Skill));
        Assert.Empty(composed.Skill.Procedure.Steps);
        Assert.Equal(Procedure.Composite, composed.Skill.Procedure.Category);
        var found = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "release train alembic kubectl", Limit = 20 });
        Assert.Contains(found.Matches, match => match.Skill.Id == composed.Skill.Id);
    }

    [Fact]
    public async Task As_Markdown_its_phases_have_no_numbers()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);
        var composed = await ComposeAsync(open, "release", migrate, deploy);

        Assert.Contains(
            "\n1. alembic upgrade head\n\n--- Phase: deploy ---\n\n2. kubectl apply",
            SkillMarkdown.Write(composed.Skill.Name, composed.Composition.Procedure));
    }

    [Fact]
    public async Task A_composite_under_a_taken_name_says_so()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);
        await open.AddAsync("release", "Release the hounds", "open the gate");

        var composed = await ComposeAsync(open, "release", migrate, deploy);

        Assert.Equal("release-2", composed.Skill.Name.Value);
        Assert.Equal(["another skill is called release: this one is release-2"], composed.Composition.Problems);
    }

    [Fact]
    public async Task Composites_nest()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);
        var inner = (await ComposeAsync(open, "inner", migrate, deploy)).Skill;

        var outer = await ComposeAsync(open, "outer", inner, deploy);

        Assert.Equal(
            ["--- Phase: inner ---", "--- Phase: migrate ---"],
            outer.Composition.Procedure.Steps.Take(2).Select(step => step.Text));
        Assert.Equal([2, 1], outer.Composition.Phases.Select(phase => phase.Steps));
    }

    [Fact]
    public async Task Nothing_is_a_component_of_itself()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);
        var whole = (await ComposeAsync(open, "whole", migrate, deploy)).Skill;
        var more = (await ComposeAsync(open, "more", whole, deploy)).Skill;

        Assert.Contains(
            "component of itself",
            (await Assert.ThrowsAsync<SkillException>(() => ComposeAsync(open, "whole", whole, deploy))).Message);
        Assert.Contains(
            "already has 'whole'",
            (await Assert.ThrowsAsync<SkillException>(() => ComposeAsync(open, "whole", more, deploy))).Message);
    }

    [Fact]
    public async Task The_same_composition_twice_is_one()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);

        Assert.Equal(
            (await ComposeAsync(open, "whole", migrate, deploy)).Skill.Id,
            (await ComposeAsync(open, "whole", migrate, deploy)).Skill.Id);
    }

    [Fact]
    public async Task What_cannot_be_joined_is_refused()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);
        await open.Memory.CurateAsync(new CurateRequest { Skill = deploy.Name, Action = CurateAction.Archive });

        Assert.Contains("2-20 skills", (await Assert.ThrowsAsync<SkillException>(() => ComposeAsync(open, "whole", migrate))).Message);
        Assert.Contains(
            "restore it first",
            (await Assert.ThrowsAsync<SkillException>(() => ComposeAsync(open, "whole", migrate, deploy))).Message);
    }

    [Fact]
    public async Task A_binding_to_nothing_is_refused_by_naming_what_there_is()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);
        ComposeRequest Bound(SkillName skill, string parameter) => new()
        {
            Skills = [migrate.Name, deploy.Name],
            Name = "whole",
            Description = "All of it",
            Bindings = new Dictionary<SkillName, IReadOnlyDictionary<string, string>>
            {
                [skill] = new Dictionary<string, string> { [parameter] = "prod" },
            },
        };

        Assert.Contains(
            "Its parameters: namespace",
            (await Assert.ThrowsAsync<SkillException>(() => open.Memory.ComposeAsync(Bound(deploy.Name, "nmespace"), Agent))).Message);
        Assert.Contains(
            "has no parameters",
            (await Assert.ThrowsAsync<SkillException>(() => open.Memory.ComposeAsync(Bound(migrate.Name, "x"), Agent))).Message);
        Assert.Contains(
            "not among the skills",
            (await Assert.ThrowsAsync<SkillException>(
                () => open.Memory.ComposeAsync(Bound(SkillName.Parse("other"), "x"), Agent))).Message);
        Assert.Empty((await open.Memory.ComposeAsync(Bound(deploy.Name, "namespace"), Agent)).Composition.Procedure.Parameters);
    }

    [Fact]
    public async Task A_composite_part_is_bound_by_the_parameters_that_it_lays_out()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);
        var inner = (await ComposeAsync(open, "inner", migrate, deploy)).Skill;
        ComposeRequest Bound(string parameter) => new()
        {
            Skills = [inner.Name, migrate.Name],
            Name = "outer",
            Description = "All of it twice",
            Bindings = new Dictionary<SkillName, IReadOnlyDictionary<string, string>>
            {
                [inner.Name] = new Dictionary<string, string> { [parameter] = "prod" },
            },
        };

        Assert.Contains(
            "Its parameters: namespace",
            (await Assert.ThrowsAsync<SkillException>(() => open.Memory.ComposeAsync(Bound("region"), Agent))).Message);
        Assert.Contains(
            "kubectl apply -n prod",
            (await open.Memory.ComposeAsync(Bound("namespace"), Agent)).Composition.Procedure.Steps.Select(step => step.Text));
    }

    [Fact]
    public async Task A_composite_with_an_archived_component_says_so_when_it_is_found()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);
        var whole = (await ComposeAsync(open, "whole", migrate, deploy)).Skill;
        await open.Memory.CurateAsync(new CurateRequest { Skill = migrate.Name, Action = CurateAction.Archive, Reason = "outdated" });

        var found = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = whole.Name });

        Assert.Contains(found.Matches[0].Warnings, warning => warning.Contains("migrate is archived (outdated)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_composite_with_a_component_that_mostly_fails_says_so_when_it_is_handed_over()
    {
        await using var open = await NewAsync();
        var (migrate, deploy) = await TwoAsync(open);
        var whole = (await ComposeAsync(open, "whole", migrate, deploy)).Skill;
        var outer = (await ComposeAsync(open, "outer", whole, deploy)).Skill;
        Assert.DoesNotContain(await WarningsAsync(whole), warning => warning.StartsWith("migrate", StringComparison.Ordinal));

        foreach (var outcome in new[] { Outcome.Failure, Outcome.Failure, Outcome.Success })
        {
            await open.Memory.RecordAsync(new Report { Skill = migrate.Name, Outcome = outcome, IsVerified = true }, Person);
        }

        const string told = "migrate: fails more often than it works: 33% of 3 executions worked";
        Assert.Contains(told, await WarningsAsync(whole));
        Assert.Contains(told, await WarningsAsync(outer));

        async Task<IReadOnlyList<string>> WarningsAsync(Skill skill) =>
            (await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0].Warnings;
    }

    static async Task<(Skill Migrate, Skill Deploy)> TwoAsync(OpenMemory open) => (
        await open.AddAsync("migrate", "Migrate the database with alembic", "alembic upgrade head"),
        await open.AddAsync("deploy", "Deploy the service with kubectl", "kubectl apply -n {namespace}"));

    static Task<Composed> ComposeAsync(OpenMemory open, string name, params Skill[] parts) =>
        open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [.. parts.Select(part => part.Name)], Name = name, Description = "All of it in one go" }, Agent);
}
