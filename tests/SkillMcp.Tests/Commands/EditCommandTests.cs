using System.Diagnostics;

namespace SkillMcp.Tests.Commands;

public sealed class EditCommandTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public EditCommandTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The editors of these tests are shell scripts.");

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task What_is_saved_in_the_editor_is_the_next_version()
    {
        await skillmcp.AddDeployApiAsync();
        UseEditor("sed -i 's/make build/make all/' \"$1\"");

        Assert.Equal("deploy-api is version 2 now.\n", (await skillmcp.RunAsync("edit", "deploy-api")).Output);
        Assert.Contains("1. make all", (await skillmcp.RunAsync("show", "deploy-api")).Output);
        var versions = (await skillmcp.RunAsync("show", "deploy-api", "--versions")).Output;
        Assert.Contains("2 (current)", versions);
        Assert.Empty(Drafts());
    }

    [Fact]
    public async Task Another_name_in_front_renames_it()
    {
        await skillmcp.AddDeployApiAsync();
        UseEditor("sed -i 's/^name: .*/name: ship-api/' \"$1\"");

        Assert.Contains("ship-api is version 2 now; it was deploy-api.", (await skillmcp.RunAsync("edit", "deploy-api")).Output);
        Assert.Equal(0, (await skillmcp.RunAsync("show", "ship-api")).Code);
    }

    [Fact]
    public async Task A_text_that_is_left_as_it_is_changes_nothing()
    {
        await skillmcp.AddDeployApiAsync();
        UseEditor("true");

        Assert.Contains("Nothing was changed in deploy-api.", (await skillmcp.RunAsync("edit", "deploy-api")).Output);
        Assert.Equal(
            1,
            (await skillmcp.RunAsync("show", "deploy-api", "--json")).Json.GetProperty("record").GetProperty("version").GetInt32());
        Assert.Empty(Drafts());
    }

    [Fact]
    public async Task A_text_that_cannot_be_read_is_kept()
    {
        await skillmcp.AddDeployApiAsync();
        UseEditor("sed -i 's/^description: .*/description:/; s/make build/an hour of work/' \"$1\"");

        var ran = await skillmcp.RunAsync("edit", "deploy-api");

        Assert.Equal(1, ran.Code);
        Assert.Contains("no description", ran.Error);
        var draft = Assert.Single(Drafts());
        Assert.Contains($"Your text is kept in {draft}.", ran.Error);
        Assert.Contains("an hour of work", await File.ReadAllTextAsync(draft));
    }

    [Fact]
    public async Task A_text_is_kept_when_somebody_else_was_faster()
    {
        await skillmcp.AddDeployApiAsync();
        UseEditor("""
            sed -i 's/make build/an hour of work/' "$1"
            touch "$PWD/opened"
            tries=0
            while [ ! -e "$PWD/changed" ] && [ $tries -lt 2400 ]; do sleep 0.05; tries=$((tries + 1)); done
            """);

        var editing = skillmcp.RunAsync("edit", "deploy-api");
        await UntilAsync(() => File.Exists(skillmcp.Folder["opened"]) || editing.IsCompleted, "the editor was not opened");
        await skillmcp.BesideAsync(async memory =>
        {
            var skill = await memory.GetAsync(SkillName.Parse("deploy-api"));
            return await memory.EditAsync(
                skill, skill.Procedure with { Description = "Deploy it quickly" }, "faster", new Actor(Author.Person));
        });
        await File.WriteAllTextAsync(skillmcp.Folder["changed"], "");
        var ran = await editing;

        Assert.Equal(1, ran.Code);
        Assert.Contains("'deploy-api' was changed meanwhile", ran.Error);
        Assert.Contains("an hour of work", await File.ReadAllTextAsync(Assert.Single(Drafts())));
        Assert.Contains("Deploy it quickly", (await skillmcp.RunAsync("show", "deploy-api")).Output);
    }

    [Fact]
    public async Task Of_a_composite_the_words_can_be_edited_and_the_steps_cannot()
    {
        await skillmcp.AddDeployApiAsync();
        await skillmcp.RunWithAsync(CommandLine.DeployApi.Replace("deploy-api", "migrate-db").Replace("make", "alembic"), "add", "-");
        await skillmcp.BesideAsync(memory => memory.ComposeAsync(
            new ComposeRequest
            {
                Skills = [SkillName.Parse("migrate-db"), SkillName.Parse("deploy-api")],
                Name = "release",
                Description = "Release everything",
            },
            new Actor(Author.Agent)));

        UseEditor("sed -i 's/make build/make all/' \"$1\"");
        Assert.Contains("'release' is a composite, and its steps are its components'", (await skillmcp.RunAsync("edit", "release")).Error);
        UseEditor("sed -i 's/Release everything/Migrate, then deploy/' \"$1\"");
        Assert.Contains("release is version 2 now.", (await skillmcp.RunAsync("edit", "release")).Output);
        var shown = (await skillmcp.RunAsync("show", "release")).Output;
        Assert.Contains("Migrate, then deploy", shown);
        Assert.Contains("--- Phase: deploy-api ---", shown);
        Assert.Contains("make build", shown);
    }

    [Fact]
    public async Task An_editor_that_fails_or_is_not_there_changes_nothing()
    {
        await skillmcp.AddDeployApiAsync();
        skillmcp.Variables["EDITOR"] = "no-such-editor --wait";

        var ran = await skillmcp.RunAsync("edit", "deploy-api");

        Assert.Equal(1, ran.Code);
        Assert.Contains("The editor 'no-such-editor --wait' ended with 127", ran.Error);
    }

    [Fact]
    public async Task The_visual_editor_goes_first_and_may_have_arguments()
    {
        await skillmcp.AddDeployApiAsync();
        skillmcp.Variables["EDITOR"] = "false";
        skillmcp.Variables["VISUAL"] = "sed -i -e 's/make build/make all/'";

        Assert.Contains("version 2", (await skillmcp.RunAsync("edit", "deploy-api")).Output);
    }

    void UseEditor(string script)
    {
        var file = skillmcp.Folder["editor.sh"];
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n".ReplaceLineEndings("\n"));
        skillmcp.Variables["EDITOR"] = $"sh {file}";
        skillmcp.Variables["TMPDIR"] = Directory.CreateDirectory(skillmcp.Folder["drafts"]).FullName;
    }

    string[] Drafts() => Directory.GetFiles(skillmcp.Folder["drafts"], "*.md", SearchOption.AllDirectories);

    static async Task UntilAsync(Func<bool> holds, string otherwise)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), $"After two minutes, {otherwise}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
