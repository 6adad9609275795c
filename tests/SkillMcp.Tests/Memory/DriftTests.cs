using System.Text.Json;
using SkillMcp.Packaging;
using SkillMcp.Sessions;
using static SkillMcp.Tests.Memory.OpenMemory;
using static SkillMcp.Tests.Sessions.Played;

namespace SkillMcp.Tests.Memory;

/// <summary>Programs that are here in another version than a skill was proved with.</summary>
public sealed class DriftTests
{
    const string Here = "00000000000000aa";
    const string Elsewhere = "00000000000000bb";

    const string Warning = "proved with terraform 1.5, here is 2.0";

    [Fact]
    public async Task A_skill_that_was_proved_with_an_older_major_version_warns_before_it_fails()
    {
        await using var open = await NewAsync();
        var memory = On(open, Here);
        var skill = await AddAsync(open);
        await ReportAsync(memory, skill, Outcome.Success, "1.5.7");
        Assert.DoesNotContain(Warning, await WarningsAsync(memory, skill));

        await SeeAsync(open, memory, "2.0.1");

        Assert.Contains(Warning, await WarningsAsync(memory, skill));
        Assert.Equal(Warning, Assert.Single(await memory.DriftsAsync(skill)).Text);
    }

    [Fact]
    public async Task A_success_with_the_new_version_ends_the_warning_and_a_failure_does_not()
    {
        await using var open = await NewAsync();
        var memory = On(open, Here);
        var skill = await AddAsync(open);
        await ReportAsync(memory, skill, Outcome.Success, "1.5.7");

        await ReportAsync(memory, skill, Outcome.Failure, "2.0.1");
        Assert.Contains(Warning, await WarningsAsync(memory, skill));

        await ReportAsync(memory, skill, Outcome.Success, "2.0.1");
        Assert.DoesNotContain(Warning, await WarningsAsync(memory, skill));
    }

    [Fact]
    public async Task What_was_verified_is_what_it_was_proved_with()
    {
        await using var open = await NewAsync();
        var memory = On(open, Here);
        var skill = await AddAsync(open);
        await ReportAsync(memory, skill, Outcome.Success, "1.5.7", isVerified: true);
        await ReportAsync(memory, skill, Outcome.Success, "1.9.0");
        await SeeAsync(open, memory, "2.0.1");

        Assert.Contains(Warning, await WarningsAsync(memory, skill));
    }

    [Fact]
    public async Task Another_machine_knows_nothing_of_the_versions_of_this_one()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        await ReportAsync(On(open, Here), skill, Outcome.Success, "1.5.7");
        await ReportAsync(On(open, Here), skill, Outcome.Failure, "2.0.1");

        Assert.Contains(Warning, await WarningsAsync(On(open, Here), skill));
        Assert.DoesNotContain(Warning, await WarningsAsync(On(open, Elsewhere), skill));
        Assert.DoesNotContain(Warning, await WarningsAsync(open.Memory, skill));

        await SeeAsync(open, On(open, Elsewhere), "2.3");
        Assert.Contains("proved with terraform 1.5, here is 2.3", await WarningsAsync(On(open, Elsewhere), skill));
    }

    [Theory]
    [InlineData("terraform >= 1.5", false)]
    [InlineData("terraform < 2", true)]
    [InlineData("terraform is installed", true)]
    public async Task A_condition_of_the_author_that_the_version_here_meets_is_not_contradicted(string condition, bool warns)
    {
        await using var open = await NewAsync();
        var memory = On(open, Here);
        var skill = await AddAsync(open, condition);
        await ReportAsync(memory, skill, Outcome.Success, "1.5.7");
        await SeeAsync(open, memory, "2.0.1");

        Assert.Equal(warns, (await WarningsAsync(memory, skill)).Contains(Warning));
    }

    [Fact]
    public async Task A_program_that_the_skill_does_not_use_does_not_warn_and_what_it_runs_on_does()
    {
        await using var open = await NewAsync();
        var memory = On(open, Here);
        var skill = await open.AddAsync("build-shop", "Build the shop", "npm ci", "npm run build");
        var report = new Report
        {
            Skill = skill.Name,
            Outcome = Outcome.Success,
            Versions = [new ProgramVersion("node", "18.1.0"), new ProgramVersion("terraform", "1.5.7")],
        };
        await memory.RecordAsync(report, Agent);

        await memory.RecordAsync(
            report with { Outcome = Outcome.Failure, Versions = [.. report.Versions.Select(one => one with { Version = "22.0" })] }, Agent);

        Assert.Equal(["proved with node 18.1, here is 22.0"], (await memory.DriftsAsync(skill)).Select(drift => drift.Text));
    }

    [Fact]
    public async Task A_composite_warns_of_what_has_drifted_of_its_components()
    {
        await using var open = await NewAsync();
        var memory = On(open, Here);
        var skill = await AddAsync(open);
        var other = await open.AddAsync("tell-team", "Tell the team in the channel", "post release");
        var whole = await memory.ComposeAsync(
            new ComposeRequest { Skills = [skill.Name, other.Name], Name = "roll-and-tell", Description = "Roll out and tell" }, Agent);
        await ReportAsync(memory, skill, Outcome.Success, "1.5.7");

        await SeeAsync(open, memory, "2.0.1");

        Assert.Contains($"roll-cluster: {Warning}", await WarningsAsync(memory, whole.Skill));
    }

    [Fact]
    public async Task The_runs_of_a_session_keep_the_versions_that_it_shows()
    {
        await using var open = await NewAsync();
        var memory = On(open, Here);

        await memory.LearnSessionAsync(SessionReading.Of(Roll("s1", "1.4.0")));
        await memory.LearnSessionAsync(SessionReading.Of(Roll("s2", "2.0.1")));

        var skill = Assert.Single(await memory.ListAsync(new SkillFilter()));
        var executions = await memory.ExecutionsAsync(skill, 10);
        Assert.Equal(2, executions.Count);
        Assert.All(executions, execution => Assert.Contains(
            execution.Versions, version => version is { Program: "helm", Version: "3.12.0", Machine: Here, SeenAt: not null }));

        static Session Roll(string id, string version) => Of(
            id,
            Asks($"Release version {version} of the cart service"),
            Runs("helm version --short", output: "v3.12.0+gc9f554d"),
            Runs($"git tag v{version}"),
            Runs($"helm package --version {version} chart"),
            Runs($"helm push cart-{version}.tgz oci://registry.example.com/charts"),
            Says("Released."));
    }

    [Fact]
    public async Task A_run_that_is_told_keeps_the_version_that_its_evidence_or_notes_show()
    {
        await using var open = await NewAsync();
        var run = Run("deploy the staging cluster", "terraform init", "terraform plan -out plan", "terraform apply plan") with
        {
            Notes = "`node --version` printed v20.1.0",
            Evidence = new Evidence { Kind = EvidenceKind.OutputMatch, Check = "terraform version", Observed = "Terraform v1.5.7" },
        };

        var learned = await On(open, Here).LearnAsync(new LearnRequest { Trajectory = run }, Agent);

        var execution = Assert.Single(await open.Memory.ExecutionsAsync(learned.Skill!, 10));
        Assert.Equal(["terraform 1.5", "node 20.1"], execution.Versions.Select(version => version.Brief));
    }

    [Fact]
    public async Task Versions_come_back_after_an_export()
    {
        await using var open = await NewAsync();
        await using var other = await NewAsync();
        var skill = await AddAsync(open);
        await ReportAsync(On(open, Here), skill, Outcome.Success, "1.5.7");
        var whole = await open.Memory.ExportAsync(await open.Memory.GetAsync(skill.Name));
        var line = SkillJson.Write(whole, new Dictionary<Guid, SkillName>());

        await other.Memory.ImportAsync(
            SkillJsonReader.Read(JsonElement.Parse(line), open.Clock.GetUtcNow()).Portable, "", new ImportBatch(), Person);

        var imported = Assert.Single(await other.Memory.ExecutionsAsync(await other.Memory.GetAsync(skill.Name), 10));
        var version = Assert.Single(imported.Versions);
        Assert.Equal(new ProgramVersion("terraform", "1.5.7") { Machine = Here, SeenAt = open.Clock.GetUtcNow() }, version);
    }

    static SkillMemory On(OpenMemory open, string machine) => open.With(new SkillMemoryOptions { Machine = machine, HasTrials = false });

    static Task<Skill> AddAsync(OpenMemory open, params string[] preconditions) => open.AddAsync(
        Procedure("roll-cluster", "Roll the cluster out", "terraform init", "terraform apply -auto-approve") with
        {
            Preconditions = preconditions,
        });

    static async Task ReportAsync(SkillMemory memory, Skill skill, Outcome outcome, string version, bool isVerified = false) =>
        await memory.RecordAsync(
            new Report
            {
                Skill = skill.Name,
                Outcome = outcome,
                IsVerified = isVerified,
                Versions = [new ProgramVersion("terraform", version)],
            },
            Agent);

    /// <summary>A run of another skill shows the version here.</summary>
    static async Task SeeAsync(OpenMemory open, SkillMemory memory, string version)
    {
        open.Clock.Advance(TimeSpan.FromDays(1));
        var other = await open.Memory.FindAsync(SkillName.Parse("drop-cluster"))
            ?? await open.AddAsync("drop-cluster", "Drop the test cluster", "terraform destroy -auto-approve");
        await ReportAsync(memory, other, Outcome.Success, version);
    }

    static async Task<IReadOnlyList<string>> WarningsAsync(SkillMemory memory, Skill skill) =>
        (await memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0].Warnings;
}
