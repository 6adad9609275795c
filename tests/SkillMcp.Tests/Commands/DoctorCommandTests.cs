using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SkillMcp.Server.Commands.Invocation;

namespace SkillMcp.Tests.Commands;

/// <summary>What doctor says of a file, and what it puts right.</summary>
public sealed partial class DoctorCommandTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Theory]
    [InlineData("drop index skill_of_project", "The index 'skill_of_project' was missing and was recreated.")]
    [InlineData("drop trigger audit_is_not_changed", "The trigger 'audit_is_not_changed' was missing and was recreated.")]
    [InlineData("drop table skill_word_in", "The table 'skill_word_in' was missing and was recreated.")]
    public async Task What_the_schema_lacks_of_what_is_derived_is_made_anew(string harm, string sentence)
    {
        await skillmcp.AddDeployApiAsync();
        Execute(harm);

        var found = await skillmcp.RunAsync("doctor");

        Assert.Equal(0, found.Code);
        Assert.Contains(sentence, found.Output);
        Assert.Contains("All is well", found.Output);
        var again = await skillmcp.RunAsync("doctor");
        Assert.DoesNotContain("recreated", again.Output);
        Assert.DoesNotContain("rebuilt", again.Output);
        Assert.Contains("make build", (await skillmcp.RunAsync("retrieve", "deploy the api")).Output);
    }

    [Fact]
    public async Task A_lost_column_is_a_problem_that_is_left()
    {
        await skillmcp.AddDeployApiAsync();
        Execute("drop view skill_seal; alter table pitfall drop column seen");

        var found = await skillmcp.RunAsync("doctor");

        Assert.Equal(1, found.Code);
        Assert.Contains("The column 'seen' of the table 'pitfall' is missing.", found.Output + found.Error);
        Assert.Contains("has problems", found.Output);
    }

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={skillmcp.Memory};Pooling=false");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    [Theory]
    [InlineData("update skill set status = 'active'")]
    [InlineData("update skill set status = 'active', status_reason = ''")]
    public async Task A_skill_that_another_program_set_free_is_not_accepted_before_a_person_read_why_it_was_kept(string change)
    {
        await skillmcp.RunWithAsync($"---\nname: dig\ndescription: Dig for coins\n---\n\n## Steps\n\n1. {Sample.Doubtful}\n", "add", "-");
        skillmcp.Tamper(change);

        var refused = await skillmcp.RunAsync("doctor", "--accept", "dig");
        Assert.Equal(1, refused.Code);
        Assert.Contains(Lifecycle.Screened, refused.Error);
        var shown = await skillmcp.RunAsync("review");
        Assert.Contains("approved it will be active", shown.Output);
        Assert.Contains(Lifecycle.Screened, shown.Output);

        Assert.Equal(0, (await skillmcp.RunAsync("approve", "dig", "--yes")).Code);
        Assert.Contains("All is well", (await skillmcp.RunAsync("doctor")).Output);
    }

    [Fact]
    public async Task A_skill_that_another_program_changed_can_be_rejected()
    {
        await skillmcp.AddDeployApiAsync();
        skillmcp.Tamper("update skill set client = 'another'");

        Assert.Equal(0, (await skillmcp.RunAsync("reject", "deploy-api")).Code);

        Assert.Contains("Nothing waits for approval", (await skillmcp.RunAsync("review")).Output);
        Assert.Contains("archived (rejected)", (await skillmcp.RunAsync("show", "deploy-api")).Output);
        Assert.Contains("All is well", (await skillmcp.RunAsync("doctor")).Output);
    }

    [Fact]
    public async Task A_skill_whose_id_another_program_wrote_can_be_accepted()
    {
        await skillmcp.AddDeployApiAsync();
        skillmcp.Tamper("update skill set id = 'mine'");

        Assert.Contains("is not a lower-case UUID", (await skillmcp.RunAsync("doctor")).Output);
        Assert.Equal(0, (await skillmcp.RunAsync("doctor", "--accept", "deploy-api")).Code);

        Assert.Contains("All is well", (await skillmcp.RunAsync("doctor")).Output);
        Assert.Contains("deploy-api", (await skillmcp.RunAsync("retrieve", "deploy the api")).Output);
    }

    [Fact]
    public async Task What_another_program_removed_is_named_until_it_is_to_be_gone()
    {
        await skillmcp.AddDeployApiAsync();
        skillmcp.Tamper("delete from skill_version; delete from way; delete from skill; delete from skill_search");

        Assert.Contains("'deploy-api' was removed outside skillmcp", (await skillmcp.RunAsync("doctor")).Output);
        var accepted = await skillmcp.RunAsync("doctor", "--accept", "deploy-api");
        Assert.Equal(0, accepted.Code);
        Assert.Contains("deploy-api is gone", accepted.Output);
        Assert.Contains("removal_accepted", (await skillmcp.RunAsync("audit")).Output);
    }

    [Fact]
    public async Task What_was_taken_off_the_list_of_skills_too_is_missed_by_the_record_of_changes()
    {
        await skillmcp.AddDeployApiAsync();
        await skillmcp.BesideAsync(async memory =>
        {
            var added = await memory.AddAsync(Sample.Procedure("first-name", "make ship"), default, CompositionRoot.Person);
            await memory.EditAsync(added, added.Procedure with { Title = "second-name" }, "renamed", CompositionRoot.Person);
            var passing = await memory.AddAsync(Sample.Procedure("passing", "make cake"), default, CompositionRoot.Person);
            return await memory.PurgeAsync(passing, CompositionRoot.Person);
        });
        Assert.Contains("All is well", (await skillmcp.RunAsync("doctor")).Output);
        skillmcp.Tamper("""
            pragma foreign_keys = on;
            delete from skill where name in ('deploy-api', 'second-name');
            delete from inventory;
            insert into inventory (id, project, name) select id, project, name from skill
            """);

        var found = await skillmcp.RunAsync("doctor");

        Assert.Equal(1, found.Code);
        Assert.Contains("'deploy-api' was removed outside skillmcp", found.Output);
        Assert.Contains("'second-name' was removed outside skillmcp", found.Output);
        Assert.DoesNotContain("first-name", found.Output);
        Assert.DoesNotContain("passing", found.Output);
        Assert.Contains("if it is to be gone: skillmcp doctor --accept second-name", (await skillmcp.RunAsync("review")).Output);
        Assert.Equal(0, (await skillmcp.RunAsync("doctor", "--accept", "deploy-api", "--accept", "second-name")).Code);
        Assert.Contains("All is well", (await skillmcp.RunAsync("doctor")).Output);
        Assert.Contains("Nothing waits for approval", (await skillmcp.RunAsync("review")).Output);
    }

    [Fact]
    public async Task A_skill_does_not_go_back_to_a_version_that_another_program_changed()
    {
        await skillmcp.AddDeployApiAsync();
        await skillmcp.BesideAsync(async memory =>
        {
            var skill = await memory.GetAsync(SkillName.Parse("deploy-api"));
            return await memory.EditAsync(skill, skill.Procedure with { Description = "Ship it" }, "edited", CompositionRoot.Person);
        });
        skillmcp.Tamper("update skill_version set description = 'Ship it elsewhere' where number = 1");

        foreach (var typed in new[] { new[] { "rollback", "deploy-api" }, ["rollback", "deploy-api", "--to", "1"] })
        {
            var ran = await skillmcp.RunAsync(typed);

            Assert.Equal(1, ran.Code);
            Assert.Contains("Version 1 of 'deploy-api' was changed outside skillmcp", ran.Error);
        }
        Assert.Contains("1 (changed outside skillmcp)", (await skillmcp.RunAsync("show", "deploy-api", "--versions")).Output);
        Assert.Equal(0, (await skillmcp.RunAsync("doctor", "--accept", "deploy-api")).Code);
        Assert.Equal(0, (await skillmcp.RunAsync("rollback", "deploy-api", "--to", "1")).Code);
    }

    [Theory]
    [InlineData("at = at + 1")]
    [InlineData("project = 'shop'")]
    public async Task A_remembered_run_that_another_program_changed_can_be_dropped(string change)
    {
        var run = new Trajectory { Task = "Water the plants", Steps = Sample.Steps("fill it", "water it", "empty it"), Success = true };
        await skillmcp.BesideAsync(memory => memory.LearnAsync(new LearnRequest { Trajectory = run }, new Actor(Author.Agent)));
        skillmcp.Tamper($"update candidate set {change}");
        var id = DropCommand().Match((await skillmcp.RunAsync("doctor")).Output).Groups[1].Value;

        Assert.Equal(1, (await skillmcp.RunAsync("doctor", "--drop", "another")).Code);
        Assert.Equal(0, (await skillmcp.RunAsync("doctor", "--drop", id)).Code);

        Assert.Contains("All is well", (await skillmcp.RunAsync("doctor")).Output);
    }

    [Fact]
    public async Task Retrievals_that_another_program_changed_are_counted_and_can_be_dropped()
    {
        await skillmcp.AddDeployApiAsync();
        await skillmcp.BesideAsync(async memory =>
        {
            await memory.RetrieveAsync(new RetrieveRequest { Task = "deploy the api" });
            await memory.FlushAsync(default);
            return true;
        });
        Assert.Contains("No retrieval was changed", (await skillmcp.RunAsync("doctor", "--drop", "retrievals")).Error);
        skillmcp.Tamper("update retrieved_skill set version = 2");

        Assert.Contains("Retrievals were changed outside skillmcp (1)", (await skillmcp.RunAsync("doctor")).Output);
        Assert.Contains("retrievals are gone", (await skillmcp.RunAsync("doctor", "--drop", "retrievals")).Output);
        Assert.Contains("All is well", (await skillmcp.RunAsync("doctor")).Output);
    }

    [GeneratedRegex("doctor --drop ([0-9a-f-]+)")]
    private static partial Regex DropCommand();
}
