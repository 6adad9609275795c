using System.Collections.Immutable;
using SkillMcp.Packaging;

namespace SkillMcp.UseCases;

/// <summary>Prepares skills for export: as a packed skill, or as the folder of an Agent Skill.</summary>
sealed class Packing(IMemoryStore store, Project project, CompositeLayout layout)
{
    /// <summary>A skill as it is exported; components that are not active are left out.</summary>
    /// <exception cref="SkillException">The content of a file is lost.</exception>
    public async Task<PackedSkill> PackAsync(Skill skill, CancellationToken cancel) =>
        await WholeAsync(skill, Packed(skill, await layout.PartsAsync([skill], cancel), []), cancel);

    /// <summary>A skill as it is edited; archived components are kept in it.</summary>
    /// <exception cref="SkillException">The content of a file is lost.</exception>
    public async Task<PackedSkill> PackForEditingAsync(Skill skill, CancellationToken cancel)
    {
        var parts = await layout.PartsAsync([skill], cancel);
        var packed = Packed(skill, CompositeLayout.LayOut(skill, parts, []).Procedure, parts);
        return await WholeAsync(skill, packed, cancel);
    }

    /// <summary>A packed skill with what its files hold, and with what its document said when it came.</summary>
    async Task<PackedSkill> WholeAsync(Skill skill, PackedSkill packed, CancellationToken cancel) => packed with
    {
        Contents = await ContentsAsync(skill.Procedure.Files, cancel),
        FirstReading = await FirstReadingAsync(skill, cancel),
    };

    /// <summary>What the document of a skill said when a person brought it; null if it has none, or others changed it since.</summary>
    async Task<Procedure?> FirstReadingAsync(Skill skill, CancellationToken cancel)
    {
        if (skill.Procedure.Document.Length == 0)
        {
            return null;
        }
        var versions = await store.VersionsAsync(project, skill.Id, cancel);
        var first = versions.Where(version => version.Procedure.Document == skill.Procedure.Document).MinBy(version => version.Number);
        return first is { Provenance.Author: Author.Person } ? first.Procedure : null;
    }

    public async Task<IReadOnlyList<ServedFolder>> FoldersAsync(IReadOnlyList<Skill> skills, CancellationToken cancel)
    {
        var parts = await layout.PartsAsync(skills, cancel);
        var folders = new List<ServedFolder>(skills.Count);
        foreach (var skill in skills)
        {
            folders.Add(await FolderAsync(skill, parts, [], cancel));
        }
        return folders;
    }

    /// <summary>The contents of files, by digest.</summary>
    /// <exception cref="SkillException">The content of a file is lost.</exception>
    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ContentsAsync(
        IEnumerable<SkillFile> files, CancellationToken cancel)
    {
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in files.DistinctBy(file => file.Digest))
        {
            contents[file.Digest] = await store.ContentAsync(project, file.Digest, cancel)
                ?? throw new SkillException(
                    $"The content of '{file.Path}' is missing or damaged: it was removed or changed outside skillmcp. "
                    + "'skillmcp doctor' names every such file; add the skill again to restore it.");
        }
        return contents;
    }

    async Task<ServedFolder> FolderAsync(
        Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around, CancellationToken cancel)
    {
        var builder = new ServedFolderBuilder(Packed(skill, parts, around));
        var folder = builder.Whole();
        return folder.IsLarge ? builder.Split(await PartsOfAsync(skill, parts, around.Add(skill.Id), cancel)) : folder;
    }

    async Task<FolderParts> PartsOfAsync(
        Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> within, CancellationToken cancel)
    {
        var folders = new Dictionary<Guid, ServedFolder>();
        var phases = new List<FolderPhase>();
        foreach (var component in skill.Procedure.Components)
        {
            if (parts.GetValueOrDefault(component.Skill) is { IsActive: true } part && !within.Contains(part.Id))
            {
                folders[part.Id] = folders.GetValueOrDefault(part.Id) ?? await FolderAsync(part, parts, within, cancel);
                phases.Add(new FolderPhase(part.Id, part.Procedure.Description, component.Bindings, folders[part.Id]));
            }
        }
        var versions = await store.VersionsAsync(project, skill.Id, cancel);
        return new FolderParts
        {
            Pitfalls = skill.Pitfalls,
            Alternatives = [.. versions.Where(version => version.IsAlternative).Select(version => version.Procedure)],
            Phases = phases,
        };
    }

    /// <param name="skill">The skill to pack.</param>
    /// <param name="parts">Its components at every depth, by id, active or not.</param>
    /// <param name="around">The composites that enclose the skill.</param>
    static PackedSkill Packed(Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around)
    {
        // An archived or quarantined skill is not exported, not even as a component.
        var active = parts.Where(part => part.Value.IsActive).ToDictionary();
        var packed = Packed(skill, CompositeLayout.LayOut(skill, active, around).Procedure, active);
        // The document holds the steps of every phase, the missing ones too.
        return Missing(skill, parts, around).Distinct().ToList() is { Count: > 0 } missing
            ? packed with { Missing = missing, Procedure = packed.Procedure with { Document = "" } }
            : packed;
    }

    /// <param name="skill">The skill to pack.</param>
    /// <param name="laidOut">Its procedure, laid out.</param>
    /// <param name="parts">Its components, by id. If one is missing, it is packed as a plain skill with the remaining steps.</param>
    static PackedSkill Packed(Skill skill, Procedure laidOut, IReadOnlyDictionary<Guid, Skill> parts)
    {
        var packed = new PackedSkill { Name = skill.Name, Procedure = laidOut with { Components = [] } };
        var components = skill.Procedure.Components;
        if (!skill.Procedure.IsComposite || !components.All(component => parts.ContainsKey(component.Skill)))
        {
            return packed;
        }
        return packed with
        {
            Components = [.. components.Select(component => Named(component, parts[component.Skill].Name))],
            OwnPreconditions = skill.Procedure.Preconditions,
            OwnPostconditions = skill.Procedure.Postconditions,
        };
    }

    static NamedComponent Named(Component component, SkillName name) => new(name) { Bindings = component.Bindings };

    /// <summary>What is missing of a composite and its components; a sentence each.</summary>
    static IEnumerable<string> Missing(Skill composite, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around)
    {
        var within = around.Add(composite.Id);
        return composite.Procedure.Components
            .DistinctBy(component => component.Skill)
            .SelectMany(component => MissingOf(parts.GetValueOrDefault(component.Skill), parts, within));
    }

    static IEnumerable<string> MissingOf(
        Skill? component, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> within) => component switch
    {
        null => ["A phase: its skill is gone."],
        { IsActive: false } => [$"The phase {component.Name}: it is {EnumName.Of(component.Lifecycle.Status)}."],
        _ when within.Contains(component.Id) => [$"The phase {component.Name}: it is a phase of itself."],
        _ => Missing(component, parts, within),
    };
}
