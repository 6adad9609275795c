namespace SkillMcp.Requests;

/// <summary>Skills that come in together, so that they can refer to each other.</summary>
public sealed class ImportBatch
{
    readonly Dictionary<Guid, Guid> became = [];
    readonly Dictionary<SkillName, Guid> named = [];
    readonly HashSet<Guid> met = [];
    readonly Dictionary<SkillName, List<NameHolder>> holders = [];

    /// <summary>The skills of the memory that were met: each stands for one skill that comes in.</summary>
    public IReadOnlySet<Guid> Met => met;

    /// <summary>The skills that came in, by the names that they came with.</summary>
    public IReadOnlyDictionary<SkillName, Guid> Named => named;

    /// <summary>The id that a skill that came in has here; null where none came with this id.</summary>
    public Guid? Of(Guid id) => became.TryGetValue(id, out var here) ? here : null;

    /// <summary>The skills that have a name, or that name with a number, in the order of the numbers; null where they were not looked up yet. Each look goes through all of them.</summary>
    internal List<NameHolder>? Holders(SkillName name) => holders.GetValueOrDefault(name);

    internal List<NameHolder> Meet(SkillName name) => holders[name] = [];

    /// <summary>Looks again the next time: other programs write too.</summary>
    internal void Forget(SkillName name) => holders.Remove(name);

    /// <summary>The name, with the first number that none of its holders has.</summary>
    internal SkillName FreeName(SkillName name) => name.AndNumbered().ElementAt(holders[name].Count);

    internal void Add(Guid id, SkillName name, Skill here)
    {
        became[id] = here.Id;
        named.TryAdd(name, here.Id);
        met.Add(here.Id);
    }

    /// <summary>A procedure that refers to the skills of this memory in place of those that it came with.</summary>
    internal Procedure Referring(Procedure procedure) => procedure.IsComposite
        ? procedure with { Components = [.. procedure.Components.Select(component => component with { Skill = Of(component.Skill) ?? component.Skill })] }
        : procedure;
}

/// <summary>A skill of the memory that has a name, as an import has to know it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Hash">The hash of what it says.</param>
/// <param name="CanBeContinued">Whether another import may bring its next version.</param>
sealed record NameHolder(Guid Id, string Hash, bool CanBeContinued)
{
    public static NameHolder Of(Skill skill) => new(skill.Id, skill.Procedure.ContentHash(), skill.Source == Source.Imported && !skill.Pinned);
}
