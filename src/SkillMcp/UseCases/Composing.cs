using SkillMcp.Admissions;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Composes skills into one that refers to them as its components.</summary>
sealed class Composing(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    AdmissionControl control,
    SkillLookup lookup,
    CompositeLayout layout,
    ChangeWriter writer)
{
    public async Task<Composed> ComposeAsync(ComposeRequest submitted, Actor actor, CancellationToken cancel)
    {
        var admission = await writer.RequireAsync(control.Admit(submitted, actor, cancel), "", cancel);
        var request = admission.Value;
        if (request.Skills.Count is < 2 or > Procedure.MaxComponents)
        {
            throw new SkillException($"A composite joins 2-{Procedure.MaxComponents} skills; {request.Skills.Count} were given.");
        }
        var parts = await ComponentsAsync(request.Skills, cancel);
        await CheckCycleAsync(request, cancel);
        await CheckBindingsAsync(request, parts, cancel);

        var composite = CompositeOf(request, parts, admission.Actor);
        var composition = await layout.LayOutAsync(composite, cancel);
        if (composition.Phases.FirstOrDefault(phase => phase.Steps == 0) is { } text)
        {
            throw new SkillException(
                $"'{text.Skill}' has no steps, only a text: compose skills with steps, and name it in their preconditions.");
        }
        if (composition.Procedure.Steps.Count > Composer.MaxSteps)
        {
            throw new SkillException(
                $"The composite would have {composition.Procedure.Steps.Count} steps and may have {Composer.MaxSteps}: "
                + "compose fewer or shorter skills.");
        }
        var added = await AddAsync(composite, await layout.LayOutApprovedAsync(composite, cancel), admission, cancel);
        if (added.Name == composite.Name)
        {
            return new Composed(added, composition);
        }
        var renamed = $"another skill is called {composite.Name}: this one is {added.Name}";
        return new Composed(added, composition with { Problems = [renamed, .. composition.Problems] });
    }

    Skill CompositeOf(ComposeRequest request, List<Skill> parts, Actor actor)
    {
        var components = parts.Select(part => new Component(part.Id)
        {
            Bindings = request.Bindings.GetValueOrDefault(part.Name) ?? new Dictionary<string, string>(),
        });
        var procedure = new Procedure
        {
            Title = request.Name,
            Description = request.Description,
            Category = Procedure.Composite,
            Tags = request.Tags,
            Components = [.. components],
        };
        var composite = NewSkill.Of(procedure, Source.Composed, Provenance.Of(actor), project, time.GetUtcNow());
        // A composite without executions is at most as reliable as its least reliable component.
        return composite with { Confidence = parts.Min(part => part.Reliability) };
    }

    /// <summary>
    /// Adds the composite with its layout for the screen: components that pass it one by one may not pass it together.
    /// </summary>
    async Task<Skill> AddAsync(Skill composite, Procedure laidOut, Admission admission, CancellationToken cancel)
    {
        var (skill, _) = await writer.AddAsync(
            composite,
            named => Change(named, laidOut),
            admission,
            holder => Task.FromResult(SaysTheSame(holder, composite)),
            cancel);
        return skill;

        static MemoryChange Change(Skill named, Procedure laidOut)
        {
            var change = SkillChanges.Add(named, "composed");
            return change with { Skills = [change.Skills[0] with { LaidOut = laidOut }] };
        }
    }

    static bool SaysTheSame(Skill one, Skill other) => one.Procedure.ContentHash() == other.Procedure.ContentHash();

    async Task<List<Skill>> ComponentsAsync(IReadOnlyList<SkillName> names, CancellationToken cancel)
    {
        var components = new List<Skill>();
        foreach (var name in names)
        {
            components.Add(await ComponentAsync(name, cancel));
        }
        return components;
    }

    async Task<Skill> ComponentAsync(SkillName name, CancellationToken cancel)
    {
        var skill = await lookup.GetAsync(name, cancel);
        return skill.IsActive
            ? skill
            : throw new SkillException(
                $"'{name}' is {skill.Lifecycle.Described} and cannot be a component: restore it first, or leave it out.");
    }

    /// <summary>Rejects a composite that would become a component of itself because of its name.</summary>
    /// <exception cref="SkillException">One of its components has the name, or refers to the skill that has it.</exception>
    async Task CheckCycleAsync(ComposeRequest request, CancellationToken cancel)
    {
        if (SkillName.From(request.Name) is not { } name || await store.FindAsync(project, name, cancel) is not { } holder)
        {
            return;
        }
        foreach (var part in request.Skills)
        {
            if (part == name)
            {
                throw new SkillException($"'{name}' cannot be a component of itself: give the composite another name.");
            }
            if (await RefersToAsync(await lookup.GetAsync(part, cancel), holder.Id, [], cancel))
            {
                throw new SkillException(
                    $"'{part}' already has '{name}' as a component, so '{name}' cannot have '{part}': give the composite another name.");
            }
        }
    }

    async Task<bool> RefersToAsync(Skill composite, Guid skill, HashSet<Guid> seen, CancellationToken cancel)
    {
        var unseen = composite.Procedure.Components.Select(component => component.Skill).Where(seen.Add).ToList();
        foreach (var component in await store.GetAsync(project, unseen, cancel))
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
                ?? throw new SkillException(
                    $"bindings name '{name}', which is not among the skills: {string.Join(", ", parts.Select(p => p.Name))}.");
            var known = (await layout.LayOutAsync(part, cancel)).Procedure.Parameters.Select(p => p.Name).ToList();
            if (bindings.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
            {
                throw new SkillException(known.Count == 0
                    ? $"'{name}' has no parameters, so '{unknown}' cannot be bound."
                    : $"'{name}' has no parameter '{unknown}'. Its parameters: {string.Join(", ", known)}.");
            }
        }
    }
}
