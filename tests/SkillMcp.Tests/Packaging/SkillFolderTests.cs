using System.Text;
using CsCheck;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

public sealed class SkillFolderTests
{
    static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf(
            "# Deploy\n", "## Steps\n\n", "## Workflow\n", "### Step 1: Look\n", "### Step 2: Leap\n", "1. go\n", "2. on\n", "- a\n- b\n",
            "* {x}\n", "\n", "Some words.\n", "```yaml\n- name: x\n```\n", "```\ncode\n```\n", "---\n",
            "<!-- note -->\n", "## Parameters\n\n- `x`: which\n", "## Prerequisites\n- kubectl\n", "## Expected outcome\n- it runs\n",
            "> quoted\n", "\t- deep\n", "{y} ", "\r\n", "é", "日本\n", "😀", "\ufeff", "|a|b|\n"),
        Gen.String[Gen.Char['a', 'z'], 1, 6]);

    static readonly Gen<string> Front = Gen.OneOf(
        "name: deploy-api\n", "name: Deploy API\n", "name: 日本\n", "name: \"deploy_api\"\n", "", "name: deploy-api-2\n").Select(
        Gen.OneOf("description: Deploy it\n", "description: |\n  Deploy it\n  now\n", "description: ''\n",
            $"description: {new string('x', 1_500)}\n"),
        Gen.OneOf(
            "", "license: MIT\n", "version: 1.0\n", "tags: [a, \"b,c\"]\n", "metadata:\n  author: me\n  version: \"1\"\n",
            "metadata: {category: ops, title: Old}\n", "metadata:\n  original: references/original.md\n", "metadata: [x]\n",
            "allowed-tools: [Bash, Read]\n", "allowed-tools: {a: b}\n", "compatibility: ''\n", $"compatibility: {new string('y', 600)}\n",
                "hooks:\n  PreToolUse:\n    - matcher: Bash\n", "? [a, b]\n: c\n", "a: &a [1]\nb: *a\n", "license: ~\n").Array[0, 1],
        (name, description, others) => name + description + string.Concat(others));

    static readonly Gen<string> Document = Gen.Select(Front, Piece.Array[1, 15], Gen.Bool, Gen.Bool,
        (front, body, bom, windows) =>
        {
            var text = $"---\n{front}---\n{string.Concat(body)}";
            return (bom ? "\ufeff" : "") + (windows ? text.ReplaceLineEndings("\r\n") : text);
        });

    static readonly Gen<FolderFile> Beside = Gen.Select(
        Gen.OneOf("scripts/run.py", "references/original.md", "references/original-2.md", "LICENSE.txt", "assets/a b.png", "日本.md"),
            Gen.Byte.Array[0, 40], (path, bytes) => new FolderFile(path, bytes));

    static readonly Gen<IReadOnlyList<FolderFile>> Folder = Gen.Select(Document, Beside.Array[0, 4], (document, beside) =>
        (IReadOnlyList<FolderFile>)[new FolderFile("SKILL.md", Encoding.UTF8.GetBytes(document)), .. beside.DistinctBy(file => file.Path)]);

    static readonly Gen<Func<PackedSkill, PackedSkill>> Change = Gen.OneOf<Func<PackedSkill, PackedSkill>>(
        skill => skill,
        skill => skill with { Name = skill.Name.Numbered(2) },
        skill => With(skill, procedure => procedure with { Steps = [.. procedure.Steps, Step.Parse("and {more}")] }),
        skill => With(skill, procedure => procedure with { Description = "Another one", Category = "ops", Tags = ["x", "y,z"] }),
        skill => With(skill, procedure => procedure with { Preconditions = ["a need"], Postconditions = [] }),
        skill => With(skill, procedure => procedure with { Title = "other name" }) with { Name = SkillName.Parse("other-name") });

    [Fact]
    public void Whatever_was_read_or_changed_since_comes_back_from_its_folder() =>
        Gen.Select(Folder, Change).Sample((folder, change) =>
        {
            if (Read(folder) is not { } read)
            {
                return;
            }
            var skill = change(read);
            var back = SkillFolder.Read(SkillFolder.WriteStrictly(skill));
            Assert.Equal(skill.Name, back.Name);
            Assert.Equal(skill.Procedure.Document, back.Procedure.Document);
            Assert.Equal(skill.Procedure.Files, back.Procedure.Files);
            Assert.Equal(skill.Procedure.ContentHash(), back.Procedure.ContentHash());
            Assert.Equal(skill.Contents.Keys.Order(), back.Contents.Keys.Order());
            var text = SkillFolder.Read(SkillFolder.Write(skill), skill.Name.Value);
            Assert.Equal(skill.Name, text.Name);
            Assert.Equal(FieldsOf(skill, text), FieldsOf(text, text));
        }, iter: 3_000);

    [Fact]
    public void A_folder_is_written_as_it_was_read() =>
        Folder.Sample(folder =>
        {
            if (Read(folder) is { } read)
            {
                AssertSame([folder[0], .. folder.Skip(1).OrderBy(file => file.Path, StringComparer.Ordinal)], SkillFolder.Write(read));
            }
        }, iter: 3_000);

    [Fact]
    public void A_folder_is_written_to_the_letter_of_the_rules_where_that_is_asked_for() =>
        Folder.Sample(folder =>
        {
            if (Read(folder) is { } read)
            {
                var written = SkillFolder.WriteStrictly(read);
                AssertKeepsTheRules(written, read.Name);
                // What was written once is written so for ever.
                AssertSame(written, SkillFolder.WriteStrictly(SkillFolder.Read(written)));
            }
        }, iter: 3_000);

    [Theory]
    [InlineData("name: deploy-api\ndescription: Deploy it")]
    [InlineData(
        "name: deploy-api\ndescription: Deploy it\nlicense: MIT\ncompatibility: Linux\nallowed-tools:\n  - Bash(git:*)\n"
        + "metadata:\n  author: me\n  version: 1.0")]
    public void An_author_gets_back_every_byte(string front)
    {
        IReadOnlyList<FolderFile> folder =
        [
            new("SKILL.md", Encoding.UTF8.GetBytes($"\ufeff---\r\n{front}\r\n---\r\n# Anything\r\n\r\n* go \t\r\n\r\nOn.")),
            new("scripts/a.sh", new byte[] { 0, 1, 2 }),
        ];

        AssertSame(folder, SkillFolder.Write(SkillFolder.Read(folder)));
    }

    [Fact]
    public void Fields_that_the_rules_do_not_know_move_under_metadata_and_the_text_stays()
    {
        var read = SkillFolder.Read([
            Markdown(
                "---\nname: Deploy API\ndescription: Deploy it\nlicense: MIT\nversion: 1.0\nauthor: me\n---\n\nSome *words*.\n\n1. go\n"),
        ]);

        var written = SkillFolder.WriteStrictly(read);

        Assert.Equal("""
            ---
            name: deploy-api
            description: Deploy it
            license: MIT
            metadata:
              title: Deploy API
              original: references/original.md
              version: '1.0'
              author: me
            ---

            Some *words*.

            1. go

            """.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(written[0].Content.Span));
        Assert.Equal(read.Procedure.Document, Encoding.UTF8.GetString(Assert.Single(written.Skip(1)).Content.Span));
    }

    [Fact]
    public void A_text_that_somebody_changed_beside_its_original_is_kept_as_well_as_that()
    {
        var first = SkillFolder.Read([Markdown("---\nname: Deploy API\ndescription: Deploy it\n---\n1. go\n")]);
        var written = SkillFolder.WriteStrictly(first);
        IReadOnlyList<FolderFile> changed =
            [Markdown(Encoding.UTF8.GetString(written[0].Content.Span) + "\nAnd a word more.\n"), written[1]];

        var read = SkillFolder.Read(changed);

        Assert.EndsWith("And a word more.\n", read.Procedure.Document);
        Assert.Equal("references/original.md", Assert.Single(read.Procedure.Files).Path);
        AssertSame(changed, SkillFolder.WriteStrictly(read));
    }

    [Theory]
    [InlineData("references", "original.md")]
    [InlineData("References", "original.md")]
    [InlineData("references/original.md", "references/original-2.md")]
    [InlineData("REFERENCES/Original.md", "references/original-2.md")]
    [InlineData("references/original.md/x", "references/original-2.md")]
    [InlineData("references/original", "references/original.md")]
    public void The_original_takes_no_place_of_its_authors(string taken, string place)
    {
        var read = SkillFolder.Read([Markdown("---\nname: Deploy API\ndescription: Deploy it\n---\n1. go\n"), new(taken, new byte[1])]);

        var written = SkillFolder.WriteStrictly(read);

        Assert.Equal(read.Procedure.Document, Encoding.UTF8.GetString(written.Single(file => file.Path == place).Content.Span));
        Assert.Equal(read.Procedure.ContentHash(), SkillFolder.Read(written).Procedure.ContentHash());
    }

    [Fact]
    public void A_composite_keeps_its_references_by_name()
    {
        var ids = new Dictionary<SkillName, Guid>
        {
            [SkillName.Parse("build")] = Guid.CreateVersion7(),
            [SkillName.Parse("ship")] = Guid.CreateVersion7(),
        };
        var skill = new PackedSkill
        {
            Name = SkillName.Parse("release"),
            Procedure = new Procedure
            {
                Title = "release",
                Description = "Release it",
                Category = Procedure.Composite,
                Steps =
                [
                    Step.Heading("build"), Step.Parse("make {tag}"), Step.Parse("make check"), Step.Heading("ship"), Step.Parse("push\nit"),
                ],
            }.WithParametersOfSteps(),
            Components = [new(SkillName.Parse("build")) { Bindings = new Dictionary<string, string> { ["version"] = "{tag}: 'x'" } },
                new(SkillName.Parse("ship"))],
            OwnPostconditions = ["it is out"],
        };

        var read = SkillFolder.Read(SkillFolder.Write(skill));
        var restored = read.Unpacked(ids);

        Assert.Equal(skill.Procedure.ContentHash(), read.Procedure.ContentHash());
        Assert.Equal(ids.Values, restored.Components.Select(component => component.Skill));
        Assert.Equal("{tag}: 'x'", restored.Components[0].Bindings["version"]);
        Assert.Equal(["it is out"], restored.Postconditions);
        Assert.Equal(5, read.Unpacked(new Dictionary<SkillName, Guid>()).Steps.Count);
    }

    [Theory]
    [InlineData("../a", "has '.' or '..' as a part")]
    [InlineData("a/./b", "has '.' or '..' as a part")]
    [InlineData("/etc/passwd", "is absolute")]
    [InlineData("C:/a", "is absolute")]
    [InlineData("a//b", "has an empty part")]
    [InlineData("a/", "has an empty part")]
    [InlineData("a\\b", "holds a backslash")]
    [InlineData("a\nb", "holds a control character")]
    [InlineData("", "is empty")]
    [InlineData("A.txt", "occurs twice if case is ignored")]
    [InlineData("a.txt/b", "is both a file and the folder of")]
    [InlineData("skill.md", "more than one SKILL.md")]
    public void A_path_that_cannot_be_is_named(string path, string said) =>
        Assert.Contains(said, Assert.Throws<SkillException>(() => SkillFolder.Read([
            Markdown("---\nname: a\ndescription: b\n---\n1. go"), new("a.txt", new byte[1]), new(path, new byte[1])])).Message);

    [Fact]
    public void A_lower_case_name_is_read_and_bytes_that_are_no_text_are_not()
    {
        Assert.Equal("a", SkillFolder.Read([new("skill.md", Encoding.UTF8.GetBytes("---\nname: a\ndescription: b\n---\n1. go"))])
            .Name.Value);
        Assert.Contains("not UTF-8",
            Assert.Throws<SkillException>(() => SkillFolder.Read([new("SKILL.md", new byte[] { 0xff, 0xfe, 0, 0 })])).Message);
        Assert.Contains("has no SKILL.md", Assert.Throws<SkillException>(() => SkillFolder.Read([new("README.md", new byte[1])])).Message);
    }

    // A title that is only the name is the name under a number too.
    static string FieldsOf(PackedSkill skill, PackedSkill titled) =>
        (skill.Procedure with { Document = "", Files = [], Title = titled.Procedure.Title }).ContentHash();

    static FolderFile Markdown(string text) => new("SKILL.md", Encoding.UTF8.GetBytes(text));

    static PackedSkill With(PackedSkill skill, Func<Procedure, Procedure> change) =>
        skill with { Procedure = change(skill.Procedure).WithParametersOfSteps() };

    static PackedSkill? Read(IReadOnlyList<FolderFile> folder)
    {
        try
        {
            return SkillFolder.Read(folder, "the-folder");
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static void AssertSame(IReadOnlyList<FolderFile> expected, IReadOnlyList<FolderFile> actual)
    {
        Assert.Equal(expected.Select(file => file.Path), actual.Select(file => file.Path));
        Assert.All(expected.Zip(actual), pair =>
            Assert.Equal(Encoding.Latin1.GetString(pair.First.Content.Span), Encoding.Latin1.GetString(pair.Second.Content.Span)));
    }

    static void AssertKeepsTheRules(IReadOnlyList<FolderFile> folder, SkillName name)
    {
        var front = Encoding.UTF8.GetString(folder[0].Content.Span).TrimStart('\ufeff').ReplaceLineEndings("\n").Split("\n---\n")[0][4..];
        var fields = FrontMatter.Read(front, firstLine: 2);
        Assert.True(fields.FollowsSpecification, front);
        Assert.Equal(name.Value, fields.Name);
    }
}
