using System.Text.Json.Nodes;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Memory;

public sealed class FolderTests
{
    [Fact]
    public async Task No_outcome_changes_a_file_of_a_small_skill()
    {
        await using var memory = await OpenMemory.NewAsync();
        var skill = await memory.AddAsync(
            "deploy-api", "Deploy the API", "make build", "make ship HOST={host}", "curl -f https://{host}/health");
        var before = await FolderAsync(memory, "deploy-api");

        await memory.RecordAsync(skill, Outcome.Success);
        await memory.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Failure, Notes = "The registry was down.", FailedStep = 2 }, times: 3);
        await memory.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Partial }, OpenMemory.Person);
        await memory.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Success }, OpenMemory.Person);
        await memory.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy the API to a host" });
        await memory.Memory.FlushAsync();

        Assert.NotEmpty((await memory.Memory.GetAsync(skill.Name)).Pitfalls);
        Assert.Equal(["SKILL.md"], before.Files.Select(file => file.Path));
        Assert.Equal(before.Files, (await FolderAsync(memory, "deploy-api")).Files);
    }

    [Fact]
    public async Task A_large_skill_keeps_its_SKILL_md_and_what_is_learned_of_it_stands_beside()
    {
        await using var memory = await OpenMemory.NewAsync();
        var skill = await memory.AddAsync(Large("migrate-everything"));
        var before = await FolderAsync(memory, skill.Name.Value);

        await memory.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Failure, Notes = "The disk was full.", FailedStep = 2 }, times: 2);

        var after = await FolderAsync(memory, skill.Name.Value);
        Assert.Equal(["SKILL.md", "references/alternatives.md", "references/pitfalls.md"], before.Files.Select(file => file.Path));
        Assert.Equal(before.Files[0], after.Files[0]);
        Assert.Contains("(references/pitfalls.md)", after.Files[0].Text);
        Assert.Equal("# What went wrong before\n\nNothing is known so far.\n", before.Files[2].Text);
        Assert.Contains("## Step 2: copy", after.Files[2].Text);
        Assert.Contains("The disk was full.", after.Files[2].Text);
    }

    [Fact]
    public async Task The_order_in_which_pitfalls_were_met_and_how_often_is_not_told()
    {
        await using var one = await OpenMemory.NewAsync();
        await using var other = await OpenMemory.NewAsync();
        var skill = await one.AddAsync(Large("migrate-everything"));
        await other.AddAsync(Large("migrate-everything"));
        var full = new Report { Skill = skill.Name, Outcome = Outcome.Failure, Notes = "The disk was full.", FailedStep = 2 };
        var slow = full with { Notes = "Nobody waited for the replica." };

        await one.RecordAsync(full, times: 3);
        await one.RecordAsync(slow);
        await other.RecordAsync(slow);
        await other.RecordAsync(full);

        Assert.Equal((await FolderAsync(one, skill.Name.Value)).Files, (await FolderAsync(other, skill.Name.Value)).Files);
    }

    [Fact]
    public async Task Other_ways_of_a_large_skill_stand_beside_it()
    {
        await using var memory = await OpenMemory.NewAsync();
        var skill = await memory.AddAsync(Large("migrate-everything"));
        var version = new SkillVersion
        {
            Number = 2,
            Procedure = Sample.Procedure("migrate-everything", "press the button"),
            IsAlternative = true,
            Provenance = Provenance.Of(OpenMemory.Person),
            CreatedAt = Sample.Noon,
        };

        Assert.Equal(ApplyResult.Applied, await memory.Store.ChangeAsync(Project.Everybody, skill, version, CancellationToken.None));

        var folder = await FolderAsync(memory, skill.Name.Value);
        Assert.Contains("## Way 1\n\n1. press the button\n", folder.Files.Single(file => file.Path == "references/alternatives.md").Text);
    }

    [Fact]
    public async Task A_small_composite_is_one_file_that_says_its_phases()
    {
        await using var memory = await OpenMemory.NewAsync();
        await memory.AddAsync("build-image", "Build the image", "docker build -t {tag} .");
        await memory.AddAsync("ship-image", "Ship the image", "docker push {tag}");
        await ComposeAsync(memory, "release", "build-image", "ship-image");

        var folder = await FolderAsync(memory, "release");

        Assert.Contains(
            "--- Phase: build-image ---\n\n1. docker build -t {tag} .\n\n--- Phase: ship-image ---\n\n2. docker push {tag}\n",
            Assert.Single(folder.Files).Text);
    }

    [Fact]
    public async Task A_large_composite_has_its_components_as_skills_within_it()
    {
        await using var memory = await OpenMemory.NewAsync();
        await memory.AddAsync("build-image", "Build the image", "docker build -t {tag} .");
        await memory.AddAsync(Large("migrate-everything"));
        await ComposeAsync(memory, "inner", "build-image", "migrate-everything");
        await memory.AddAsync("tell-everybody", "Tell everybody", "post {message}");
        await memory.Memory.ComposeAsync(new ComposeRequest
        {
            Skills = [SkillName.Parse("inner"), SkillName.Parse("tell-everybody"), SkillName.Parse("tell-everybody")],
            Name = "outer",
            Description = "All of it",
            Bindings = new Dictionary<SkillName, IReadOnlyDictionary<string, string>>
            {
                [SkillName.Parse("tell-everybody")] = new Dictionary<string, string> { ["message"] = "{tag} is live" },
            },
        }, OpenMemory.Person);

        var folder = await FolderAsync(memory, "outer");

        Assert.Equal(
        [
            "SKILL.md",
            "references/alternatives.md",
            "references/inner/SKILL.md",
            "references/inner/references/alternatives.md",
            "references/inner/references/build-image/SKILL.md",
            "references/inner/references/migrate-everything/SKILL.md",
            "references/inner/references/migrate-everything/references/alternatives.md",
            "references/inner/references/migrate-everything/references/pitfalls.md",
            "references/inner/references/pitfalls.md",
            "references/pitfalls.md",
            "references/tell-everybody/SKILL.md",
        ], folder.Files.Select(file => file.Path));
        Assert.Contains(
            "1. Follow [inner](references/inner/SKILL.md): All of inner\n"
            + "2. Follow [tell-everybody](references/tell-everybody/SKILL.md): Tell everybody\n   - `message`: {tag} is live\n3. Follow",
            folder.Files[0].Text);
        Assert.Equal(
            (await FolderAsync(memory, "build-image")).Files[0].Digest,
            folder.Files.Single(file => file.Path == "references/inner/references/build-image/SKILL.md").Digest);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_component_that_is_archived_is_not_handed_out_as_a_part_and_the_composite_says_so(bool large)
    {
        await using var memory = await OpenMemory.NewAsync();
        await memory.AddAsync(large ? Large("migrate-everything") : Sample.Procedure("migrate-everything", "copy the rows"));
        await memory.AddAsync("ship-image", "Ship the image", "docker push secret-place");
        await ComposeAsync(memory, "release", "migrate-everything", "ship-image");

        await memory.Memory.CurateAsync(
            new CurateRequest { Skill = SkillName.Parse("ship-image"), Action = CurateAction.Archive, Reason = "old" }, OpenMemory.Person);

        var folder = await FolderAsync(memory, "release");
        Assert.Equal(large, folder.Files.Count > 1);
        Assert.All(folder.Files, file => Assert.DoesNotContain("secret-place", file.Text));
        Assert.Contains("## What is missing\n\n- The phase ship-image: it is archived.\n", folder.Files[0].Text);
    }

    [Theory]
    [InlineData(Status.Archived)]
    [InlineData(Status.Quarantined)]
    public async Task A_component_that_is_not_active_goes_out_neither_as_a_part_nor_in_the_text_of_the_composites_author(Status status)
    {
        await using var memory = await OpenMemory.NewAsync();
        var (build, ship) = (
            Sample.Skill(Sample.Procedure("build-image", "docker build .")),
            Sample.Skill(Sample.Procedure("ship-image", "docker push secret-place")));
        var release = Sample.Skill(Sample.CompositeOf("release", build, ship) with
        {
            Document = "---\nname: release\ndescription: All of release\n---\n\n"
                + "First `docker build .`, then `docker push secret-place`.\n\n1. docker build .\n2. docker push secret-place\n",
        });
        var outOfUse = status == Status.Archived
            ? Lifecycle.Archived(Lifecycle.Outdated)
            : Lifecycle.Quarantined("doubtful: nobody approved it");
        foreach (var skill in new[] { build, ship with { Lifecycle = outOfUse }, release })
        {
            await memory.Store.AddAsync(Project.Everybody, skill, "added", null, CancellationToken.None);
        }

        var served = await FolderAsync(memory, "release");
        var exported = SkillFolder.Write(await memory.Memory.PackAsync(await memory.Memory.GetAsync(release.Name)));

        Assert.Contains(
            $"## What is missing\n\n- The phase ship-image: it is {EnumName.Of(status)}.\n\n"
            + "## Steps\n\n--- Phase: build-image ---\n\n1. docker build .\n",
            Assert.Single(served.Files).Text);
        Assert.DoesNotContain("secret-place", served.Files[0].Text);
        Assert.Equal(served.Files[0].Text, System.Text.Encoding.UTF8.GetString(Assert.Single(exported).Content.Span));
    }

    [Fact]
    public async Task The_mark_of_a_file_changes_when_its_text_changes_and_no_sooner()
    {
        await using var memory = await OpenMemory.NewAsync();
        var large = await memory.AddAsync(Large("migrate-everything"));
        var ship = await memory.AddAsync("ship-image", "Ship the image", "docker push {tag}");
        await ComposeAsync(memory, "release", "migrate-everything", "ship-image");
        string[] files =
        [
            "SKILL.md",
            "references/pitfalls.md",
            "references/ship-image/SKILL.md",
            "references/migrate-everything/references/pitfalls.md",
            "no-such-file",
        ];
        async Task<List<string>> ChangedAsync(Func<Task> change)
        {
            var before = await MarksAsync();
            await change();
            return [.. files.Zip(before, await MarksAsync()).Where(mark => mark.Second != mark.Third).Select(mark => mark.First)];
        }
        async Task<List<string>> MarksAsync()
        {
            var marks = new List<string>();
            foreach (var file in files)
            {
                marks.Add(await memory.Memory.FileFingerprintAsync(SkillName.Parse("release"), file));
            }
            return marks;
        }
        var full = new Report { Skill = large.Name, Outcome = Outcome.Failure, Notes = "The disk was full.", FailedStep = 2 };

        Assert.Equal(["references/migrate-everything/references/pitfalls.md"], await ChangedAsync(() => memory.RecordAsync(full)));
        Assert.Equal([], await ChangedAsync(() => memory.RecordAsync(full)));

        var described = ship.Procedure with { Description = "Ship it at last" };
        Assert.Equal(
            ["SKILL.md", "references/ship-image/SKILL.md"],
            await ChangedAsync(() => memory.Memory.EditAsync(ship, described, "edited", OpenMemory.Person)));

        var archive = new CurateRequest { Skill = ship.Name, Action = CurateAction.Archive, Reason = "old" };
        Assert.Equal(
            ["SKILL.md", "references/ship-image/SKILL.md"],
            await ChangedAsync(() => memory.Memory.CurateAsync(archive, OpenMemory.Person)));
    }

    [Fact]
    public async Task A_component_that_is_gone_is_said_to_be()
    {
        await using var memory = await OpenMemory.NewAsync();
        await memory.AddAsync("build-image", "Build the image", "docker build .");
        var lost = await memory.AddAsync("ship-image", "Ship the image", "docker push");
        await ComposeAsync(memory, "release", "build-image", "ship-image");

        await memory.Store.PurgeAsync(Project.Everybody, lost, CancellationToken.None);

        Assert.Contains("- A phase: its skill is gone.\n", (await FolderAsync(memory, "release")).Files[0].Text);
    }

    [Fact]
    public async Task A_composite_that_a_hand_in_the_file_made_part_of_itself_is_served_without_that_part()
    {
        await using var memory = await OpenMemory.NewAsync();
        var part = await memory.AddAsync(Large("migrate-everything"));
        var inner = Sample.Skill(Sample.CompositeOf("inner", part));
        var outer = Sample.Skill(Sample.CompositeOf("outer", inner, part));
        var looped = Sample.CompositeOf("inner", outer, part);
        await memory.Store.AddAsync(Project.Everybody, outer, "added", null, CancellationToken.None);
        await memory.Store.AddAsync(Project.Everybody, inner with { Procedure = looped }, "added", null, CancellationToken.None);

        var folder = await FolderAsync(memory, "outer");

        Assert.Contains("references/inner/SKILL.md", folder.Files.Select(file => file.Path));
        Assert.DoesNotContain(folder.Files, file => file.Path.Contains("outer"));
        Assert.Contains("The phase outer: it is a phase of itself.", folder.Files[0].Text);
    }

    [Fact]
    public async Task An_authors_document_and_files_are_served_as_they_are()
    {
        await using var memory = await OpenMemory.NewAsync();
        var markdown =
            "---\nname: extract-text\ndescription: Takes the text out of a PDF\nlicense: MIT\nmetadata:\n  rev: 3\n  beta: true\n---\n\n"
            + "Read on.\n\n1. Run `scripts/extract.py`.\n";

        await AddAsync(memory, markdown, ("scripts/extract.py", "print('hi')\n"u8.ToArray()), ("assets/a b ü.bin", [0, 255, 1]));

        var folder = await FolderAsync(memory, "extract-text");
        Assert.Equal(markdown, folder.Files[0].Text);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                """{"name":"extract-text","description":"Takes the text out of a PDF","license":"MIT","metadata":{"rev":3,"beta":true}}"""),
            folder.FrontMatter));
        Assert.Equal(["SKILL.md", "assets/a b ü.bin", "scripts/extract.py"], folder.Files.Select(file => file.Path));
        Assert.Equal([0, 255, 1], (await memory.Memory.ContentAsync(folder.Files[1]))!.Value.ToArray());
    }

    [Fact]
    public async Task A_document_under_another_name_is_served_under_that_and_stands_beside_it_as_it_was()
    {
        await using var memory = await OpenMemory.NewAsync();
        await memory.AddAsync("extract-text", "Something else", "go");
        var document = "---\nname: 'extract-text' # mine\ndescription: d\nlicense: MIT\n---\n\nRead on.\n\n1. go\n";

        var skill = await AddAsync(memory, document);

        var folder = await FolderAsync(memory, skill.Name.Value);
        Assert.Equal(["SKILL.md", "references/original.md"], folder.Files.Select(file => file.Path));
        Assert.Equal("extract-text-2", folder.FrontMatter["name"]!.GetValue<string>());
        Assert.Equal("MIT", folder.FrontMatter["license"]!.GetValue<string>());
        Assert.EndsWith("\n\nRead on.\n\n1. go\n", folder.Files[0].Text);
        Assert.Equal(document, folder.Files[1].Text);
    }

    [Theory]
    [InlineData("---\nname: extract-text\ndescription: \"hid\\u200bden\"\n---\n1. go\n")]
    [InlineData("---\nname: extract-text\ndescription: hidden\n[a]: b\n---\n1. go\n")]
    public async Task A_document_that_cannot_be_an_Agent_Skill_is_served_under_other_front_matter(string document)
    {
        await using var memory = await OpenMemory.NewAsync();

        await AddAsync(memory, document);

        var folder = await FolderAsync(memory, "extract-text");
        Assert.Equal("hidden", folder.FrontMatter["description"]!.GetValue<string>());
        Assert.DoesNotContain("200b", folder.Files[0].Text, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("1. go\n", folder.Files[0].Text);
    }

    [Fact]
    public async Task What_is_hidden_is_in_no_file_and_not_spelled_out_in_front_matter_either()
    {
        await using var memory = await OpenMemory.NewAsync();
        var hidden = Sample.Skill(
            Sample.Procedure("deploy", "make\u202e it") with { Description = "De\u200bploy\u0007 it", Tags = ["a\U000E0041", "\u200b"] });
        await memory.Store.AddAsync(Project.Everybody, hidden, "added", null, CancellationToken.None);

        var folder = await FolderAsync(memory, "deploy");

        Assert.Equal(
            "---\nname: deploy\ndescription: Deploy it\nmetadata:\n  tags: a\n---\n\n# deploy\n\n## Steps\n\n1. make it\n",
            folder.Files[0].Text);
    }

    [Fact]
    public void No_folder_is_larger_than_every_client_takes()
    {
        var files = Enumerable.Range(0, 600)
            .Select(number => new SkillFile($"data/{number:000}.bin", new string('a', 64), 10))
            .Append(new SkillFile("a/large.bin", new string('b', 64), 17 << 20));

        var folder = new ServedFolderBuilder(Sample.Packed("big", Sample.Procedure("big") with { Files = [.. files] })).Whole();

        Assert.Equal(ServedFolder.MaxFiles, folder.Files.Count);
        Assert.Equal(90, folder.OmittedPaths.Count);
        Assert.Contains("a/large.bin", folder.OmittedPaths);
    }

    [Fact]
    public void A_component_that_there_is_no_room_for_is_named_where_it_stands_by_itself()
    {
        var large = new SkillFile("a.bin", new string('a', 64), 14 << 20);
        var part = new ServedFolderBuilder(Sample.Packed("part", Sample.Procedure("part") with { Files = [large] })).Whole();
        var other = new ServedFolderBuilder(Sample.Packed("other", Sample.Procedure("other") with { Files = [large] })).Whole();
        FolderPhase Phase(ServedFolder folder) => new(Guid.NewGuid(), "d", new Dictionary<string, string>(), folder);

        var folder = new ServedFolderBuilder(Sample.Packed("both", Sample.CompositeOf("both", Sample.Skill(Sample.Procedure("part")))))
            .Split(new FolderParts { Pitfalls = [], Alternatives = [], Phases = [Phase(part), Phase(other)] });

        Assert.Contains("references/part/a.bin", folder.Files.Select(file => file.Path));
        Assert.Contains("2. Follow [other](skill://other/SKILL.md)", folder.Files[0].Text);
        Assert.True(folder.Files.Sum(file => file.Size) <= ServedFolder.MaxTotalBytes);
        Assert.Empty(folder.OmittedPaths);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../b")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("")]
    [InlineData("SKILL.md")]
    [InlineData("SKILL.md/a")]
    [InlineData("a\\b")]
    [InlineData("a\u202eb")]
    [InlineData("kept")]
    [InlineData("kept/a")]
    public void A_file_that_cannot_stand_in_a_folder_is_left_out(string path)
    {
        var folder = new ServedFolderBuilder(Sample.Packed("odd", Sample.Procedure("odd") with
        {
            Files = [new SkillFile("kept", new string('a', 64), 1), new SkillFile(path, new string('b', 64), 1)],
        })).Whole();

        Assert.Equal(["SKILL.md", "kept"], folder.Files.Select(file => file.Path));
        Assert.Equal([path], folder.OmittedPaths);
    }

    [Fact]
    public void What_is_made_beside_a_skill_takes_no_place_of_its_authors()
    {
        var written = Large("big") with
        {
            Files =
            [
                new SkillFile("references/pitfalls.md", new string('a', 64), 1),
                new SkillFile("references/part/notes.md", new string('a', 64), 1),
            ],
        };
        var part = new ServedFolderBuilder(Sample.Packed("part", Sample.Procedure("part"))).Whole();

        var folder = new ServedFolderBuilder(Sample.Packed("big", written)).Split(new FolderParts
        {
            Pitfalls = [],
            Alternatives = [],
            Phases =
            [
                new FolderPhase(Guid.NewGuid(), "d", new Dictionary<string, string>(), part),
                new FolderPhase(Guid.NewGuid(), "d", new Dictionary<string, string>(), part),
            ],
        });

        Assert.Equal([
            "SKILL.md",
            "references/2/part/SKILL.md",
            "references/3/part/SKILL.md",
            "references/alternatives.md",
            "references/part/notes.md",
            "references/pitfalls-2.md",
            "references/pitfalls.md",
        ], folder.Files.Select(file => file.Path));
        Assert.Empty(folder.OmittedPaths);
    }

    static Procedure Large(string title) =>
        Sample.Procedure(title, [.. Enumerable.Range(1, 60).Select(number => $"copy part {number} {new string('x', 400)}")]);

    static Task<Composed> ComposeAsync(OpenMemory memory, string name, params string[] parts) =>
        memory.Memory.ComposeAsync(
            new ComposeRequest { Skills = [.. parts.Select(SkillName.Parse)], Name = name, Description = $"All of {name}" },
            OpenMemory.Person);

    static async Task<Skill> AddAsync(OpenMemory memory, string document, params (string Path, byte[] Content)[] files)
    {
        await memory.Store.KeepAsync(
            Project.Everybody, [.. files.Select(file => (ReadOnlyMemory<byte>)file.Content)], CancellationToken.None);
        return await memory.AddAsync(SkillMarkdown.Read(document) with
        {
            Document = document,
            Files = [.. files.Select(file => SkillFile.Of(file.Path, file.Content))],
        });
    }

    static async Task<ServedFolder> FolderAsync(OpenMemory memory, string name)
    {
        var folder = await memory.Memory.FolderAsync(await memory.Memory.GetAsync(SkillName.Parse(name)));
        Assert.All(folder.Files, file => Assert.True(file.Text is null || file == ServedFile.Of(file.Path, file.Text)));
        return folder;
    }
}
