using SkillMcp.Packaging;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>A skill as it goes out: laid out, with the names of its components and, if they are wanted, the contents of its files.</summary>
    /// <exception cref="SkillException">What a file holds is lost; the message names it.</exception>
    public async Task<PackedSkill> PackAsync(Skill skill, bool withFiles = true, CancellationToken cancel = default)
    {
        var laidOut = (await LayOutAsync(skill, cancel)).Procedure;
        var packed = new PackedSkill
        {
            Name = skill.Name,
            Procedure = laidOut with { Components = [] },
            Contents = withFiles ? await ContentsAsync(skill.Procedure, cancel) : new Dictionary<string, ReadOnlyMemory<byte>>(),
        };
        return skill.Procedure.IsComposite ? await WithComponentsAsync(packed, skill.Procedure, cancel) : packed;
    }

    /// <summary>What the files of a procedure hold, by digest.</summary>
    /// <exception cref="SkillException">What one of them holds is lost; the message names it.</exception>
    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ContentsAsync(Procedure procedure, CancellationToken cancel = default)
    {
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in procedure.Files)
        {
            contents[file.Digest] = await ContentAsync(file, cancel)
                ?? throw new SkillException($"What the file '{file.Path}' held is lost: it was removed or changed outside skillmcp. 'skillmcp doctor' names every such file; add the skill once more to have it again.");
        }
        return contents;
    }

    /// <summary>What a file holds; null where it is lost.</summary>
    public Task<ReadOnlyMemory<byte>?> ContentAsync(SkillFile file, CancellationToken cancel = default) => store.ContentAsync(project, file.Digest, cancel);

    /// <summary>A composite of which a component is gone goes out as what is left of it.</summary>
    async Task<PackedSkill> WithComponentsAsync(PackedSkill packed, Procedure composite, CancellationToken cancel)
    {
        var names = (await store.GetAsync(project, [.. composite.Components.Select(component => component.Skill).Distinct()], cancel)).ToDictionary(skill => skill.Id, skill => skill.Name);
        return composite.Components.All(component => names.ContainsKey(component.Skill))
            ? packed with
            {
                Components = [.. composite.Components.Select(component => new NamedComponent(names[component.Skill]) { Bindings = component.Bindings })],
                OwnPreconditions = composite.Preconditions,
                OwnPostconditions = composite.Postconditions,
            }
            : packed;
    }
}
