using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

public sealed class WritingTests
{
    [Fact]
    public async Task A_record_that_a_person_brings_counts_as_verified()
    {
        await using var open = await NewAsync();

        var skill = await open.AddAsync(Procedure("deploy", "Deploy the service", "one"), new ExecutionCounts(47, 0, 3));

        Assert.Equal((new Tally(47, 0, 0), new Tally(3, 0, 0)), (skill.Record.Successes, skill.Record.Failures));
        Assert.Equal(0.94, (await open.Memory.GetAsync(skill.Name)).Reliability);
    }

    [Fact]
    public async Task A_taken_name_gets_a_number_and_an_equal_skill_is_not_added_twice()
    {
        await using var open = await NewAsync();
        var first = await open.AddAsync("deploy", "Deploy the service", "one");

        Assert.Equal("deploy-2", (await open.AddAsync("deploy", "Deploy another service", "two")).Name.Value);
        Assert.Equal(first.Id, (await open.AddAsync("deploy", "Deploy the service", "one")).Id);
    }

    [Fact]
    public async Task Projects_share_what_is_everybodys_and_nothing_else()
    {
        await using var open = await NewAsync();
        var web = open.For(Project.Parse("web"));
        var shop = open.For(Project.Parse("shop"));
        await open.AddAsync("deploy", "Deploy the service to the cluster", "everybody's");
        await web.AddAsync(Procedure("deploy", "Deploy the service to the cluster", "the web team's"), default, Person);
        await web.AddAsync(Procedure("web-only", "Invalidate the edge cache", "purge"), default, Person);

        Assert.Equal("the web team's", (await web.GetAsync(SkillName.Parse("deploy"))).Procedure.Steps[0].Text);
        Assert.Equal("everybody's", (await shop.GetAsync(SkillName.Parse("deploy"))).Procedure.Steps[0].Text);
        Assert.Null(await shop.FindAsync(SkillName.Parse("web-only")));
        Assert.Empty((await shop.RetrieveAsync(new RetrieveRequest { Task = "invalidate the edge cache" })).Matches);
    }

    [Fact]
    public async Task An_edit_is_a_new_version_and_may_rename()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one");

        var edited = await open.Memory.EditAsync(
            skill, skill.Procedure with { Title = "deploy-api", Steps = [Step.Parse("two {x}")] }, "clearer", Person);

        Assert.Equal(("deploy-api", 2), (edited.Name.Value, edited.Version));
        Assert.Equal("x", Assert.Single(edited.Procedure.Parameters).Name);
        Assert.Null(await open.Memory.FindAsync(skill.Name));
    }

    [Fact]
    public async Task Who_edits_what_somebody_else_just_changed_is_told()
    {
        await using var open = await NewAsync();
        var read = await open.AddAsync("deploy", "Deploy the service", "one");
        await open.Memory.EditAsync(read, read.Procedure with { Description = "Deploy it all" }, "", Person);

        var refusal = await Assert.ThrowsAsync<SkillException>(
            () => open.Memory.EditAsync(read, read.Procedure with { Description = "Deploy a part" }, "", Person));

        Assert.Contains("meanwhile", refusal.Message);
        Assert.Equal("Deploy it all", (await open.Memory.GetAsync(read.Name)).Procedure.Description);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_makes_no_version()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one");

        Assert.Equal(1, (await open.Memory.EditAsync(skill, skill.Procedure, "", Person)).Version);
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once()
    {
        await using var open = await NewAsync();

        var refusal = await Assert.ThrowsAsync<SkillException>(() => open.AddAsync(Procedure(" ", "", "a\0b") with { Category = "" }));

        Assert.Contains("the name is empty", refusal.Message);
        Assert.Contains("the description is empty", refusal.Message);
        Assert.Contains("the category", refusal.Message);
        Assert.Contains("NUL", refusal.Message);
    }

    [Fact]
    public async Task A_pattern_that_cannot_be_matched_is_refused_when_it_is_written()
    {
        await using var open = await NewAsync();
        var procedure =
            Procedure("deploy", "Deploy the service", "make {tag}") with { Parameters = [new Parameter { Name = "tag", Pattern = "(" }] };

        Assert.Contains("not a regular expression", (await Assert.ThrowsAsync<SkillException>(() => open.AddAsync(procedure))).Message);
    }

    [Fact]
    public async Task A_name_in_another_script_is_found_by_its_title()
    {
        await using var open = await NewAsync();

        var skill = await open.AddAsync("部署服务", "把服务部署到集群", "运行部署脚本", "检查日志");

        Assert.StartsWith("skill-", skill.Name.Value);
        Assert.Equal(skill.Id, (await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "部署服务到集群" })).Matches[0].Skill.Id);
    }
}
