using System.IO.Compression;
using CsCheck;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    static readonly Actor Agent = new(Author.Agent, "tests 1.0");

    static readonly Gen<Memory.Deed> Deeds = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Bool).Select(
        (kind, one, other, proved) => new Memory.Deed(kind, one, other, proved));

    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task Skills_go_out_as_folders_and_come_in_as_they_were()
    {
        await skillmcp.AddDeployApiAsync();
        await skillmcp.RunWithAsync(CommandLine.DeployApi.Replace("deploy-api", "migrate-db").Replace("make", "alembic"), "add", "-");
        await skillmcp.BesideAsync(memory => memory.ComposeAsync(new ComposeRequest
        {
            Skills = [SkillName.Parse("migrate-db"), SkillName.Parse("deploy-api")],
            Name = "release",
            Description = "Release everything",
            Bindings = new Dictionary<SkillName, IReadOnlyDictionary<string, string>>
            {
                [SkillName.Parse("deploy-api")] = new Dictionary<string, string> { ["host"] = "{web_host}" },
            },
        }, Agent));

        Assert.Equal("3 skills are in out.\n", (await skillmcp.RunAsync("export", "--to", "out")).Output);
        Assert.Equal("3 stored, 0 refused.\n", (await skillmcp.RunAsync("import", "out", "--db", "second.db")).Output);

        var (first, second) = (
            await skillmcp.RunAsync("export", "--json"),
            await skillmcp.RunAsync("export", "--json", "--db", "second.db"));
        Assert.Equal(Procedures(first), Procedures(second));
        Assert.Contains("release: migrate-db, deploy-api {web_host}", Procedures(second).Select(text => text.Split('\n')[0]));
    }

    [Fact]
    public async Task A_folder_that_is_replaced_keeps_what_no_import_takes()
    {
        await skillmcp.AddDeployApiAsync();
        Directory.CreateDirectory(skillmcp.Folder["out/deploy-api/.git"]);
        File.WriteAllText(skillmcp.Folder["out/deploy-api/.git/HEAD"], "ref: refs/heads/main\n");
        File.WriteAllText(skillmcp.Folder["out/deploy-api/.DS_Store"], "");
        Directory.CreateDirectory(skillmcp.Folder["out/deploy-api/notes"]);
        File.WriteAllText(skillmcp.Folder["out/deploy-api/notes/mine.md"], "mine");

        Assert.Equal(0, (await skillmcp.RunAsync("export", "--to", "out", "--overwrite")).Code);

        Assert.Equal(["deploy-api"], Directory.GetFileSystemEntries(skillmcp.Folder["out"]).Select(Path.GetFileName));
        Assert.Equal("mine", File.ReadAllText(skillmcp.Folder["out/deploy-api/notes/mine.md"]));
        Assert.Equal(
            [".DS_Store", ".git", "SKILL.md", "notes"],
            Directory.GetFileSystemEntries(skillmcp.Folder["out/deploy-api"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("ref: refs/heads/main\n", File.ReadAllText(skillmcp.Folder["out/deploy-api/.git/HEAD"]));
    }

    [Fact]
    public async Task A_file_keeps_its_bytes_and_a_script_can_be_run()
    {
        var folder = Directory.CreateDirectory(skillmcp.Folder["in/tool/scripts"]).Parent!.FullName;
        byte[] binary = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2, 0xFF];
        await File.WriteAllTextAsync(Path.Combine(folder, "SKILL.md"), CommandLine.DeployApi.Replace("deploy-api", "tool"));
        await File.WriteAllTextAsync(Path.Combine(folder, "scripts", "run.sh"), "#!/bin/sh\necho run\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "scripts", "part.sh"), "#!/bin/sh\necho part\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "scripts", "tool.py"), "print(1)\n");
        await File.WriteAllTextAsync(Path.Combine(folder, ".hidden"), "");
        MakeExecutable(Path.Combine(folder, "scripts", "run.sh"));
        MakeExecutable(Path.Combine(folder, "scripts", "tool.py"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "data.png"), binary);
        Assert.Equal(0, (await skillmcp.RunAsync("import", "in")).Code);

        Assert.Equal(0, (await skillmcp.RunAsync("export", "tool", "--to", "out")).Code);
        Assert.Equal("1 skill is in out.zip.\n", (await skillmcp.RunAsync("export", "tool", "--zip", "out.zip")).Output);

        Assert.Equal(binary, await File.ReadAllBytesAsync(skillmcp.Folder["out/tool/data.png"]));
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(folder, "SKILL.md")),
            await File.ReadAllTextAsync(skillmcp.Folder["out/tool/SKILL.md"]));
        Assert.Empty(await File.ReadAllBytesAsync(skillmcp.Folder["out/tool/.hidden"]));
        Assert.True(IsExecutable("out/tool/scripts/run.sh"));
        Assert.True(IsExecutable("out/tool/scripts/tool.py"));
        Assert.True(OperatingSystem.IsWindows() || !IsExecutable("out/tool/scripts/part.sh"));
        await ZipFile.ExtractToDirectoryAsync(skillmcp.Folder["out.zip"], skillmcp.Folder["unzipped"]);
        Assert.True(IsExecutable("unzipped/tool/scripts/run.sh"));
        Assert.True(OperatingSystem.IsWindows() || !IsExecutable("unzipped/tool/scripts/part.sh"));
        Assert.Equal("1 stored, 0 refused.\n", (await skillmcp.RunAsync("import", "out.zip", "--db", "second.db")).Output);
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_over_unless_somebody_says_so()
    {
        await skillmcp.AddDeployApiAsync();
        Directory.CreateDirectory(skillmcp.Folder["out/deploy-api"]);
        await File.WriteAllTextAsync(skillmcp.Folder["out/mine.txt"], "mine");
        await File.WriteAllTextAsync(skillmcp.Folder["out/deploy-api/old.txt"], "old");

        var refused = await skillmcp.RunAsync("export", "--to", "out");

        Assert.Equal(1, refused.Code);
        Assert.Contains("out is not empty", refused.Error);
        Assert.Equal(0, (await skillmcp.RunAsync("export", "--to", "out", "--overwrite")).Code);
        Assert.Equal(["deploy-api", "mine.txt"], Directory.GetFileSystemEntries(skillmcp.Folder["out"]).Select(Path.GetFileName).Order());
        Assert.Equal(
            ["SKILL.md", "old.txt"],
            Directory.GetFiles(skillmcp.Folder["out/deploy-api"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Say where to", "export")]
    [InlineData("Choose one", "export", "--to", "a", "--zip", "b")]
    [InlineData("--all goes with --json", "export", "--all", "--to", "a")]
    [InlineData("No skill is called 'nobody'", "export", "nobody", "--to", "a")]
    public async Task A_mistake_says_what_would_have_been_right(string expected, params string[] typed)
    {
        await skillmcp.AddDeployApiAsync();
        var ran = await skillmcp.RunAsync(typed);
        Assert.Equal(1, ran.Code);
        Assert.Contains(expected, ran.Error);
        Assert.Empty(Directory.GetDirectories(skillmcp.Folder.Path));
    }

    [Fact]
    public async Task A_quarantined_skill_goes_out_in_lines_alone_and_comes_in_quarantined()
    {
        await skillmcp.StoreAsync(Sample.Skill(Sample.Procedure("held")) with { Lifecycle = Lifecycle.Quarantined(Lifecycle.Unapproved) });
        await skillmcp.StoreAsync(Sample.Skill(Sample.Procedure("old")) with { Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) });

        Assert.Contains("is quarantined", (await skillmcp.RunAsync("export", "held", "--to", "out")).Error);
        Assert.Equal("", (await skillmcp.RunAsync("export", "--json")).Output);
        var lines = (await skillmcp.RunAsync("export", "--json", "--all")).Output;
        Assert.Equal(
            "1 stored, 1 quarantined, 0 refused.",
            (await skillmcp.RunWithAsync(lines, "import", "-", "--db", "second.db")).Output.Split('\n')[1]);
        Assert.Equal(lines, (await skillmcp.RunAsync("export", "--json", "--all", "--db", "second.db")).Output);
    }

    /// <summary>The identity: whatever was done to a memory, its lines make the same memory elsewhere, to the last field.</summary>
    [Fact]
    public Task A_memory_is_the_same_behind_its_lines() => Deeds.List[1, 36].SampleAsync(async deeds =>
    {
        using var commands = new CommandLine();
        await commands.BesideAsync(async memory =>
        {
            foreach (var deed in deeds)
            {
                await Memory.DoAsync(memory, deed);
            }
            return true;
        });

        var lines = (await commands.RunAsync("export", "--json", "--all")).Output;
        var imported = await commands.RunWithAsync(lines, "import", "-", "--db", "second.db");

        Assert.Equal(0, imported.Code);
        Assert.Equal(lines, (await commands.RunAsync("export", "--json", "--all", "--db", "second.db")).Output);
        Assert.DoesNotContain("stored:", (await commands.RunWithAsync(lines, "import", "-", "--db", "second.db")).Output);
    }, iter: 5, threads: 1);

    /// <summary>The same for folders: names, every field of what a skill says, and what composites join.</summary>
    [Fact]
    public Task A_memory_says_the_same_behind_its_folders() => Deeds.Where(deed => deed.Kind != 6).List[1, 24].SampleAsync(async deeds =>
    {
        using var commands = new CommandLine();
        await commands.BesideAsync(async memory =>
        {
            foreach (var deed in deeds)
            {
                await Memory.DoAsync(memory, deed);
            }
            return true;
        });

        Assert.Equal(0, (await commands.RunAsync("export", "--to", "out")).Code);
        Assert.Equal(0, (await commands.RunAsync("import", "out", "--db", "second.db")).Code);
        Assert.Equal(
            Procedures(await commands.RunAsync("export", "--json")),
            Procedures(await commands.RunAsync("export", "--json", "--db", "second.db")));
        Assert.StartsWith("0 stored", (await commands.RunAsync("import", "out", "--db", "second.db")).Output.Split('\n')[^2]);
    }, iter: 4, threads: 1);

    /// <summary>What each exported line says, with names in place of ids.</summary>
    static List<string> Procedures(Ran ran) =>
    [
        .. ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Procedure(System.Text.Json.JsonElement.Parse(line))),
    ];

    static string Procedure(System.Text.Json.JsonElement line)
    {
        var procedure = SkillJsonReader.Read(line, Sample.Noon).Portable.Skill.Procedure;
        var parts = line.GetProperty("components").EnumerateArray().Select(part =>
        {
            var bindings = part.GetProperty("bindings").EnumerateObject().Select(bound => bound.Value);
            return $"{part.GetProperty("skill")} {string.Join(' ', bindings)}".Trim();
        });
        return $"{line.GetProperty("name")}: {string.Join(", ", parts)}\n{(procedure with { Components = [] }).ContentHash()}";
    }

    static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }
    }

    bool IsExecutable(string path) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(skillmcp.Folder[path]).HasFlag(UnixFileMode.UserExecute);

    /// <summary>Things that happen to a memory.</summary>
    static class Memory
    {
        static readonly string[] Names =
            ["deploy the shop", "back up the database", "renew certificates", "rotate logs", "train a model", "file an expense"];

        public static async Task DoAsync(SkillMemory memory, Deed deed)
        {
            var (skills, steps) = (await memory.ListAsync(new SkillFilter { Status = Status.Active }), Steps(deed));
            var any = skills.Count == 0 ? null : skills[deed.Other % skills.Count];
            try
            {
                Task done = (deed.Kind, any) switch
                {
                    ( <= 1, _) or (_, null) => memory.AddAsync(new Procedure
                    {
                        Title = Names[deed.One],
                        Description = $"How to {Names[deed.One]}",
                        Tags = ["tag", "naïve 日本"],
                        Preconditions = [$"os is ready {deed.Other}"],
                        Steps = steps,
                    }.WithParametersOfSteps(), new ExecutionCounts(deed.Other, 1, 0), new Actor(Author.Person)),
                    (2, _) => memory.LearnAsync(new LearnRequest
                    {
                        Trajectory = new Trajectory
                        {
                            Task = Names[deed.One],
                            Name = Names[deed.One],
                            Steps = steps,
                            Success = true,
                            Category = "deployment",
                        },
                    }, Agent),
                    ( <= 4, _) => memory.RefineAsync(new RefineRequest
                    {
                        Skill = any!.Name,
                        Steps = steps,
                        Success = true,
                        Reason = "better",
                        AcceptLoss = true,
                        Evidence = Evidence(deed),
                    }, Agent),
                    (5, _) => memory.RecordAsync(new Report
                    {
                        Skill = any!.Name,
                        Outcome = deed.Proved ? Outcome.Success : Outcome.Failure,
                        Evidence = Evidence(deed),
                        FailedStep = deed.Proved ? 0 : 1,
                        Notes = deed.Proved ? "" : $"The token {deed.One} had expired: log in again.",
                    }),
                    (6, _) => memory.CurateAsync(new CurateRequest
                    {
                        Skill = any!.Name,
                        Action = deed.Proved ? CurateAction.Archive : CurateAction.Pin,
                        Reason = "not needed",
                    }, new Actor(Author.Agent)),
                    (7, _) => memory.CurateAsync(
                        new CurateRequest { Skill = any!.Name, Action = CurateAction.Rollback }, new Actor(Author.Agent)),
                    _ => memory.ComposeAsync(new ComposeRequest
                    {
                        Skills = [.. skills.Take(3).Select(skill => skill.Name)],
                        Name = $"all of {deed.One}",
                        Description = "Everything",
                    }, Agent),
                };
                await done;
            }
            catch (SkillException)
            {
            }
            await memory.FlushAsync();
        }

        static IReadOnlyList<Step> Steps(Deed deed) => Sample.Steps(
            $"prepare {{host}} for {Names[deed.One]}",
            $"run step {deed.Other} \"quoted\" <b>\n\tand more",
            "check that it worked");

        static Evidence? Evidence(Deed deed) =>
            deed.Proved ? new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0", Check = "make test" } : null;

        public sealed record Deed(int Kind, int One, int Other, bool Proved);
    }
}
