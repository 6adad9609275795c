using System.Collections.Immutable;
using SkillMcp.Packaging;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>A skill as it goes out: laid out, with the names of its components and the contents of its files. What is not active is no part of it.</summary>
    /// <exception cref="SkillException">What a file holds is lost; the message names it.</exception>
    public async Task<PackedSkill> PackAsync(Skill skill, CancellationToken cancel = default) =>
        Packed(skill, await PartsAsync([skill], cancel), []) with { Contents = await ContentsAsync(skill.Procedure.Files, cancel) };

    /// <summary>The same for its author to change: with archived components, for a composite does not lose what is only put away.</summary>
    /// <inheritdoc cref="PackAsync"/>
    public async Task<PackedSkill> DraftAsync(Skill skill, CancellationToken cancel = default)
    {
        var parts = await PartsAsync([skill], cancel);
        return Packed(skill, LayOut(skill, parts, []).Procedure, parts) with { Contents = await ContentsAsync(skill.Procedure.Files, cancel) };
    }

    /// <param name="skill">Which skill.</param>
    /// <param name="parts">The components that there are, and theirs, active or not.</param>
    /// <param name="around">The composites that this happens within.</param>
    static PackedSkill Packed(Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around)
    {
        // What is archived or quarantined is not handed out, not even as a part.
        var active = parts.Where(part => part.Value.IsActive).ToDictionary();
        var packed = Packed(skill, LayOut(skill, active, around).Procedure, active);
        // Its author's text has the steps of all phases.
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

    /// <summary>What of a composite, or of a component of it, is not there; a sentence each.</summary>
    static IEnumerable<string> Missing(Skill composite, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around)
    {
        var within = around.Add(composite.Id);
        return composite.Procedure.Components.DistinctBy(component => component.Skill).SelectMany(component => parts.GetValueOrDefault(component.Skill) switch
        {
            null => ["A phase: its skill is gone."],
            { IsActive: false } part => [$"The phase {part.Name}: it is {Word.Of(part.Lifecycle.Status)}."],
            { } part when within.Contains(part.Id) => [$"The phase {part.Name}: it is a phase of itself."],
            { } part => Missing(part, parts, within),
        });
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
