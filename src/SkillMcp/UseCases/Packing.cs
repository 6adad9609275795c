using System.Collections.Immutable;
using SkillMcp.Packaging;

namespace SkillMcp.UseCases;

/// <summary>Makes of a skill what goes out: a packed skill, or the folder of an Agent Skill. What is not active is left out.</summary>
sealed class Packing(IMemoryStore store, Project project, CompositeLayout layout)
{
    public async Task<PackedSkill> PackAsync(Skill skill, CancellationToken cancel) =>
        Packed(skill, await layout.PartsAsync([skill], cancel), []) with { Contents = await ContentsAsync(skill.Procedure.Files, cancel) };

    public async Task<PackedSkill> DraftAsync(Skill skill, CancellationToken cancel)
    {
        var parts = await layout.PartsAsync([skill], cancel);
        return Packed(skill, CompositeLayout.LayOut(skill, parts, []).Procedure, parts) with { Contents = await ContentsAsync(skill.Procedure.Files, cancel) };
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

    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ContentsAsync(IEnumerable<SkillFile> files, CancellationToken cancel)
    {
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in files.DistinctBy(file => file.Digest))
        {
            contents[file.Digest] = await store.ContentAsync(project, file.Digest, cancel)
                ?? throw new SkillException(
                    $"What the file '{file.Path}' held is lost: it was removed or changed outside skillmcp. 'skillmcp doctor' names every such file; "
                    + "add the skill once more to have it again.");
        }
        return contents;
    }

    async Task<ServedFolder> FolderAsync(Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around, CancellationToken cancel)
    {
        var builder = new ServedFolderBuilder(Packed(skill, parts, around));
        var whole = builder.Whole();
        return whole.IsLarge ? builder.Split(await PartsOfAsync(skill, parts, around.Add(skill.Id), cancel)) : whole;
    }

    async Task<FolderParts> PartsOfAsync(Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> within, CancellationToken cancel)
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

    /// <param name="skill">Which skill.</param>
    /// <param name="parts">The components that there are, and theirs, active or not.</param>
    /// <param name="around">The composites that this happens within.</param>
    static PackedSkill Packed(Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around)
    {
        // What is archived or quarantined is not handed out, not even as a part.
        var active = parts.Where(part => part.Value.IsActive).ToDictionary();
        var packed = Packed(skill, CompositeLayout.LayOut(skill, active, around).Procedure, active);
        // The author's text has the steps of all phases.
        return Missing(skill, parts, around).Distinct().ToList() is { Count: > 0 } missing
            ? packed with { Missing = missing, Procedure = packed.Procedure with { Document = "" } }
            : packed;
    }

    /// <param name="skill">Which skill.</param>
    /// <param name="laidOut">What it says, laid out.</param>
    /// <param name="parts">The components that there are. A composite of which one is gone goes out as what is left of it.</param>
    static PackedSkill Packed(Skill skill, Procedure laidOut, IReadOnlyDictionary<Guid, Skill> parts)
    {
        var packed = new PackedSkill { Name = skill.Name, Procedure = laidOut with { Components = [] } };
        return skill.Procedure.IsComposite && skill.Procedure.Components.All(component => parts.ContainsKey(component.Skill))
            ? packed with
            {
                Components = [.. skill.Procedure.Components.Select(component => new NamedComponent(parts[component.Skill].Name) { Bindings = component.Bindings })],
                OwnPreconditions = skill.Procedure.Preconditions,
                OwnPostconditions = skill.Procedure.Postconditions,
            }
            : packed;
    }

    /// <summary>What of a composite, or of a component of it, is missing; a sentence each.</summary>
    static IEnumerable<string> Missing(Skill composite, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around)
    {
        var within = around.Add(composite.Id);
        return composite.Procedure.Components.DistinctBy(component => component.Skill).SelectMany(component => parts.GetValueOrDefault(component.Skill) switch
        {
            null => ["A phase: its skill is gone."],
            { IsActive: false } part => [$"The phase {part.Name}: it is {EnumName.Of(part.Lifecycle.Status)}."],
            { } part when within.Contains(part.Id) => [$"The phase {part.Name}: it is a phase of itself."],
            { } part => Missing(part, parts, within),
        });
    }
}
