using System.Collections.Immutable;
using SkillMcp.Formation;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>The most skills that a composite joins.</summary>
    public const int MostComponents = 20;

    /// <summary>Joins skills into one that refers to them.</summary>
    /// <exception cref="SkillException">Fewer than two skills, one that is not there or not active, a cycle, or a binding to nothing.</exception>
    async Task<Composed> ComposeAdmittedAsync(ComposeRequest request, Provenance by, CancellationToken cancel)
    {
        if (request.Skills.Count is < 2 or > MostComponents)
        {
            throw new SkillException($"A composite joins 2-{MostComponents} skills; {request.Skills.Count} were given.");
        }
        var parts = new List<Skill>();
        foreach (var name in request.Skills)
        {
            parts.Add(await ComponentAsync(name, cancel));
        }
        await CheckCycleAsync(request, cancel);
        await CheckBindingsAsync(request, parts, cancel);

        var composite = New(new Procedure
        {
            Title = request.Name,
            Description = request.Description,
            Category = Procedure.Composite,
            Tags = request.Tags,
            Components = [.. parts.Select(part => new Component(part.Id) { Bindings = request.Bindings.GetValueOrDefault(part.Name) ?? new Dictionary<string, string>() })],
        }, Source.Composed, by);
        var composition = await LayOutAsync(composite, cancel);
        if (composition.Procedure.Steps.Count > Composer.MaxSteps)
        {
            throw new SkillException($"The composite would have {composition.Procedure.Steps.Count} steps and may have {Composer.MaxSteps}: compose fewer or shorter skills.");
        }
        // Before it was ever run, a chain is believed as far as its weakest link.
        var added = await AddAsync(composite with { Confidence = parts.Min(part => part.Reliability), Lifecycle = LifecycleOf(await ScreenedAsync(composite, cancel), by) }, "composed", cancel);
        return new Composed(added, added.Name == composite.Name ? composition : composition with { Problems = [$"another skill is called {composite.Name}: this one is {added.Name}", .. composition.Problems] });
    }

    /// <summary>A skill as it is followed: a composite with its components' steps, conditions and parameters laid out, except for quarantined ones; any other as it is.</summary>
    public async Task<Composition> LayOutAsync(Skill skill, CancellationToken cancel = default) => LayOut(skill, await PartsAsync([skill], cancel), []);

    /// <summary>A composite as it would be with all its components approved: what the screen is to judge, and nobody else is shown.</summary>
    async Task<Procedure> ScreenedAsync(Skill composite, CancellationToken cancel)
    {
        var parts = await PartsAsync([composite], cancel);
        return LayOut(composite, parts.ToDictionary(part => part.Key, part => part.Value with { Lifecycle = Lifecycle.Active }), []).Procedure;
    }

    /// <summary>The components of some skills, and theirs, however deep.</summary>
    async Task<IReadOnlyDictionary<Guid, Skill>> PartsAsync(IReadOnlyList<Skill> skills, CancellationToken cancel)
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

        List<Guid> Wanted(IReadOnlyList<Skill> composites) => [.. composites.SelectMany(skill => skill.Procedure.Components).Select(component => component.Skill).Where(asked.Add)];
    }

    /// <param name="skill">What is to be laid out.</param>
    /// <param name="parts">Its components, and theirs, as far as there are any.</param>
    /// <param name="around">The composites that this happens within: no tool makes a cycle, but a hand in the file can.</param>
    static Composition LayOut(Skill skill, IReadOnlyDictionary<Guid, Skill> parts, ImmutableHashSet<Guid> around)
    {
        if (!skill.Procedure.IsComposite)
        {
            return new Composition { Procedure = skill.Procedure };
        }
        var within = around.Add(skill.Id);
        var components = new Dictionary<Guid, (Skill, Procedure)>();
        var degraded = new List<string>();
        foreach (var id in skill.Procedure.Components.Select(component => component.Skill).Distinct().Where(id => parts.ContainsKey(id) && !within.Contains(id)))
        {
            var composition = LayOut(parts[id], parts, within);
            components[id] = (parts[id], composition.Procedure);
            degraded.AddRange(composition.Degraded);
        }
        var laidOut = Composer.LayOut(skill.Procedure, components);
        return laidOut with { Degraded = [.. laidOut.Degraded, .. degraded] };
    }

    async Task<Skill> ComponentAsync(SkillName name, CancellationToken cancel)
    {
        var skill = await GetAsync(name, cancel);
        return skill.IsActive
            ? skill
            : throw new SkillException($"'{name}' is {Word.Of(skill.Lifecycle.Status)} ({skill.Lifecycle.Word}) and cannot be a component: restore it first, or leave it out.");
    }

    /// <summary>A composite under a name that one of its own parts bears, or refers to, would be part of itself.</summary>
    async Task CheckCycleAsync(ComposeRequest request, CancellationToken cancel)
    {
        if (SkillName.From(request.Name) is not { } name || await store.FindAsync(project, name, cancel) is not { } holder)
        {
            return;
        }
        foreach (var part in request.Skills)
        {
            if (part == name || await RefersToAsync(await GetAsync(part, cancel), holder.Id, [], cancel))
            {
                throw new SkillException(part == name
                    ? $"'{name}' cannot be a component of itself: give the composite another name."
                    : $"'{part}' already has '{name}' as a component, so '{name}' cannot have '{part}': give the composite another name.");
            }
        }
    }

    async Task<bool> RefersToAsync(Skill composite, Guid skill, HashSet<Guid> seen, CancellationToken cancel)
    {
        foreach (var component in await store.GetAsync(project, [.. composite.Procedure.Components.Select(c => c.Skill).Where(seen.Add)], cancel))
        {
            if (component.Id == skill || await RefersToAsync(component, skill, seen, cancel))
            {
                return true;
            }
        }
        return false;
    }

    async Task CheckBindingsAsync(ComposeRequest request, List<Skill> parts, CancellationToken cancel)
    {
        foreach (var (name, bindings) in request.Bindings)
        {
            var part = parts.Find(part => part.Name == name)
                ?? throw new SkillException($"bindings name '{name}', which is not among the skills: {string.Join(", ", parts.Select(p => p.Name))}.");
            var known = (await LayOutAsync(part, cancel)).Procedure.Parameters.Select(p => p.Name).ToList();
            if (bindings.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
            {
                throw new SkillException(known.Count == 0
                    ? $"'{name}' has no parameters, so '{unknown}' cannot be bound."
                    : $"'{name}' has no parameter '{unknown}'. Its parameters: {string.Join(", ", known)}.");
            }
        }
    }
}

/// <summary>Skills that belong together.</summary>
public sealed record ComposeRequest
{
    /// <summary>In the order of execution, two at least.</summary>
    public required IReadOnlyList<SkillName> Skills { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>By component: its parameter and what is put there, a text that may hold placeholders of the composite.</summary>
    public IReadOnlyDictionary<SkillName, IReadOnlyDictionary<string, string>> Bindings { get; init; } = new Dictionary<SkillName, IReadOnlyDictionary<string, string>>();
}

/// <summary>The answer to a <see cref="ComposeRequest"/>.</summary>
public sealed record Composed(Skill Skill, Composition Composition);

/// <summary>A composite laid out from its components as they are now.</summary>
public sealed record Composition
{
    /// <summary>The whole procedure: a step <c>--- Phase: name ---</c> before the steps of each phase.</summary>
    public required Procedure Procedure { get; init; }

    public IReadOnlyList<Phase> Phases { get; init; } = [];

    /// <summary>What does not fit, such as a precondition that an earlier phase undoes; a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Components that are archived, quarantined or gone; a sentence each.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];
}

/// <summary>One component's part of a composite.</summary>
public sealed record Phase(string Name, SkillName Skill, int Steps);
