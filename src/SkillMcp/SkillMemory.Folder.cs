using System.Collections.Immutable;
using System.Text;
using SkillMcp.Packaging;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>The files that a skill is made of as an Agent Skill.</summary>
    public async Task<ServedFolder> FolderAsync(Skill skill, CancellationToken cancel = default) => (await FoldersAsync([skill], cancel))[0];

    /// <summary>The same for each of some skills, read together.</summary>
    public async Task<IReadOnlyList<ServedFolder>> FoldersAsync(IReadOnlyList<Skill> skills, CancellationToken cancel = default)
    {
        var parts = await PartsAsync(skills, cancel);
        var folders = new List<ServedFolder>(skills.Count);
        foreach (var skill in skills)
        {
            folders.Add(await FolderAsync(skill, parts, [], cancel));
        }
        return folders;
    }

    /// <summary>The bytes of a file of a skill's folder; null where they are not kept (any more), or are not what they were.</summary>
    public async Task<ReadOnlyMemory<byte>?> ContentAsync(ServedFile file, CancellationToken cancel = default) =>
        file.Text is { } text ? Encoding.UTF8.GetBytes(text) : await store.ContentAsync(project, file.Digest, cancel);

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
        return new FolderParts
        {
            Pitfalls = skill.Pitfalls,
            Alternatives = [.. (await store.VersionsAsync(project, skill.Id, cancel)).Where(version => version.IsAlternative).Select(version => version.Procedure)],
            Phases = phases,
        };
    }
}
