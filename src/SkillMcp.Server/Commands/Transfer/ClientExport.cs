using SkillMcp.Packaging;
using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>
/// Fills the skills folder of a client, and changes and removes there only what an export has written. What a person has edited is
/// left as it is, and proposed to the memory.
/// </summary>
/// <param name="memory">The memory.</param>
/// <param name="proposals">The same memory, in which every text waits for approval.</param>
/// <param name="client">Whose folder it is.</param>
/// <param name="folder">Its path.</param>
sealed class ClientExport(SkillMemory memory, SkillMemory proposals, SkillsFolder client, string folder)
{
    // What is written is noted before, in parts: an export of many skills may be ended at any time.
    const int MaxAtOnce = 50;

    const string LockName = ".skillmcp.lock";

    readonly SortedDictionary<string, string> left = new(StringComparer.Ordinal);
    Dictionary<string, ManagedSkill> managed = [];
    int written;
    int updated;
    int removed;
    int unchanged;

    /// <summary>The file of the memory that is exported, by which its skills are told from those of another.</summary>
    public required string Memory { get; init; }

    /// <summary>The project whose skills are exported.</summary>
    public required Project Project { get; init; }

    /// <summary>Whether each SKILL.md is written to the letter of Agent Skills.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether these are all skills: others that an earlier export has written are removed.</summary>
    public bool IsWhole { get; init; }

    /// <exception cref="SkillException">The folder is a file, or another export is writing there.</exception>
    public async Task WriteAsync(IAsyncEnumerable<Skill> skills, CancellationToken cancel)
    {
        if (File.Exists(folder))
        {
            throw new SkillException($"{folder} is a file, and a folder belongs there. Nothing was written.");
        }
        Directory.CreateDirectory(folder);
        await using var _ = Locked();
        managed = SkillsManifest.Read(folder);
        var names = new HashSet<string>(StringComparer.Ordinal);
        using (var progress = new Progress("skills written"))
        {
            await foreach (var some in skills.Chunk(MaxAtOnce).WithCancellation(cancel))
            {
                names.UnionWith(some.Select(skill => skill.Name.Value));
                await WriteAsync(some, progress, cancel);
            }
        }
        if (IsWhole)
        {
            RemoveOthers(names);
        }
        Report();
    }

    FileStream Locked()
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new SkillException($"Another export is writing to {folder}: wait until it has ended.");
        }
    }

    async Task WriteAsync(IReadOnlyList<Skill> skills, Progress progress, CancellationToken cancel)
    {
        var planned = new List<PlannedSkill>();
        foreach (var skill in skills)
        {
            var files = FolderExport.FilesOf(await memory.PackAsync(skill, cancel), IsStrict);
            if (await PlanAsync(new PlannedSkill(skill, files, new SkillOnDisk(PlaceOf(skill.Name.Value))), cancel) is { } plan)
            {
                planned.Add(plan);
            }
            progress.Add();
        }
        if (planned.Count == 0)
        {
            return;
        }
        SkillsManifest.Write(folder, managed);
        foreach (var (skill, files, _) in planned)
        {
            var entry = managed[skill.Name.Value];
            SkillFolderWriter.Write(PlaceOf(skill.Name.Value), files, [.. entry.Before?.Keys ?? [], .. entry.Files.Keys]);
            managed[skill.Name.Value] = entry with { Before = null };
        }
        SkillsManifest.Write(folder, managed);
    }

    /// <summary>What is to be written of a skill; null where nothing is.</summary>
    async Task<PlannedSkill?> PlanAsync(PlannedSkill plan, CancellationToken cancel)
    {
        var (skill, files, disk) = plan;
        var name = skill.Name.Value;
        var digests = files.ToDictionary(file => file.Path, file => SkillFile.DigestOf(file.Content.Span), StringComparer.Ordinal);
        if (managed.GetValueOrDefault(name) is not { } known)
        {
            return PlanForeign(plan, digests);
        }
        var entry = EntryOf(skill, digests);
        if (!IsOurs(known))
        {
            left[name] = $"an export of another memory has written it ({known.Memory})";
            return null;
        }
        if (!disk.Exists)
        {
            managed[name] = entry;
            written++;
            return plan;
        }
        if (!disk.IsFolder)
        {
            left[name] = "there is a link or a file in its place by now";
            return null;
        }
        string[] old = [.. known.Files.Keys, .. known.Before?.Keys ?? []];
        if (disk.Holds(digests) && !old.Except(digests.Keys).Any(disk.Has))
        {
            managed[name] = entry;
            unchanged++;
            return null;
        }
        if (!disk.Holds(known.Files) && (known.Before is not { } before || !disk.Holds(before)))
        {
            left[name] = await ProposeAsync(skill, known, disk, cancel);
            return null;
        }
        if (digests.Keys.FirstOrDefault(path => disk.Has(path) && !old.Contains(path)) is { } taken)
        {
            left[name] = $"there is another file at {taken}, which the skill has too by now";
            return null;
        }
        managed[name] = entry with { Before = known.Files };
        updated++;
        return plan;
    }

    PlannedSkill? PlanForeign(PlannedSkill plan, Dictionary<string, string> digests)
    {
        var name = plan.Skill.Name.Value;
        if (!plan.Disk.Exists)
        {
            managed[name] = EntryOf(plan.Skill, digests);
            written++;
            return plan;
        }
        if (plan.Disk.Holds(digests))
        {
            unchanged++;
        }
        else
        {
            left[name] = "there is one of this name that no export has written";
        }
        return null;
    }

    ManagedSkill EntryOf(Skill skill, IReadOnlyDictionary<string, string> digests) => new()
    {
        Memory = Memory,
        Project = Project.Name,
        Version = skill.Version,
        Files = digests,
    };

    bool IsOurs(ManagedSkill entry) => entry.Memory == Memory && entry.Project == Project.Name;

    /// <summary>Proposes what a person has made of a skill.</summary>
    /// <returns>What became of it, in words.</returns>
    async Task<string> ProposeAsync(Skill skill, ManagedSkill known, SkillOnDisk disk, CancellationToken cancel)
    {
        try
        {
            var files = disk.Read();
            var digest = SkillFile.DigestOf(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', files
                .Select(file => $"{file.Path} {SkillFile.DigestOf(file.Content.Span)}").Order(StringComparer.Ordinal))));
            if (known.Proposed == digest)
            {
                return "it was edited there, and that was proposed before";
            }
            if (skill.Procedure.IsComposite)
            {
                return $"it was edited there, and its steps are those of other skills: change it with 'skillmcp edit {skill.Name}'";
            }
            var edited = SkillFolder.Read(files, skill.Name.Value);
            var reason = $"edited in the skills folder of {client.Title}, where version {known.Version} was";
            var actor = new Actor(Author.Agent, $"skills folder of {client.Title}");
            // What was learned since the edit began must not be undone unseen: the proposal is of the version that was edited.
            var read = skill with { Version = known.Version };
            var proposal = await proposals.EditAsync(read, edited.Procedure, reason, actor, edited.Contents, cancel);
            managed[skill.Name.Value] = known with { Proposed = digest };
            SkillsManifest.Write(folder, managed);
            return proposal.Id == skill.Id
                ? "it was edited there, and says the same"
                : $"it was edited there; the edit is proposed as {proposal.Name}: read it with 'skillmcp review'";
        }
        catch (SkillException mistake)
        {
            return $"it was edited there, and that cannot be proposed: {mistake.Message}";
        }
    }

    /// <summary>Removes what an earlier export has written and this one would not: archived, quarantined and renamed skills.</summary>
    void RemoveOthers(HashSet<string> names)
    {
        foreach (var (name, entry) in managed.Where(one => IsOurs(one.Value) && !names.Contains(one.Key)).ToList())
        {
            var disk = new SkillOnDisk(PlaceOf(name));
            if (disk.Exists && (!disk.IsFolder || !disk.Holds(entry.Files)))
            {
                left[name] = "it is no longer exported, and was edited there";
                continue;
            }
            if (disk.Exists)
            {
                disk.Remove(entry.Files.Keys);
                removed++;
            }
            managed.Remove(name);
        }
        if (managed.Count > 0 || File.Exists(Path.Combine(folder, SkillsManifest.FileName)))
        {
            SkillsManifest.Write(folder, managed);
        }
    }

    void Report()
    {
        foreach (var (name, reason) in left)
        {
            Terminal.Warning($"left: {name}: {reason}");
        }
        (int Count, string What)[] parts =
        [
            (written, "written"), (updated, "updated"), (removed, "removed"), (unchanged, "there as they are"), (left.Count, "left"),
        ];
        var counted = parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.What}").ToList();
        Terminal.Line(counted.Count == 0 ? $"There are no such skills for {folder}." : $"{folder}: {string.Join(", ", counted)}.");
    }

    string PlaceOf(string name) => Path.Combine(folder, name);

    /// <summary>A skill that may be written.</summary>
    sealed record PlannedSkill(Skill Skill, IReadOnlyList<FolderFile> Files, SkillOnDisk Disk);
}
