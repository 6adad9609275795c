using System.Text.Json;

namespace SkillMcp.Tests.Commands;

/// <summary>What is too long or too much is kept whole and said, or refused by its place: nothing is lost without a word.</summary>
public sealed class NothingIsCutTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    public static TheoryData<string, string> Longer => new()
    {
        { "description", Markdown(description: Words(1_500)) },
        { "category", Markdown(more: $"category: {Words(100)}\n") },
        { "tags", Markdown(more: $"tags: [{Words(100)}]\n") },
        { "tags after 32", Markdown(more: $"tags: [{string.Join(", ", Enumerable.Range(0, 40).Select(at => $"t{at}"))}]\n") },
        { "step 2 (line 6)", Markdown(body: $"1. ls\n2. {Words(9_000)}\n") },
        { "steps after 200", Markdown(body: string.Concat(Enumerable.Range(1, 210).Select(at => $"{at}. do {at}\n"))) },
        { "precondition 2", Markdown(body: $"## Preconditions\n\n- a\n- {Words(1_200)}\n\n## Steps\n\n1. ls\n") },
        { "preconditions after 32", Markdown(body: $"## Preconditions\n\n{Lines(40, "- a")}\n## Steps\n\n1. ls\n") },
        { "step 1 (line 5)", Markdown(body: $"## Step 1: read\n\n{Words(3_000)}\n\n## Step 2: write\n\nWrite.\n") },
    };

    [Theory]
    [MemberData(nameof(Longer))]
    public async Task A_SKILL_md_that_is_too_long_for_its_fields_is_kept_whole_and_that_is_said(string place, string text)
    {
        Directory.CreateDirectory(skillmcp.Folder["long"]);
        await File.WriteAllTextAsync(skillmcp.Folder["long/SKILL.md"], text);

        var imported = await skillmcp.RunAsync("import", "long", "--json");
        var added = await skillmcp.RunAsync("add", "long/SKILL.md", "--db", "other.db");
        var exported = await skillmcp.RunAsync("export", "--to", "out");

        Assert.Equal((0, 0, 0), (imported.Code, added.Code, exported.Code));
        var reason = imported.Json.GetProperty("skills")[0].GetProperty("reason").GetString()!;
        var said = $"too long for its fields, and whole in its SKILL.md: {place}";
        Assert.Equal(said, reason);
        Assert.Contains(said, added.Output);
        var files = Directory.GetFiles(skillmcp.Folder["out"], "*.md", SearchOption.AllDirectories);
        Assert.Contains(files, file => File.ReadAllText(file) == text);
    }

    [Fact]
    public async Task A_SKILL_md_that_fits_is_imported_without_a_word()
    {
        await File.WriteAllTextAsync(skillmcp.Folder["SKILL.md"], CommandLine.DeployApi);

        var imported = (await skillmcp.RunAsync("import", "SKILL.md", "--json")).Json.GetProperty("skills")[0];

        Assert.Equal(("stored", ""), (imported.GetProperty("result").GetString(), imported.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_step_of_JSON_that_is_too_long_is_named_and_refused()
    {
        var line = JsonSerializer.Serialize(new { name = "long", description = "A long one", steps = new[] { "ls", Words(9_000) } });
        await File.WriteAllTextAsync(skillmcp.Folder["skills.jsonl"], line + "\n");

        var ran = await skillmcp.RunAsync("import", "skills.jsonl");

        Assert.Equal(1, ran.Code);
        Assert.Contains("Step 2 has 9,000 characters and may have 8,000", ran.Output);
        Assert.Contains("0 stored, 1 refused", ran.Output);
    }

    [Fact]
    public async Task A_long_reference_is_stored_and_exported_as_it_is()
    {
        Directory.CreateDirectory(skillmcp.Folder["reference"]);
        var text = Markdown(name: "reference", body: "1. Find the section\n2. Read it\n\n" + Lines(3_000, "One more parameter of it."));
        await File.WriteAllTextAsync(skillmcp.Folder["reference/SKILL.md"], text);

        var ran = await skillmcp.RunAsync("import", "reference");
        await skillmcp.RunAsync("export", "--to", "out");

        Assert.Contains("1 stored, 0 refused", ran.Output);
        Assert.InRange(text.Length, 73_299, 100_000);
        Assert.Equal(text, await File.ReadAllTextAsync(skillmcp.Folder["out/reference/SKILL.md"]));
    }

    [Fact]
    public async Task Nothing_is_hidden_at_the_end_of_a_long_reference()
    {
        var text = Markdown(body: "1. Find\n2. Read\n\n" + Lines(6_000, "One more parameter of it.") + Sample.Hostile);
        await File.WriteAllTextAsync(skillmcp.Folder["SKILL.md"], text);

        Assert.Contains("0 stored, 1 refused", (await skillmcp.RunAsync("import", "SKILL.md")).Output);
    }

    static string Markdown(
        string name = "long", string description = "A long one", string more = "", string body = "## Steps\n\n1. ls\n2. ls -la\n") =>
        $"---\nname: {name}\ndescription: {description}\n{more}---\n{body}";

    static string Lines(int count, string line) => string.Concat(Enumerable.Repeat($"{line}\n", count));

    static string Words(int length) => string.Concat(Enumerable.Repeat("word ", length / 5)).TrimEnd() + "s";
}
