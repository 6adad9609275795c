using SkillMcp.Ways;

namespace SkillMcp.Tests.Commands;

/// <summary><c>skillmcp export --to CLIENT</c>, in a home of its own.</summary>
public sealed class ClientExportTests : IDisposable
{
    const string Skills = "home/.claude/skills";
    const string Markdown = $"{Skills}/deploy-api/SKILL.md";

    readonly CommandLine skillmcp = new();

    public ClientExportTests()
    {
        skillmcp.Variables["HOME"] = skillmcp.Variables["USERPROFILE"] = skillmcp.Folder["home"];
        skillmcp.Variables["CLAUDE_CONFIG_DIR"] = null;
        skillmcp.Variables["CODEX_HOME"] = null;
        skillmcp.Variables["XDG_CONFIG_HOME"] = null;
        Directory.CreateDirectory(skillmcp.Folder["home"]);
    }

    public void Dispose() => skillmcp.Dispose();

    [Theory]
    [InlineData("claude", ".claude/skills", ".claude/skills")]
    [InlineData("agents", ".agents/skills", ".agents/skills")]
    [InlineData("codex", ".codex/skills", ".codex/skills")]
    [InlineData("gemini", ".gemini/skills", ".gemini/skills")]
    [InlineData("copilot", ".copilot/skills", ".github/skills")]
    [InlineData("qwen", ".qwen/skills", ".qwen/skills")]
    [InlineData("opencode", ".config/opencode/skills", ".opencode/skills")]
    public async Task Each_client_is_given_its_own_folder(string client, string home, string project)
    {
        await skillmcp.AddDeployApiAsync();

        Assert.Equal(0, (await skillmcp.RunAsync("export", "--to", client)).Code);
        Assert.Equal(0, (await skillmcp.RunAsync("export", "--to", client, "--here")).Code);

        Assert.Equal(CommandLine.DeployApi, Read($"home/{home}/deploy-api/SKILL.md"));
        Assert.Equal(CommandLine.DeployApi, Read($"{project}/deploy-api/SKILL.md"));
    }

    [Fact]
    public async Task A_misspelt_client_is_guessed_and_not_made_a_folder()
    {
        await skillmcp.AddDeployApiAsync();

        var misspelt = await skillmcp.RunAsync("export", "--to", "cladue");
        var folder = await skillmcp.RunAsync("export", "--to", "./cladue");

        Assert.NotEqual(0, misspelt.Code);
        Assert.Contains("'cladue' is not a client, did you mean 'claude'? For a folder of that name: --to ./cladue", misspelt.Error);
        Assert.True(folder.Code == 0, folder.Error);
        Assert.True(Directory.Exists(skillmcp.Folder["cladue/deploy-api"]));
    }

    [Fact]
    public async Task A_skill_is_updated_and_removed_with_the_memory_and_what_lies_beside_it_stays()
    {
        await skillmcp.AddDeployApiAsync();
        Assert.EndsWith("skills: 1 written.\n", (await ExportAsync()).Output);
        Assert.EndsWith("skills: 1 there as they are.\n", (await ExportAsync()).Output);
        Write($"{Skills}/deploy-api/out.log", "mine");
        Write($"{Skills}/other/SKILL.md", "another's");

        await EditAsync("make build", "make all");
        Assert.EndsWith("skills: 1 updated.\n", (await ExportAsync()).Output);
        Assert.Contains("1. make all\n", Read(Markdown));

        Assert.Equal(0, (await skillmcp.RunAsync("archive", "deploy-api")).Code);
        Assert.EndsWith("skills: 1 removed.\n", (await ExportAsync()).Output);
        Assert.False(File.Exists(skillmcp.Folder[Markdown]));
        Assert.Equal("mine", Read($"{Skills}/deploy-api/out.log"));
        Assert.Equal("another's", Read($"{Skills}/other/SKILL.md"));
    }

    [Fact]
    public async Task What_a_person_edited_is_left_and_proposed_once_and_is_the_skill_once_it_is_approved()
    {
        await skillmcp.AddDeployApiAsync();
        await ExportAsync();
        var edited = CommandLine.DeployApi.Replace("make build", "make everything");
        Write(Markdown, edited);

        var first = await ExportAsync();
        Assert.Contains("left: deploy-api: it was edited there; the edit is proposed as deploy-api-2: ", first.Output);
        Assert.Contains("'skillmcp approve deploy-api-2' makes it the skill", first.Output);
        Assert.Contains("'skillmcp export deploy-api --to claude --restore' puts the memory's text there instead", first.Output);
        Assert.Equal(first, await ExportAsync());
        Assert.Equal(edited, Read(Markdown));
        var waiting = Assert.Single(await WaitingAsync());
        Assert.Equal(new Provenance(Author.Person, "skills folder of Claude Code"), waiting.Provenance);
        Assert.Equal("unapproved: edited in the skills folder of Claude Code, where version 1 was", waiting.Lifecycle.Reason);

        await ApproveAsync();
        Assert.EndsWith("skills: 1 there as they are.\n", (await ExportAsync()).Output);
        Assert.Equal(edited, Read(Markdown));
        var ways = await skillmcp.BesideAsync(async memory => await memory.WaysAsync(await memory.GetAsync(SkillName.Parse("deploy-api"))));
        Assert.Equal([WayStatus.Retired, WayStatus.Current], ways.Select(way => way.Way.Status));
    }

    [Fact]
    public async Task The_newest_edit_takes_the_place_of_the_one_that_waits_and_an_undone_one_waits_no_longer()
    {
        await skillmcp.AddDeployApiAsync();
        await ExportAsync();
        foreach (var edit in new[] { "make one", "make two", "make three" })
        {
            Write(Markdown, CommandLine.DeployApi.Replace("make build", edit));
            await ExportAsync();
        }

        var waiting = Assert.Single(await WaitingAsync());
        Assert.Equal(("deploy-api-2", "make three"), (waiting.Name.Value, waiting.Procedure.Steps[0].Text));

        Write(Markdown, CommandLine.DeployApi);
        Assert.Contains("deploy-api-2 was rejected", (await ExportAsync()).Output);
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task An_approved_edit_that_the_memory_has_changed_since_is_updated()
    {
        await skillmcp.AddDeployApiAsync();
        await ExportAsync();
        Write(Markdown, CommandLine.DeployApi.Replace("make build", "make everything"));
        await ExportAsync();
        await ApproveAsync();
        await EditAsync("make ship", "make push");

        Assert.EndsWith("skills: 1 updated.\n", (await ExportAsync()).Output);

        Assert.Contains("1. make everything\n2. make push", Read(Markdown));
    }

    [Theory]
    [InlineData("\n", "\r\n")]
    [InlineData("/health\n", "/health\n\n\n")]
    [InlineData("/health\n", "/health")]
    [InlineData("---\nname", "\uFEFF---\nname")]
    public async Task What_an_editor_changes_on_its_own_is_no_edit(string before, string after)
    {
        await skillmcp.AddDeployApiAsync();
        await ExportAsync();
        var saved = CommandLine.DeployApi.Replace(before, after);
        Assert.NotEqual(CommandLine.DeployApi, saved);
        Write(Markdown, saved);

        Assert.EndsWith("skills: 1 there as they are.\n", (await ExportAsync()).Output);
        await EditAsync("make build", "make all");
        Assert.EndsWith("skills: 1 updated.\n", (await ExportAsync()).Output);

        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task What_a_person_deleted_there_stays_away_until_it_is_restored()
    {
        await skillmcp.AddDeployApiAsync();
        await ExportAsync();
        Directory.Delete(skillmcp.Folder[$"{Skills}/deploy-api"], recursive: true);

        var deleted = await ExportAsync();
        Assert.Contains("it was deleted there: 'skillmcp export deploy-api --to claude --restore' writes it again", deleted.Output);
        Assert.False(Directory.Exists(skillmcp.Folder[$"{Skills}/deploy-api"]));

        Assert.EndsWith("skills: 1 written.\n", (await skillmcp.RunAsync("export", "deploy-api", "--to", "claude", "--restore")).Output);
        Assert.Equal(CommandLine.DeployApi, Read(Markdown));
        Assert.EndsWith("skills: 1 there as they are.\n", (await ExportAsync()).Output);
    }

    [Fact]
    public async Task Restored_the_memorys_text_is_there_and_the_edit_still_waits()
    {
        await skillmcp.AddDeployApiAsync();
        await ExportAsync();
        Write(Markdown, CommandLine.DeployApi.Replace("make build", "make everything"));

        Assert.EndsWith("skills: 1 updated.\n", (await skillmcp.RunAsync("export", "--to", "claude", "--restore")).Output);

        Assert.Equal(CommandLine.DeployApi, Read(Markdown));
        Assert.Equal("make everything", Assert.Single(await WaitingAsync()).Procedure.Steps[0].Text);
        Assert.EndsWith("skills: 1 there as they are.\n", (await ExportAsync()).Output);
        Assert.Single(await WaitingAsync());
        Write(Markdown, CommandLine.DeployApi.Replace("make build", "make the rest"));
        await ExportAsync();
        Assert.Equal("make the rest", Assert.Single(await WaitingAsync()).Procedure.Steps[0].Text);
    }

    [Theory]
    [InlineData("Claude")]
    [InlineData("CLAUDE-CODE")]
    [InlineData("claude code")]
    public async Task A_client_is_taken_by_its_name_in_whatever_case(string name)
    {
        await skillmcp.AddDeployApiAsync();

        Assert.Equal(0, (await skillmcp.RunAsync("export", "--to", name)).Code);

        Assert.Equal(CommandLine.DeployApi, Read(Markdown));
    }

    [Theory]
    [InlineData("vscode", "VS Code", "vscode")]
    [InlineData("Cursor", "Cursor", "cursor")]
    [InlineData("LMStudio", "LM Studio", "lm-studio")]
    public async Task A_client_without_a_skills_folder_is_a_mistake_and_no_folder_is_made(string typed, string title, string name)
    {
        await skillmcp.AddDeployApiAsync();

        var ran = await skillmcp.RunAsync("export", "--to", typed);

        Assert.Equal(1, ran.Code);
        Assert.Contains($"{title} has no skills folder that an export could fill; these have: claude, agents,", ran.Error);
        Assert.Contains($"skillmcp install {name}. For a folder of that name: --to ./{typed}", ran.Error);
        Assert.False(Directory.Exists(skillmcp.Folder[typed]));
        Assert.Equal(0, (await skillmcp.RunAsync("export", "--to", $"./{typed}")).Code);
    }

    [Fact]
    public async Task An_edit_of_an_older_version_undoes_nothing_that_the_memory_has_learned_since()
    {
        await skillmcp.AddDeployApiAsync();
        await ExportAsync();
        Write(Markdown, CommandLine.DeployApi.Replace("make build", "make everything"));
        await EditAsync("make ship", "make push");

        Assert.Contains(
            "the memory has changed it too since version 1: 'skillmcp diff deploy-api deploy-api-2' shows both",
            (await ExportAsync()).Output);

        Assert.Contains("was changed since", (await Assert.ThrowsAsync<SkillException>(ApproveAsync)).Message);
    }

    [Fact]
    public async Task A_name_that_another_has_there_is_told_and_his_is_left()
    {
        await skillmcp.AddDeployApiAsync();
        Write(Markdown, "another's");

        var ran = await ExportAsync();

        Assert.Equal(0, ran.Code);
        Assert.Contains("left: deploy-api: there is one of this name that no export has written: move ", ran.Output);
        Assert.Equal("another's", Read(Markdown));
        Write(Markdown, CommandLine.DeployApi);
        Assert.EndsWith("skills: 1 there as they are.\n", (await ExportAsync()).Output);
        Assert.Equal(0, (await skillmcp.RunAsync("archive", "deploy-api")).Code);
        await ExportAsync();
        Assert.Equal(CommandLine.DeployApi, Read(Markdown));
    }

    [Fact]
    public async Task Only_what_the_same_memory_has_written_is_removed()
    {
        await skillmcp.AddDeployApiAsync();
        await ExportAsync();
        await skillmcp.RunWithAsync(CommandLine.DeployApi.Replace("deploy-api", "ship-it"), "add", "-", "--db", "second.db");

        Assert.EndsWith("skills: 1 written.\n", (await skillmcp.RunAsync("export", "--to", "claude", "--db", "second.db")).Output);

        Assert.True(File.Exists(skillmcp.Folder[Markdown]));
        Assert.Equal(0, (await skillmcp.RunAsync("export", "deploy-api", "--to", "claude")).Code);
        Assert.True(File.Exists(skillmcp.Folder[$"{Skills}/ship-it/SKILL.md"]));
    }

    [Theory]
    [InlineData("""{"skills": {"../../deploy-api": {"files": {}}}}""")]
    [InlineData("""{"skills": {"deploy-api": {"files": {"../../x": "0"}}}}""")]
    [InlineData("""{"skills": {"deploy-api": null}}""")]
    [InlineData("[")]
    public async Task A_list_of_what_is_ours_that_no_export_has_written_stops_it(string manifest)
    {
        await skillmcp.AddDeployApiAsync();
        Write($"{Skills}/.skillmcp.json", manifest);

        var ran = await ExportAsync();

        Assert.Equal(1, ran.Code);
        Assert.Contains("is not as an export has written it", ran.Error);
        Assert.False(Directory.Exists(skillmcp.Folder[$"{Skills}/deploy-api"]));
    }

    [Fact]
    public async Task A_link_in_place_of_a_skill_is_not_followed()
    {
        await skillmcp.AddDeployApiAsync();
        await ExportAsync();
        Directory.Move(skillmcp.Folder[$"{Skills}/deploy-api"], skillmcp.Folder["store"]);
        Directory.CreateSymbolicLink(skillmcp.Folder[$"{Skills}/deploy-api"], skillmcp.Folder["store"]);
        await EditAsync("make build", "make all");

        Assert.Contains("there is a link or a file in its place", (await ExportAsync()).Output);
        Assert.Equal(CommandLine.DeployApi, Read("store/SKILL.md"));
    }

    [Theory]
    [InlineData("--here is for the folder of a client", "export", "--to", "./claude", "--here")]
    [InlineData("--restore is for the folder of a client", "export", "--to", "./claude", "--restore")]
    [InlineData("leave --overwrite and --all out", "export", "--to", "claude", "--overwrite")]
    public async Task A_mistake_says_what_would_have_been_right(string expected, params string[] typed)
    {
        await skillmcp.AddDeployApiAsync();

        var ran = await skillmcp.RunAsync(typed);

        Assert.Equal(1, ran.Code);
        Assert.Contains(expected, ran.Error);
        Assert.False(Directory.Exists(skillmcp.Folder[Skills]));
    }

    [Fact]
    public async Task A_folder_of_a_clients_name_is_a_folder_where_it_is_written_so()
    {
        await skillmcp.AddDeployApiAsync();

        var ran = await skillmcp.RunAsync("export", "--to", "./claude");

        Assert.Equal(0, ran.Code);
        Assert.EndsWith("That is a plain folder. The skills folder of Claude Code is filled by: --to claude\n", ran.Output);

        Assert.Equal(CommandLine.DeployApi, Read("claude/deploy-api/SKILL.md"));
        Assert.False(Directory.Exists(skillmcp.Folder[Skills]));
    }

    static Actor Person => Server.Commands.Invocation.CompositionRoot.Person;

    Task ApproveAsync() => skillmcp.BesideAsync(async memory => await memory.ApproveAsync((await WaitingAsync()).Single(), Person));

    Task<IReadOnlyList<Skill>> WaitingAsync() =>
        skillmcp.BesideAsync(memory => memory.ListAsync(new SkillFilter { Status = Status.Quarantined }));

    Task<Ran> ExportAsync() => skillmcp.RunAsync("export", "--to", "claude");

    Task EditAsync(string before, string after) => skillmcp.BesideAsync(async memory =>
    {
        var skill = await memory.GetAsync(SkillName.Parse("deploy-api"));
        var steps = skill.Procedure.Steps.Select(step => Step.Parse(step.Text.Replace(before, after))).ToList();
        return await memory.EditAsync(skill, skill.Procedure with { Steps = steps }, "edited", Person);
    });

    string Read(string path) => File.ReadAllText(skillmcp.Folder[path]);

    void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(skillmcp.Folder[path])!);
        File.WriteAllText(skillmcp.Folder[path], text);
    }
}
