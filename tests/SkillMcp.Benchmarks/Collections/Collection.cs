using System.Diagnostics;
using SkillMcp.Admissions;
using SkillMcp.Packaging;
using SkillMcp.Safety;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Collections;

/// <summary>A folder of skills that was imported into a new memory and exported from it.</summary>
/// <param name="Skills">What became of each thing that was found.</param>
/// <param name="Markdowns">How many SKILL.md are in the folder.</param>
/// <param name="Unread">Those that nothing was said of.</param>
/// <param name="Cpu">The processor time of the import.</param>
/// <param name="Peak">The most memory that was used until then.</param>
sealed record Collection(
    IReadOnlyList<CollectionSkill> Skills, int Markdowns, IReadOnlyList<string> Unread, TimeSpan Cpu, long Peak)
{
    static readonly Actor Person = new(Author.Person, "benchmark");

    public static async Task<Collection> ImportAsync(string root, CancellationToken cancel)
    {
        using var scratch = new Speed.Scratch();
        await using var database = await SkillDatabase.OpenAsync(scratch["skills.db"], OpenMode.Create, cancel);
        var memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
        var before = Environment.CpuUsage.TotalTime;
        var read = await ReadAsync(memory, root, cancel);
        var took = Environment.CpuUsage.TotalTime - before;
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64;
        var skills = new List<CollectionSkill>();
        foreach (var one in read)
        {
            skills.Add(one.Stored is null ? one.Skill : one.Skill with { Changes = await ChangesAsync(memory, one, cancel) });
        }
        return WithMarkdowns(root, skills, took, peak);
    }

    static Collection WithMarkdowns(string root, List<CollectionSkill> skills, TimeSpan took, long peak)
    {
        // What links lead to is read in its own place.
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var markdowns = new DirectoryInfo(root).EnumerateFiles("*", all)
            .Where(file => file.Name.Equals(SkillFile.Markdown, StringComparison.OrdinalIgnoreCase))
            .Select(file => file.DirectoryName!)
            .Where(folder => !Path.GetRelativePath(root, folder).Split(Path.DirectorySeparatorChar).Any(SkillSource.IsIgnored))
            .ToList();
        var said = skills.Select(skill => Path.GetFullPath(skill.Place)).ToHashSet(StringComparer.Ordinal);
        return new Collection(skills, markdowns.Count, [.. markdowns.Where(folder => !said.Contains(folder))], took, peak);
    }

    static async Task<List<ReadSkill>> ReadAsync(SkillMemory memory, string root, CancellationToken cancel)
    {
        var batch = new ImportBatch();
        var read = new List<ReadSkill>();
        foreach (var found in SkillSource.Read(root))
        {
            read.Add(found switch
            {
                FolderItem folder => await ReadAsync(memory, batch, folder, cancel),
                RefusedItem refused => new ReadSkill(new CollectionSkill(found.Place, CollectionSkill.Refused, refused.Reason)),
                SkippedItem skipped => new ReadSkill(new CollectionSkill(found.Place, CollectionSkill.Skipped, skipped.Reason)),
                _ => new ReadSkill(new CollectionSkill(found.Place, CollectionSkill.Skipped, "JSON")),
            });
        }
        return read;
    }

    static async Task<ReadSkill> ReadAsync(SkillMemory memory, ImportBatch batch, FolderItem folder, CancellationToken cancel)
    {
        try
        {
            var packed = SkillFolder.Read(folder.Files, folder.Name);
            var portable = PortableSkill.Written(packed.Procedure, DateTimeOffset.UtcNow);
            var named = portable with
            {
                Skill = portable.Skill with { Name = packed.Name },
                Contents = packed.Contents,
                Group = folder.Group,
                IsAloneAtPlace = true,
            };
            var imported = await memory.ImportAsync(named, Path.GetFullPath(folder.Origin), batch, Person, overridesScreen: false, cancel);
            string[] ofText = [packed.TextRemark, packed.FrontMatterRemark, packed.ShorteningRemark, packed.StepsRemark];
            string[] remarks = [folder.Remark, .. ofText, imported.Remark];
            var skill = new CollectionSkill(folder.Place, imported.Result.ToString().ToLowerInvariant(), imported.Skill.Lifecycle.Reason)
            {
                Rules = RulesOf(imported.Doubts.SelectMany(screening => screening.Findings)),
                Remarks = [.. remarks.Where(remark => remark.Length > 0)],
                Steps = [.. packed.Procedure.Steps.Select(step => step.Text)],
                AreStepsGuessed = packed.AreStepsGuessed,
            };
            return new ReadSkill(skill)
            {
                Stored = imported.Skill,
                Digests = folder.Files.ToDictionary(file => file.Path, file => SkillFile.DigestOf(file.Content.Span)),
            };
        }
        catch (SkillException refused)
        {
            var findings = (refused.InnerException as ScreenRefusal)?.Screening.Findings ?? [];
            return new ReadSkill(new CollectionSkill(folder.Place, CollectionSkill.Refused, refused.Message) { Rules = RulesOf(findings) });
        }
    }

    static IReadOnlyList<string> RulesOf(IEnumerable<ScreeningFinding> findings) =>
        [.. findings.Where(finding => finding.Severity > Severity.Low).Select(finding => finding.Rule).Distinct().Order()];

    /// <summary>The files that are not exported as they were read.</summary>
    static async Task<IReadOnlyList<string>> ChangesAsync(SkillMemory memory, ReadSkill read, CancellationToken cancel)
    {
        var written = SkillFolder.Write(await memory.PackAsync(read.Stored!, cancel));
        var contents = written.ToDictionary(file => NameOf(file.Path), file => file.Content);
        var before = read.Digests.ToDictionary(file => NameOf(file.Key), file => file.Value);
        return
        [
            .. contents.Keys.Except(before.Keys).Select(path => $"{path}: added"),
            .. before.Keys.Except(contents.Keys).Select(path => $"{path}: lost"),
            .. before.Where(file => contents.ContainsKey(file.Key) && SkillFile.DigestOf(contents[file.Key].Span) != file.Value)
                .Select(file => $"{file.Key}: {(HasPlaceholder(contents[file.Key]) ? "holds a placeholder for a secret" : "changed")}"),
        ];

        // Whatever it was called: a client that ignores case finds it.
        static string NameOf(string path) =>
            path.Equals(SkillFile.Markdown, StringComparison.OrdinalIgnoreCase) ? SkillFile.Markdown : path;

        static bool HasPlaceholder(ReadOnlyMemory<byte> content) => content.Span.IndexOf("{secret_"u8) >= 0;
    }

    sealed record ReadSkill(CollectionSkill Skill)
    {
        public Skill? Stored { get; init; }

        public IReadOnlyDictionary<string, string> Digests { get; init; } = new Dictionary<string, string>();
    }
}
