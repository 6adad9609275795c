using SkillMcp.Checks;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What a run was proved by becomes a check of the skill that is learned from it.</summary>
public sealed class LearnedCheckTests
{
    static readonly string[] Steps = ["npm ci", "npm run build", "npm publish"];

    [Theory]
    [InlineData(EvidenceKind.ExitCode, "npm test", "0", "", "`npm test` exits with 0")]
    [InlineData(EvidenceKind.ExitCode, "./app --selftest", "3", "exit code 3", "`./app --selftest` exits with 3")]
    [InlineData(EvidenceKind.HttpStatus, "GET https://shop.example.com/up", "204", "204", "`GET https://shop.example.com/up` answers 204")]
    [InlineData(EvidenceKind.HttpStatus, "curl -f https://shop.example.com/health", "200", "", "`curl -f https://shop.example.com/health`")]
    [InlineData(EvidenceKind.OutputMatch, "git log -1 --format=%s", "release it", "release", "`git log -1 --format=%s` prints `release`")]
    [InlineData(EvidenceKind.TestReport, "TestResults/unit.trx", "12 passed", "", "`TestResults/unit.trx` has no failures")]
    [InlineData(EvidenceKind.TestReport, "npm test", "12 passed", "", "`npm test` exits with 0")]
    [InlineData(EvidenceKind.ExitCode, "npm publish", "0", "", null)]
    [InlineData(EvidenceKind.ExitCode, "kubectl get pods", "0", "", null)]
    [InlineData(EvidenceKind.HttpStatus, "curl -X POST https://shop.example.com/jobs", "201", "", null)]
    [InlineData(EvidenceKind.OutputMatch, "git log -1", "release it", "", null)]
    [InlineData(EvidenceKind.ExitCode, "", "0", "", null)]
    public void Evidence_is_a_check_where_it_reads_as_one(
        EvidenceKind kind, string check, string observed, string expected, string? condition)
    {
        var evidence = new Evidence { Kind = kind, Check = check, Observed = observed, Expected = expected };

        Assert.Equal(condition, LearnedCheck.ConditionOf(evidence));
        Assert.Equal(condition is not null, condition is not null && CheckReader.Read(condition)?.Check is not null);
    }

    [Fact]
    public async Task A_run_that_is_told_brings_the_check_that_it_was_proved_by()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(Publish("npm test"));

        Assert.Contains("`npm test` exits with 0", learned.Skill!.Procedure.Postconditions);
        Assert.Equal("npm test: exit code 0", Assert.Single(CheckReader.ChecksOf(learned.Skill.Procedure)).Check!.Text);
    }

    [Fact]
    public async Task A_value_of_the_steps_is_a_parameter_in_the_check_too_once_it_varies()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Release("1.4.0", "git log -1 --format=%s v1.4.0"));

        var learned = await open.LearnAsync(Release("2.0.1", "git log -1 --format=%s v2.0.1"));

        var check = Assert.Single(CheckReader.ChecksOf(learned.Skill!.Procedure));
        Assert.DoesNotContain("1.4.0", check.Condition, StringComparison.Ordinal);
        Assert.NotEmpty(Placeholder.NamesIn(check.Condition));
        Assert.Equal(Decision.Consolidated, learned.Decision);
    }

    [Fact]
    public async Task A_value_that_only_the_check_has_does_not_stay_from_the_first_run()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Publish("curl -f https://one.example.com/health"));

        var second = await open.LearnAsync(Publish("curl -f https://two.example.com/health"));
        var third = await open.LearnAsync(Publish("curl -f https://three.example.com/health"));

        Assert.DoesNotContain("example.com", string.Join('\n', second.Skill!.Procedure.Texts), StringComparison.Ordinal);
        Assert.Equal(second.Skill.Version, third.Skill!.Version);
        Assert.Equal(3, third.Skill.Record.Total);
    }

    [Fact]
    public async Task Another_check_is_no_other_value_and_leaves_the_first_one()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Publish("npm test"));

        var learned = await open.LearnAsync(Publish("npm audit"));

        Assert.Equal(["`npm test` exits with 0"], CheckReader.ChecksOf(learned.Skill!.Procedure).Select(check => check.Condition));
    }

    [Fact]
    public async Task A_report_gives_a_learned_skill_the_check_that_it_lacks_once()
    {
        await using var open = await NewAsync();
        var skill = (await open.LearnAsync(Publish(check: null))).Skill!;
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Evidence = ExitCode("npm test") };

        var recorded = await open.RecordAsync(report);
        var again = await open.RecordAsync(report with { Evidence = ExitCode("npm run check") });

        Assert.Contains("`npm test` exits with 0", recorded.Skill.Procedure.Postconditions);
        Assert.Contains(recorded.Consequences, told => told.Contains("checks what this run was proved by", StringComparison.Ordinal));
        Assert.Equal(skill.Way, recorded.Skill.Way);
        Assert.Equal(recorded.Skill.Version, again.Skill.Version);
    }

    [Fact]
    public async Task A_report_changes_nothing_that_a_person_wrote()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("publish-package", "Publish the package", Steps);

        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Evidence = ExitCode("npm test") };
        var recorded = await open.RecordAsync(report);

        Assert.Equal(skill.Version, recorded.Skill.Version);
    }

    [Fact]
    public async Task A_report_with_a_value_of_its_own_run_gives_no_check()
    {
        await using var open = await NewAsync();
        var skill = (await open.LearnAsync(Publish(check: null))).Skill!;

        var recorded = await open.RecordAsync(new Report
        {
            Skill = skill.Name,
            Outcome = Outcome.Success,
            Evidence = new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "200", Check = "curl -f https://one.example.com/health" },
        });

        Assert.Equal(skill.Version, recorded.Skill.Version);
    }

    static Trajectory Publish(string? check) => Run("Publish the package to the registry", Steps) with
    {
        Category = "deployment",
        Evidence = check is null ? null : ExitCode(check),
    };

    static Trajectory Release(string version, string check) => Run(
        $"Release version {version}", $"npm version {version}", $"git tag -a v{version} -m v{version}", $"git push origin v{version}") with
    {
        Category = "deployment",
        Evidence = ExitCode(check),
    };

    static Evidence ExitCode(string check) => new() { Kind = EvidenceKind.ExitCode, Observed = "0", Check = check };
}
