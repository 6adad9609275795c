using SkillMcp.Server.Wire;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What a composite shows of what is known of its components.</summary>
public sealed class PhasePitfallTests
{
    [Fact]
    public async Task A_composite_shows_what_is_known_of_its_components_before_it_ever_failed_itself()
    {
        await using var open = await NewAsync();
        var whole = await ComposedAsync(open);
        await FailAsync(open, "migrate", step: 2, "The lock was held");
        await FailAsync(open, "deploy", step: 1, "{image} was not pushed");
        await FailAsync(open, "deploy", step: 0, "The quota was used up");
        await open.RecordAsync(new Report
        {
            Skill = SkillName.Parse("deploy"), Outcome = Outcome.Success, Notes = "Step 2: you must wait for the load balancer",
        });

        var match = Assert.Single((await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = whole.Name })).Matches);
        var answer = MatchAnswer.Of(match, isAlternative: false);

        Assert.Equal(
            [(3, "shop:2 was not pushed"), (2, "The lock was held"), (0, "deploy: The quota was used up")],
            answer.Pitfalls!.Select(pitfall => (pitfall.Step ?? 0, pitfall.Text)));
        Assert.Equal([new PitfallAnswer("you must wait for the load balancer", 4, Seen: null)], answer.Tips!);
        Assert.Empty((await open.Memory.GetAsync(whole.Name)).Pitfalls);
    }

    [Fact]
    public async Task What_is_known_of_both_is_shown_once()
    {
        await using var open = await NewAsync();
        var whole = await ComposedAsync(open);
        foreach (var notes in new[] { "The quota was used up", "" })
        {
            await open.RecordAsync(new Report
            {
                Skill = whole.Name,
                Outcome = Outcome.Failure,
                FailedStep = 4,
                Notes = notes,
                Components = new Dictionary<SkillName, Outcome> { [SkillName.Parse("deploy")] = Outcome.Failure },
            });
        }

        var laidOut = await open.Memory.LayOutAsync(await open.Memory.GetAsync(whole.Name));

        Assert.Equal(
            [
                new Pitfall { Text = "The quota was used up", Step = 4, SeenAt = open.Clock.GetUtcNow() },
                new Pitfall { Text = "This step failed.", Step = 4, SeenAt = open.Clock.GetUtcNow() },
            ],
            laidOut.Pitfalls);
    }

    [Fact]
    public async Task In_a_composite_of_composites_the_steps_are_numbered_through()
    {
        await using var open = await NewAsync();
        var inner = await ComposedAsync(open);
        var build = await open.AddAsync("build", "Build it", "make", "make test", "make pack");
        var outer = (await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [build.Name, inner.Name], Name = "all", Description = "Do it all" }, Agent)).Skill;
        await FailAsync(open, "deploy", step: 2, "The balancer was slow");

        Assert.Equal(
            [new Pitfall { Text = "The balancer was slow", Step = 7, SeenAt = open.Clock.GetUtcNow() }],
            (await open.Memory.LayOutAsync(outer)).Pitfalls);
    }

    static Task FailAsync(OpenMemory open, string skill, int step, string notes) => open.RecordAsync(
        new Report { Skill = SkillName.Parse(skill), Outcome = Outcome.Failure, FailedStep = step, Notes = notes });

    static async Task<Skill> ComposedAsync(OpenMemory open)
    {
        var migrate = await open.AddAsync("migrate", "Migrate the database", "alembic check", "alembic upgrade head");
        var deploy = await open.AddAsync("deploy", "Deploy the service", "docker pull {image}", "docker run {image}");
        return (await open.Memory.ComposeAsync(
            new ComposeRequest
            {
                Skills = [migrate.Name, deploy.Name],
                Name = "release",
                Description = "Release it all",
                Bindings = new Dictionary<SkillName, IReadOnlyDictionary<string, string>>
                {
                    [deploy.Name] = new Dictionary<string, string> { ["image"] = "shop:2" },
                },
            },
            Agent)).Skill;
    }
}
