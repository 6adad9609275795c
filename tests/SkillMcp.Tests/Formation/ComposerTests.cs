using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class ComposerTests
{
    static readonly Skill Migrate = Of("migrate", new Procedure
    {
        Title = "migrate",
        Description = "Migrate the database",
        Preconditions = ["Database backup completed", "alembic configured"],
        Steps = [Step.Parse("alembic upgrade head"), Step.Parse("psql -h {host} -c 'select 1'")],
        Postconditions = ["Schema is current", "Service is stopped"],
    });

    static readonly Skill Deploy = Of("deploy", new Procedure
    {
        Title = "deploy",
        Description = "Deploy the service",
        Preconditions = ["alembic configured", "The schema is current", "kubectl configured"],
        Steps = [Step.Parse("kubectl -n {namespace} apply -f {host}.yaml")],
        Postconditions = ["Health endpoint returns 200"],
        Parameters = [new Parameter { Name = "host", Description = "where it runs" }],
    });

    [Fact]
    public void Each_component_is_a_phase_under_its_name()
    {
        var composition = LayOut(Migrate, Deploy);

        Assert.Equal(
            [
                "--- Phase: migrate ---", "alembic upgrade head", "psql -h {host} -c 'select 1'",
                "--- Phase: deploy ---", "kubectl -n {namespace} apply -f {host}.yaml",
            ],
            composition.Procedure.Steps.Select(step => step.Text));
        Assert.Equal([2, 1], composition.Phases.Select(phase => phase.Steps));
    }

    [Fact]
    public void Preconditions_are_joined_without_those_that_an_earlier_phase_establishes() =>
        Assert.Equal(
            ["Database backup completed", "alembic configured", "kubectl configured"],
            LayOut(Migrate, Deploy).Procedure.Preconditions);

    [Fact]
    public void Postconditions_are_joined_each_once() =>
        Assert.Equal(
            ["Health endpoint returns 200", "Schema is current", "Service is stopped"],
            LayOut(Migrate, Deploy, Migrate).Procedure.Postconditions);

    [Fact]
    public void Parameters_of_one_name_are_one_unless_bound_apart()
    {
        Assert.Equal(["host", "namespace"], LayOut(Migrate, Deploy).Procedure.Parameters.Select(p => p.Name));

        var bound = new Component(Migrate.Id) { Bindings = new Dictionary<string, string> { ["host"] = "{db_host}" } };
        var apart = Composer.LayOut(Composite(bound, new Component(Deploy.Id)), Known(Migrate, Deploy));
        Assert.Equal(["db_host", "namespace", "host"], apart.Procedure.Parameters.Select(p => p.Name));
        Assert.Contains("psql -h {db_host} -c 'select 1'", apart.Procedure.Steps.Select(step => step.Text));
    }

    [Fact]
    public void A_precondition_that_an_earlier_phase_undoes_is_a_problem()
    {
        var smokeTest = Of("smoke-test", Deploy.Procedure with { Preconditions = ["Service is running"] });

        Assert.Equal(
            ["smoke-test needs \"Service is running\", but migrate leaves \"Service is stopped\""],
            LayOut(Migrate, smokeTest).Problems);
    }

    [Fact]
    public void Components_that_are_archived_or_gone_degrade_it()
    {
        var archived = Migrate with { Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) };
        var composition = Composer.LayOut(Composite(new Component(archived.Id), new Component(Guid.NewGuid())), Known(archived));

        Assert.Equal(["migrate is archived (outdated)", "a component is gone: its phase is missing"], composition.Degraded);
        Assert.Contains("alembic upgrade head", composition.Procedure.Steps.Select(step => step.Text));
    }

    [Fact]
    public void A_component_that_is_quarantined_degrades_it_and_is_no_phase_of_it()
    {
        var quarantined = Migrate with { Lifecycle = Lifecycle.Quarantined("doubtful: nobody approved it") };
        var composition = LayOut(quarantined, Deploy);

        Assert.Equal(["migrate is quarantined (doubtful)"], composition.Degraded);
        Assert.Equal(["deploy"], composition.Phases.Select(phase => phase.Name));
        Assert.Equal(LayOut(Deploy).Procedure.Steps, composition.Procedure.Steps);
    }

    [Theory]
    [InlineData("{db_host}", "db_host", "where it runs")]
    [InlineData("db1", "", "")]
    [InlineData("{db_host}.example.org", "db_host", "")]
    [InlineData("{a}{b}", "a b", "")]
    public void A_parameter_keeps_its_description_where_it_is_only_renamed(string bound, string names, string description)
    {
        var deploy = Of("deploy", Deploy.Procedure with { Steps = [Step.Parse("ship {host}")] });
        var component = new Component(deploy.Id) { Bindings = new Dictionary<string, string> { ["host"] = bound } };
        var parameters = Composer.LayOut(Composite(component), Known(deploy)).Procedure.Parameters;

        Assert.Equal(names, string.Join(' ', parameters.Select(parameter => parameter.Name)));
        Assert.All(parameters, parameter => Assert.Equal(description, parameter.Description));
    }

    [Fact]
    public void The_conditions_of_the_composite_come_first_and_last()
    {
        var composite = Composite(new Component(Migrate.Id)) with
        {
            Preconditions = ["alembic configured", "on call"],
            Postconditions = ["schema is current", "!"],
        };
        var procedure = Composer.LayOut(composite, Known(Migrate)).Procedure;

        Assert.Equal(["alembic configured", "on call", "Database backup completed"], procedure.Preconditions);
        Assert.Equal(["Service is stopped", "schema is current", "!"], procedure.Postconditions);
    }

    [Fact]
    public void Conditions_without_words_are_compared_by_their_text()
    {
        var part = Of("part", new Procedure { Title = "x", Description = "x", Preconditions = ["!", "?", "!"], Steps = [Step.Parse("a")] });

        Assert.Equal(["!", "?"], LayOut(part).Procedure.Preconditions);
    }

    [Fact]
    public void A_composite_of_nothing_is_empty()
    {
        var composition = LayOut();

        Assert.Empty(composition.Procedure.Steps);
        Assert.Empty(composition.Phases);
        Assert.Empty(composition.Degraded);
    }

    static Composition LayOut(params Skill[] parts) =>
        Composer.LayOut(Composite([.. parts.Select(part => new Component(part.Id))]), Known(parts));

    static Procedure Composite(params Component[] components) =>
        new() { Title = "whole", Description = "All of it", Category = Procedure.Composite, Components = components };

    static Dictionary<Guid, (Skill, Procedure)> Known(params Skill[] skills) =>
        skills.DistinctBy(skill => skill.Id).ToDictionary(skill => skill.Id, skill => (skill, skill.Procedure));

    static Skill Of(string name, Procedure procedure) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = SkillName.Parse(name),
        Procedure = procedure.WithParametersOfSteps(),
        Source = Source.Manual,
        Provenance = new Provenance(Author.Person),
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
