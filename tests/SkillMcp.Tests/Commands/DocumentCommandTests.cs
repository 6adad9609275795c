namespace SkillMcp.Tests.Commands;

public sealed class DocumentCommandTests : IDisposable
{
    const string Text =
        "---\nname: deploy-api\ndescription: Deploy the API\n---\n\n"
        + "Read *this* first.\n\n1. make build\n2. make ship\n3. look\n\nThat is all.\n";

    readonly CommandLine skillmcp = new();

    public DocumentCommandTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The editors of these tests are shell scripts.");

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task A_small_edit_of_a_free_text_keeps_the_rest()
    {
        await AddAsync();
        UseEditor("sed -i 's/make build/make all/' \"$1\"");

        Assert.Equal("deploy-api is version 2 now.\n", (await skillmcp.RunAsync("edit", "deploy-api")).Output);
        var shown = (await skillmcp.RunAsync("show", "deploy-api", "--json")).Json;
        Assert.Equal(Text.Replace("make build", "make all"), shown.GetProperty("document").GetString());
        Assert.Equal("make all", shown.GetProperty("steps")[0].GetString());
        var diff = (await skillmcp.RunAsync("diff", "deploy-api@1", "deploy-api@2")).Output;
        Assert.Contains("+ SKILL.md: 1. make all", diff);
        Assert.Contains("  SKILL.md: Read *this* first.", diff);
    }

    [Fact]
    public async Task A_free_text_is_shown_whole_where_a_skill_is_shown()
    {
        await AddAsync();

        var shown = (await skillmcp.RunAsync("show", "deploy-api")).Output;

        Assert.All(Text.TrimEnd().Split('\n'), line => Assert.Contains(line, shown));
    }

    [Fact]
    public async Task A_text_without_a_name_is_called_as_its_folder()
    {
        Directory.CreateDirectory(skillmcp.Folder["ship-it"]);
        await File.WriteAllTextAsync(Path.Combine(skillmcp.Folder["ship-it"], "SKILL.md"), Text.Replace("name: deploy-api\n", ""));

        Assert.StartsWith(
            "ship-it is in the memory: 3 steps",
            (await skillmcp.RunAsync("add", Path.Combine(skillmcp.Folder["ship-it"], "SKILL.md"))).Output);
    }

    async Task AddAsync()
    {
        await File.WriteAllTextAsync(skillmcp.Folder["free.md"], Text);
        Assert.Equal(0, (await skillmcp.RunAsync("add", skillmcp.Folder["free.md"])).Code);
    }

    void UseEditor(string script)
    {
        var file = skillmcp.Folder["editor.sh"];
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        skillmcp.Variables["EDITOR"] = $"sh {file}";
        skillmcp.Variables["TMPDIR"] = Directory.CreateDirectory(skillmcp.Folder["drafts"]).FullName;
    }
}
