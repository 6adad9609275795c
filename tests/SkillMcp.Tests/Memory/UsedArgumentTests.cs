using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>The values that a report says were used.</summary>
public sealed class UsedArgumentTests
{
    const string Secret = "ghp_kQ3vZ8dXs2Lm7RbT1wYc9HnJ5pGf4KaUe6Mo";

    [Fact]
    public async Task A_parameter_that_had_another_value_loses_its_default_and_names_both()
    {
        await using var open = await NewAsync();
        var skill = await AddedAsync(open);

        var recorded = await ReportAsync(open, ("timeout", "600s"), ("app", "shop"));

        Assert.Equal(["version 2 asks for timeout, which had another value"], recorded.Consequences);
        Assert.Equal(
            [
                new Parameter { Name = "app", Description = "The service", Example = "cart" },
                new Parameter { Name = "timeout", Description = "such as 300s or 600s", Example = "300s" },
                new Parameter { Name = "port", Description = "The port", Example = "80", Default = "80" },
            ],
            recorded.Skill.Procedure.Parameters);
        Assert.Equal((skill.Id, 1), (recorded.Skill.Id, recorded.Skill.Record.Successes.Total));
        Assert.Equal(2, (await open.Memory.VersionsAsync(skill)).Count);
    }

    [Fact]
    public async Task The_description_of_an_author_is_kept()
    {
        await using var open = await NewAsync();
        await AddedAsync(open);

        var recorded = await ReportAsync(open, ("port", "8080"));

        Assert.Equal(new Parameter { Name = "port", Description = "The port", Example = "80" }, recorded.Skill.Procedure.Parameters[2]);
    }

    [Fact]
    public async Task The_same_value_no_value_and_a_failure_teach_nothing()
    {
        await using var open = await NewAsync();
        var skill = await AddedAsync(open);

        await ReportAsync(open, ("timeout", "300s"), ("port", " "));
        await open.RecordAsync(new Report
        {
            Skill = skill.Name, Outcome = Outcome.Failure, Arguments = new Dictionary<string, string> { ["timeout"] = "600s" },
        });

        Assert.Single(await open.Memory.VersionsAsync(skill));
    }

    [Fact]
    public async Task What_a_person_wrote_or_pinned_stays_as_it_is()
    {
        await using var open = await NewAsync();
        var skill = await AddedAsync(open, Source.Manual);
        await ReportAsync(open, ("timeout", "600s"));
        Assert.Single(await open.Memory.VersionsAsync(skill));

        await using var other = await NewAsync();
        var learned = await AddedAsync(other);
        await other.Memory.CurateAsync(new CurateRequest { Skill = learned.Name, Action = CurateAction.Pin });
        await ReportAsync(other, ("timeout", "600s"));
        Assert.Single(await other.Memory.VersionsAsync(learned));
    }

    [Fact]
    public async Task An_unknown_name_is_left_out_by_naming_those_that_exist_and_the_report_counts()
    {
        await using var open = await NewAsync();
        var skill = await AddedAsync(open);

        var recorded = await ReportAsync(open, ("time_out", "600s"), ("timeout", "900s"));

        Assert.Equal(
            [
                "argument 'time_out' was not used: the parameters are app, timeout, port",
                "version 2 asks for timeout, which had another value",
            ],
            recorded.Consequences);
        Assert.True(recorded.Counted);
        Assert.Equal(1, (await open.Memory.GetAsync(skill.Name)).Record.Total);
    }

    [Fact]
    public async Task A_value_that_its_pattern_does_not_match_is_left_out()
    {
        await using var open = await NewAsync();
        await open.AddAsync(Procedure("scale", "Scale", "kubectl scale --replicas={n} web") with
        {
            Parameters = [new Parameter { Name = "n", Example = "3", Pattern = "[0-9]+" }],
        });

        var recorded = await open.RecordAsync(new Report
        {
            Skill = SkillName.Parse("scale"),
            Outcome = Outcome.Success,
            Arguments = new Dictionary<string, string> { ["n"] = "many" },
        });

        Assert.Contains("it must match [0-9]+", Assert.Single(recorded.Consequences));
        Assert.Equal(1, recorded.Skill.Record.Total);
    }

    [Fact]
    public async Task A_secret_is_left_out_by_its_name_and_is_kept_nowhere()
    {
        await using var open = await NewAsync();
        await open.AddAsync("login", "Log in", "login --user {user} --password {password}");

        foreach (var (name, value) in new[] { ("password", "correct horse"), ("user", Secret) })
        {
            var recorded = await open.RecordAsync(new Report
            {
                Skill = SkillName.Parse("login"),
                Outcome = Outcome.Success,
                Arguments = new Dictionary<string, string> { [name] = value },
            });

            var remark = Assert.Single(recorded.Consequences);
            Assert.Contains($"argument '{name}' was not kept: it is a secret", remark);
            Assert.DoesNotContain(value, remark);
            Assert.True(recorded.Counted);
            Assert.All(open.Files, file => Assert.DoesNotContain(value, Bytes(file)));
        }
    }

    [Fact]
    public async Task A_value_is_screened_and_waits_where_agents_need_approval()
    {
        await using var open = await NewAsync();
        var skill = await AddedAsync(open);
        var report = new Report
        {
            Skill = skill.Name, Outcome = Outcome.Success, Arguments = new Dictionary<string, string> { ["timeout"] = "600s" },
        };

        await Assert.ThrowsAsync<SkillException>(() => open.RecordAsync(
            report with { Arguments = new Dictionary<string, string> { ["timeout"] = Sample.Hostile } }));
        var waiting = await open.With(new SkillMemoryOptions { QuarantineAgents = true }).RecordAsync(report);

        Assert.Contains("waits for a person's approval, as deploy-app-2", Assert.Single(waiting.Consequences));
        Assert.Equal("300s", (await open.Memory.GetAsync(skill.Name)).Procedure.Parameters[1].Default);
    }

    static Task<Recorded> ReportAsync(OpenMemory open, params (string Name, string Value)[] arguments) => open.RecordAsync(new Report
    {
        Skill = SkillName.Parse("deploy-app"),
        Outcome = Outcome.Success,
        Arguments = arguments.ToDictionary(argument => argument.Name, argument => argument.Value),
    });

    static Task<Skill> AddedAsync(OpenMemory open, Source source = Source.Learned) => open.Memory.AddAsync(
        Procedure("deploy-app", "Deploy an app", "helm upgrade {app} ./chart --timeout={timeout}", "curl -f {app}:{port}/health") with
        {
            Parameters =
            [
                new Parameter { Name = "app", Description = "The service", Example = "cart" },
                new Parameter { Name = "timeout", Example = "300s", Default = "300s" },
                new Parameter { Name = "port", Description = "The port", Example = "80", Default = "80" },
            ],
        },
        default,
        Person,
        source);
}
