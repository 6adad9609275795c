using System.Collections.Immutable;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Lays composites out from their components as they are now.</summary>
sealed class CompositeLayout(IMemoryStore store, Project project)
{
    /// <summary>A skill as it is followed: a composite with the steps, conditions and parameters of its components, except for quarantined ones; any other as it is.</summary>
    public async Task<Composition> LayOutAsync(Skill skill, CancellationToken cancel) => LayOut(skill, await PartsAsync([skill], cancel), []);

    /// <summary>A composite as it would be with all its components approved: this is what the screen judges, and it is shown to no one.</summary>
    public async Task<Procedure> LayOutApprovedAsync(Skill composite, CancellationToken cancel)
    {
        var parts = await PartsAsync([composite], cancel);
        return LayOut(composite, parts.ToDictionary(part => part.Key, part => part.Value with { Lifecycle = Lifecycle.Active }), []).Procedure;
    }

    /// <summary>The components of some skills, and theirs, however deep.</summary>
    public async Task<IReadOnlyDictionary<Guid, Skill>> PartsAsync(IReadOnlyList<Skill> skills, CancellationToken cancel)
    {
        var parts = new Dictionary<Guid, Skill>();
        var asked = new HashSet<Guid>();
        for (var level = skills; Wanted(level) is { Count: > 0 } wanted;)
        {
            level = await store.GetAsync(project, wanted, cancel);
            foreach (var part in level)
            {
                parts[part.Id] = part;
            }
        }
        return parts;

        List<Guid> Wanted(IReadOnlyList<Skill> composites) =>
            [.. composites.SelectMany(skill => skill.Procedure.Components).Select(component => component.Skill).Where(asked.Add)];
    }

    /// <param name="skill">What is to be laid out.</param>
    /// <param name="parts">Its components, and theirs, as far as there are any.</param>
    /// <param name="around">The composites that this happens within: no tool makes a cycle, but an edit of the file can.</param>
    public static Composition LayOut(Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around)
    {
        if (!skill.Procedure.IsComposite)
        {
            return new Composition { Procedure = skill.Procedure };
        }
        var within = around.Add(skill.Id);
        var components = new Dictionary<Guid, (Skill, Procedure)>();
        var degraded = new List<string>();
        var ids = skill.Procedure.Components.Select(component => component.Skill).Distinct();
        foreach (var id in ids.Where(id => parts.ContainsKey(id) && !within.Contains(id)))
        {
            var composition = LayOut(parts[id], parts, within);
            components[id] = (parts[id], composition.Procedure);
            degraded.AddRange(composition.Degraded);
        }
        var laidOut = Composer.LayOut(skill.Procedure, components);
        return laidOut with { Degraded = [.. laidOut.Degraded, .. degraded] };
    }
}
