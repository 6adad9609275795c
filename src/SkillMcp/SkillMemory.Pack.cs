using SkillMcp.Packaging;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>A skill as it goes out: laid out, with the names of its components and, if they are wanted, the contents of its files.</summary>
    /// <exception cref="SkillException">What a file holds is lost; the message names it.</exception>
    public async Task<PackedSkill> PackAsync(Skill skill, bool withFiles = true, CancellationToken cancel = default)
    {
        var parts = await PartsAsync([skill], cancel);
        var packed = Packed(skill, LayOut(skill, parts, []).Procedure, parts);
        return withFiles ? packed with { Contents = await ContentsAsync(skill.Procedure.Files, cancel) } : packed;
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

    /// <summary>What files hold, by digest; each is read once.</summary>
    /// <exception cref="SkillException">What one of them holds is lost; the message names it.</exception>
    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ContentsAsync(IEnumerable<SkillFile> files, CancellationToken cancel = default)
    {
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in files.DistinctBy(file => file.Digest))
        {
            contents[file.Digest] = await ContentAsync(file, cancel)
                ?? throw new SkillException($"What the file '{file.Path}' held is lost: it was removed or changed outside skillmcp. 'skillmcp doctor' names every such file; add the skill once more to have it again.");
        }
        return contents;
    }

    /// <summary>What a file holds; null where it is lost.</summary>
    public Task<ReadOnlyMemory<byte>?> ContentAsync(SkillFile file, CancellationToken cancel = default) => store.ContentAsync(project, file.Digest, cancel);
}
