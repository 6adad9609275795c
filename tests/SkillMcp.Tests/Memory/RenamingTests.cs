using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What <c>refine_skill</c> does with a name and a description.</summary>
public sealed class RenamingTests
{
    static readonly string[] Steps = ["make build", "make ship", "curl -f https://web1/health"];

    [Fact]
    public async Task A_skill_keeps_its_id_record_and_versions_under_its_new_name()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("web-thing", "Do the web thing", Steps);
        await open.RecordAsync(skill, Outcome.Success, times: 3);

        var renamed = await RefineAsync(open, "web-thing", name: "deploy-web", description: "Deploy the web server");

        Assert.Equal((Decision.Refined, 2, "deploy-web"), (renamed.Decision, renamed.Version, renamed.Skill.Name.Value));
        Assert.Equal((skill.Id, 3), (renamed.Skill.Id, renamed.Skill.Record.Total));
        Assert.Equal("Deploy the web server", renamed.Skill.Procedure.Description);
        Assert.Equal(skill.Procedure.Steps, renamed.Skill.Procedure.Steps);
        Assert.Equal(2, (await open.Memory.VersionsAsync(skill)).Count);
        Assert.Null(await open.Memory.FindAsync(skill.Name));
        var found = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy the web server" });
        Assert.Equal(skill.Id, found.Matches[0].Skill.Id);
    }

    [Fact]
    public async Task Steps_name_and_description_change_together()
    {
        await using var open = await NewAsync();
        await open.AddAsync("web-thing", "Do the web thing", Steps);

        var renamed = await RefineAsync(open, "web-thing", name: "deploy-web", steps: [.. Steps, "make tag"]);

        Assert.Equal((Decision.Refined, 2, 4), (renamed.Decision, renamed.Version, renamed.Skill.Procedure.Steps.Count));
        Assert.Equal(("deploy-web", 1), (renamed.Skill.Name.Value, renamed.Skill.Record.Total));
    }

    [Fact]
    public async Task A_taken_name_and_nothing_to_change_are_errors_that_say_so()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("web-thing", "Do the web thing", Steps);
        await open.AddAsync("deploy-web", "Deploy something else", "one", "two");

        await RefusedAsync("Another skill is called 'deploy-web': choose another name.", name: "deploy-web");
        await RefusedAsync("Another skill is called 'deploy-web': choose another name.", name: "deploy-web", steps: [.. Steps, "make tag"]);
        await RefusedAsync("Nothing to change is given: give steps, name or description.");
        await RefusedAsync("'web-thing' has this name and description already.", description: "Do the web thing");
        await RefusedAsync("gives no skill name", name: "デプロイ");
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Pin });
        await RefusedAsync("'web-thing' is pinned", name: "ship-web");

        Assert.Single(await open.Memory.VersionsAsync(skill));

        async Task RefusedAsync(string message, string name = "", string description = "", string[]? steps = null) =>
            Assert.Contains(
                message,
                (await Assert.ThrowsAsync<SkillException>(() => RefineAsync(open, "web-thing", name, description, steps))).Message);
    }

    [Fact]
    public async Task A_composite_is_renamed_and_so_is_its_component()
    {
        await using var open = await NewAsync();
        var build = await open.AddAsync("build", "Build it", "make build");
        var ship = await open.AddAsync("ship", "Ship it", "make ship");
        await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [build.Name, ship.Name], Name = "both", Description = "Build and ship" }, Agent);

        await RefineAsync(open, "ship", name: "upload");
        var whole = await RefineAsync(open, "both", name: "release", description: "Release it");

        Assert.Equal(
            ["--- Phase: build ---", "make build", "--- Phase: upload ---", "make ship"],
            (await open.Memory.LayOutAsync(whole.Skill)).Procedure.Steps.Select(step => step.Text));
    }

    [Fact]
    public async Task What_agents_write_is_screened_and_waits_where_they_need_approval()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("web-thing", "Do the web thing", Steps);
        await Assert.ThrowsAsync<SkillException>(() => RefineAsync(open, "web-thing", description: Sample.Hostile));

        var memory = open.With(new SkillMemoryOptions { QuarantineAgents = true });
        var waiting = await memory.RefineAsync(Request("web-thing", "deploy-web", "Deploy the web server", []), Agent);
        Assert.Equal((Decision.Quarantined, "web-thing-2"), (waiting.Decision, waiting.Skill.Name.Value));
        Assert.Equal("Do the web thing", (await open.Memory.GetAsync(skill.Name)).Procedure.Description);

        var approved = await open.Memory.ApproveAsync(waiting.Skill);

        Assert.Equal((skill.Id, "deploy-web"), (approved.Skill.Id, approved.Skill.Name.Value));
        Assert.Equal("Deploy the web server", approved.Skill.Procedure.Description);
    }

    [Fact]
    public async Task A_proposed_name_that_was_taken_meanwhile_cannot_be_approved()
    {
        await using var open = await NewAsync();
        await open.AddAsync("web-thing", "Do the web thing", Steps);
        var memory = open.With(new SkillMemoryOptions { QuarantineAgents = true });
        var waiting = await memory.RefineAsync(Request("web-thing", "deploy-web", "", []), Agent);
        await open.AddAsync("deploy-web", "Deploy something else", "one", "two");

        var refusal = await Assert.ThrowsAsync<SkillException>(() => open.Memory.ApproveAsync(waiting.Skill));

        Assert.Contains("would rename 'web-thing' to 'deploy-web', and another skill is called that", refusal.Message);
    }

    static Task<Refined> RefineAsync(
        OpenMemory open, string skill, string name = "", string description = "", string[]? steps = null) =>
        open.Memory.RefineAsync(Request(skill, name, description, steps ?? []), Agent);

    static RefineRequest Request(string skill, string name, string description, string[] steps) => new()
    {
        Skill = SkillName.Parse(skill),
        Name = name,
        Description = description,
        Steps = [.. steps.Select(Step.Parse)],
        Success = steps.Length > 0,
        Reason = "It says what it does",
    };
}
