using System.Collections.Immutable;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Lays composites out from the current state of their components.</summary>
sealed class CompositeLayout(IMemoryStore store, Project project)
{
    /// <summary>
    /// A skill as it is followed: a composite with the steps, conditions and parameters of its components, quarantined ones left out;
    /// any other skill unchanged.
    /// </summary>
    public async Task<Composition> LayOutAsync(Skill skill, CancellationToken cancel) =>
        LayOut(skill, await PartsAsync([skill], cancel), []);

    /// <summary>A composite as if all its components were approved. It is only for the screen and must not be shown.</summary>
    public async Task<Procedure> LayOutApprovedAsync(Skill composite, CancellationToken cancel)
    {
        var parts = await PartsAsync([composite], cancel);
        var approved = parts.ToDictionary(part => part.Key, part => part.Value with { Lifecycle = Lifecycle.Active });
        return LayOut(composite, approved, []).Procedure;
    }

    /// <summary>The components of some skills at every depth, by id. A component that was purged is missing.</summary>
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

    /// <param name="skill">The skill to lay out.</param>
    /// <param name="parts">Its components at every depth, by id; those that are gone are missing.</param>
    /// <param name="around">
    /// The composites that enclose the skill. They break cycles, which no tool makes but an edit of the database file can.
    /// </param>
    public static Composition LayOut(Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around)
    {
        if (!skill.Procedure.IsComposite)
        {
            return new Composition { Procedure = skill.Procedure, Pitfalls = skill.Pitfalls };
        }
        var within = around.Add(skill.Id);
        var components = new Dictionary<Guid, (Skill, Procedure)>();
        var degraded = new List<string>();
        var ids = skill.Procedure.Components.Select(component => component.Skill).Distinct();
        foreach (var id in ids.Where(id => parts.ContainsKey(id) && !within.Contains(id)))
        {
            var composition = LayOut(parts[id], parts, within);
            components[id] = (parts[id] with { Pitfalls = composition.Pitfalls }, composition.Procedure);
            degraded.AddRange(composition.Degraded);
        }
        var laidOut = Composer.LayOut(skill.Procedure, components);
        return laidOut with
        {
            Degraded = [.. laidOut.Degraded, .. degraded],
            Pitfalls = PhasePitfalls.With(skill.Pitfalls, laidOut),
        };
    }
}
