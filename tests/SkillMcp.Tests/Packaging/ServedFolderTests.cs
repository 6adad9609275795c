using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

public sealed class ServedFolderTests
{
    [Theory]
    [InlineData(20_000, 0, false)]
    [InlineData(20_001, 0, true)]
    [InlineData(1_000, 500, false)]
    [InlineData(1_000, 501, true)]
    public void A_SKILL_md_is_large_with_more_than_20_000_characters_or_500_lines(int characters, int lines, bool isLarge) =>
        Assert.Equal(isLarge, Folder(new string('x', characters - lines) + new string('\n', lines)).IsLarge);

    [Fact]
    public void The_front_matter_is_read_once()
    {
        var document = "---\nname: a\ndescription: b\nlicense: MIT\n---\n1. go\n";
        var folder = new ServedFolderBuilder(Sample.Packed("a", SkillMarkdown.Read(document))).Whole();

        Assert.Same(folder.FrontMatter, folder.FrontMatter);
        Assert.Equal("b", folder.Description);
        Assert.Equal(document, folder.Files[0].Text);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_folder_has_16_MiB_at_most(int more, bool fits)
    {
        var markdown = ServedFile.Of("SKILL.md", "text");
        var file = new ServedFile("a.bin", "", ServedFolder.MaxTotalBytes - markdown.Size + more, null);

        var folder = ServedFolder.Of(SkillName.Parse("a"), markdown, [file], frontMatter: null);

        Assert.Equal(fits, folder.OmittedPaths.Count == 0);
        Assert.Equal(fits ? 2 : 1, folder.Files.Count);
    }

    [Fact]
    public void A_file_of_a_negative_size_is_omitted() =>
        Assert.Equal(["a.bin"], Folder("", new ServedFile("a.bin", "", -1, null)).OmittedPaths);

    [Fact]
    public void Pitfalls_are_told_by_their_step_and_what_is_no_step_of_it_is_of_the_whole()
    {
        var skill = Sample.Packed("a", Sample.Procedure("a", "first", "second"));
        Pitfall[] pitfalls =
        [
            new() { Text = "late" }, new() { Text = "z", Step = 2 }, new() { Text = "a", Step = 2 }, new() { Text = "gone", Step = 3 },
        ];

        var folder = new ServedFolderBuilder(skill).Split(new FolderParts { Pitfalls = pitfalls, Alternatives = [], Phases = [] });

        Assert.Equal(
            "# What went wrong before\n\n## The whole\n\n- late\n\n## Step 2: second\n\n- a\n- z\n\n## The whole\n\n- gone\n",
            folder.Files.Single(file => file.Path == "references/pitfalls.md").Text);
        Assert.EndsWith("\nNone is known so far.\n", folder.Files.Single(file => file.Path == "references/alternatives.md").Text);
    }

    [Theory]
    [InlineData(7, "references/part/SKILL.md")]
    [InlineData(8, "skill://part/SKILL.md")]
    public void A_component_is_nested_where_all_of_its_files_together_have_room(int megabytes, string link)
    {
        ServedFile Half(string path) => new(path, "", (megabytes << 20) - 100, null);
        var part = ServedFolder.Of(SkillName.Parse("part"), ServedFile.Of("SKILL.md", "text"), [Half("a.bin"), Half("b.bin")], null);
        var phase = new FolderPhase(Guid.CreateVersion7(), "the part", new Dictionary<string, string>(), part);

        var whole = new ServedFolderBuilder(Sample.Packed("whole", Sample.Procedure("whole"))).Split(
            new FolderParts { Pitfalls = [], Alternatives = [], Phases = [phase] });

        Assert.Empty(part.OmittedPaths);
        Assert.Contains($"({link})", whole.Files[0].Text);
    }

    static ServedFolder Folder(string markdown, params ServedFile[] others) =>
        ServedFolder.Of(SkillName.Parse("a"), ServedFile.Of("SKILL.md", markdown), others, frontMatter: null);
}
