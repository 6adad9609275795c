using SkillMcp.Packaging;
using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>
/// Fills the skills folder of a client, and changes and removes there only what an export has written. What a person has edited is
/// left as it is, and proposed to the memory.
/// </summary>
/// <param name="memory">The memory.</param>
/// <param name="client">Whose folder it is.</param>
/// <param name="folder">Its path.</param>
sealed class ClientExport(SkillMemory memory, SkillsFolder client, string folder)
{
    // What is written is noted before, in parts: an export of many skills may be ended at any time.
    const int MaxAtOnce = 50;

    const string LockName = ".skillmcp.lock";

    static readonly Dictionary<string, string> NoFiles = [];

    readonly FolderEdits edits = new(memory, client);
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

    /// <summary>Whether the folder is that of one project.</summary>
    public bool IsOfProject { get; init; }

    /// <summary>
    /// Whether skills that a person has deleted or edited there are written as the memory has them. An edit is proposed before.
    /// </summary>
    public bool IsRestoring { get; init; }

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
        using (var progress = new Progress("skill", "written"))
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
            SkillFolderWriter.Write(PlaceOf(skill.Name.Value), files, OldPaths(entry));
            managed[skill.Name.Value] = entry with { Before = null };
        }
        SkillsManifest.Write(folder, managed);
    }

    /// <summary>What is to be written of a skill; null where nothing is.</summary>
    async Task<PlannedSkill?> PlanAsync(PlannedSkill plan, CancellationToken cancel)
    {
        var (skill, files, disk) = plan;
        var name = skill.Name.Value;
        var digests = files.ToDictionary(file => file.Path, file => FileDigest.Of(file.Content.Span), StringComparer.Ordinal);
        if (managed.GetValueOrDefault(name) is not { } known)
        {
            return PlanForeign(plan, digests);
        }
        if (!IsOurs(known))
        {
            left[name] = $"an export of another memory has written it ({known.Memory}): export it from there, or move {PlaceOf(name)} away "
                + "and take its entry out of .skillmcp.json";
            return null;
        }
        if (disk.IsDeleted)
        {
            return PlanDeleted(plan, known, digests);
        }
        if (!disk.IsFolder)
        {
            left[name] = $"there is a link or a file in its place by now: move {PlaceOf(name)} away, "
                + $"and {Restoring(name)} writes it again";
            return null;
        }
        return disk.Holds(digests) && !OldPaths(known).Except(digests.Keys).Any(disk.Has)
            ? await KeepAsync(skill, known, digests, cancel)
            : await PlanChangedAsync(plan, known, digests, cancel);
    }

    /// <summary>A skill that is there as the memory has it.</summary>
    async Task<PlannedSkill?> KeepAsync(
        Skill skill, ManagedSkill known, IReadOnlyDictionary<string, string> digests, CancellationToken cancel)
    {
        managed[skill.Name.Value] = EntryOf(skill, digests, await edits.WithdrawAsync(skill, known, cancel));
        unchanged++;
        return null;
    }

    /// <summary>What a person has deleted there stays away until it is asked for, unless it was never there.</summary>
    PlannedSkill? PlanDeleted(PlannedSkill plan, ManagedSkill known, IReadOnlyDictionary<string, string> digests)
    {
        var name = plan.Skill.Name.Value;
        if (!IsRestoring && known.Before is not { Count: 0 })
        {
            left[name] = $"it was deleted there: {Restoring(name)} writes it again; "
                + $"'skillmcp archive {name}' takes it out of use everywhere";
            return null;
        }
        managed[name] = EntryOf(plan.Skill, digests, known) with { Before = NoFiles };
        written++;
        return plan;
    }

    /// <summary>A skill that is not there as the memory has it, because either of them has changed.</summary>
    async Task<PlannedSkill?> PlanChangedAsync(
        PlannedSkill plan, ManagedSkill known, IReadOnlyDictionary<string, string> digests, CancellationToken cancel)
    {
        var (skill, _, disk) = plan;
        var name = skill.Name.Value;
        var isAsWritten = disk.Holds(known.Files) || known.Before is { Count: > 0 } before && disk.Holds(before);
        if (isAsWritten)
        {
            managed[name] = known = await edits.WithdrawAsync(skill, known, cancel);
        }
        else if (!await MayReplaceAsync(skill, known, disk, cancel))
        {
            return null;
        }
        if (digests.Keys.FirstOrDefault(path => disk.Has(path) && !OldPaths(known).Contains(path)) is { } taken)
        {
            left[name] = $"there is another file at {taken}, which the skill has too by now: "
                + "give yours another name, and the next export writes the skill";
            return null;
        }
        managed[name] = EntryOf(skill, digests, managed[name]) with { Before = known.Files };
        updated++;
        return plan;
    }

    /// <summary>Proposes what a person has made of a skill.</summary>
    /// <returns>Whether the memory's text may take its place: it was approved, or the person has asked for that.</returns>
    async Task<bool> MayReplaceAsync(Skill skill, ManagedSkill known, SkillOnDisk disk, CancellationToken cancel)
    {
        var name = skill.Name.Value;
        try
        {
            if (await edits.IsApprovedAsync(skill, known, disk, cancel))
            {
                return true;
            }
            managed[name] = await edits.ProposeAsync(skill, known, disk, cancel);
            SkillsManifest.Write(folder, managed);
            left[name] = Described(skill, managed[name], await edits.PendingAsync(skill, managed[name], cancel));
        }
        catch (SkillException mistake)
        {
            left[name] = $"it was edited there, and that cannot be proposed: {mistake.Message} "
                + $"Put it right there, or delete {PlaceOf(name)}, and {Restoring(name)} puts the memory's text there";
            return false;
        }
        return IsRestoring && left.Remove(name);
    }

    /// <summary>What became of an edit, and what a person can do about it.</summary>
    string Described(Skill skill, ManagedSkill known, Skill? pending) => (pending, known.Proposal) switch
    {
        ({ } waiting, _) when known.Version == skill.Version => $"it was edited there; the edit is proposed as {waiting.Name}: "
            + $"'skillmcp approve {waiting.Name}' makes it the skill, {Restoring(skill.Name.Value)} puts the memory's text there instead",
        ({ } waiting, _) => $"it was edited there, and the memory has changed it too since version {known.Version}: "
            + $"'skillmcp diff {skill.Name} {waiting.Name}' shows both, 'skillmcp edit {skill.Name}' makes one of them, "
            + $"and {Restoring(skill.Name.Value)} puts that there",
        (_, null) => $"it was edited there, and says the same: {Restoring(skill.Name.Value)} writes it as the memory has it",
        _ => $"it was edited there, and the edit was rejected: {Restoring(skill.Name.Value)} puts the memory's text there instead; "
            + "what you change from here is proposed anew",
    };

    PlannedSkill? PlanForeign(PlannedSkill plan, IReadOnlyDictionary<string, string> digests)
    {
        var name = plan.Skill.Name.Value;
        if (!plan.Disk.Exists)
        {
            managed[name] = EntryOf(plan.Skill, digests) with { Before = NoFiles };
            written++;
            return plan;
        }
        if (plan.Disk.Holds(digests))
        {
            unchanged++;
        }
        else
        {
            left[name] = $"there is one of this name that no export has written: move {PlaceOf(name)} away, "
                + $"or take it in with {TakingIn(name)}";
        }
        return null;
    }

    /// <param name="skill">The skill.</param>
    /// <param name="digests">What its files hold.</param>
    /// <param name="before">The entry that it had; null if it had none.</param>
    ManagedSkill EntryOf(Skill skill, IReadOnlyDictionary<string, string> digests, ManagedSkill? before = null) => new()
    {
        Memory = Memory,
        Project = Project.Name,
        Version = skill.Version,
        Files = digests,
        // An edit after this one replaces it, if it still waits then.
        Proposal = before?.Proposal,
    };

    bool IsOurs(ManagedSkill entry) => entry.Memory == Memory && entry.Project == Project.Name;

    static IReadOnlyList<string> OldPaths(ManagedSkill known) => [.. known.Files.Keys, .. known.Before?.Keys ?? []];

    /// <summary>What a person types to have a skill written as the memory has it.</summary>
    string Restoring(string name) => $"'skillmcp export {name} --to {client.Name}{(IsOfProject ? " --here" : "")} --restore'";

    /// <summary>What a person types to have a skill there taken in, as a shell reads it.</summary>
    string TakingIn(string name)
    {
        var place = PlaceOf(name);
        return place.Contains(' ') ? $"'skillmcp import \"{place}\"'" : $"'skillmcp import {place}'";
    }

    /// <summary>Removes what an earlier export has written and this one would not: archived, quarantined and renamed skills.</summary>
    void RemoveOthers(HashSet<string> names)
    {
        foreach (var (name, entry) in managed.Where(one => IsOurs(one.Value) && !names.Contains(one.Key)).ToList())
        {
            var disk = new SkillOnDisk(PlaceOf(name));
            if (!disk.IsDeleted && !(disk.IsFolder && disk.Holds(entry.Files)))
            {
                left[name] = $"it is no longer exported, and was edited there: delete {PlaceOf(name)}, "
                    + $"or take it in with {TakingIn(name)}";
                continue;
            }
            if (!disk.IsDeleted)
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
