namespace SkillMcp.Requests;

/// <summary>Skills that are imported together and can refer to each other. It is filled while they are imported; not thread-safe.</summary>
sealed class ImportBatch
{
    readonly Dictionary<Guid, Guid> localIds = [];
    readonly Dictionary<SkillName, Guid> idsByName = [];
    readonly HashSet<Guid> importedIds = [];
    readonly Dictionary<SkillName, List<NameHolder>> holders = [];
    readonly Dictionary<(string Group, SkillName Name), SkillName?> apartNames = [];

    /// <summary>Whether what was imported from a place is not there any more. By default nothing is known of places.</summary>
    public Func<string, bool> IsGone { get; init; } = _ => false;

    /// <summary>The ids in this memory of the skills that were imported so far.</summary>
    public IReadOnlySet<Guid> ImportedIds => importedIds;

    /// <summary>The ids in this memory of the imported skills, by the names that they were imported with.</summary>
    public IReadOnlyDictionary<SkillName, Guid> IdsByName => idsByName;

    /// <summary>The id in this memory of the skill that was imported with an id; null if there is none.</summary>
    public Guid? LocalIdOf(Guid id) => localIds.TryGetValue(id, out var local) ? local : null;

    /// <summary>
    /// The skills that have a name, or that name with a number, in the order of the numbers. Cached, because every lookup reads all
    /// of them; null if they are not cached.
    /// </summary>
    internal List<NameHolder>? Holders(SkillName name) => holders.GetValueOrDefault(name);

    /// <summary>Starts an empty cache entry for the holders of a name.</summary>
    internal List<NameHolder> CacheHolders(SkillName name) => holders[name] = [];

    /// <summary>Drops the cached holders of a name, because another program may have changed them.</summary>
    internal void DropHolders(SkillName name) => holders.Remove(name);

    /// <summary>The name, or that name with the next number after its cached holders.</summary>
    internal SkillName FreeName(SkillName name) => name.AndNumbered().ElementAt(holders[name].Count);

    /// <summary>The name of a skill apart from others of its name, which is made once: to make it takes a screening.</summary>
    internal SkillName? ApartName(PortableSkill skill, Func<PortableSkill, SkillName?> make)
    {
        var key = (skill.Group, skill.Skill.Name);
        if (!apartNames.TryGetValue(key, out var name))
        {
            apartNames[key] = name = make(skill);
        }
        return name;
    }

    /// <summary>Maps an imported skill to the skill of this memory that holds it.</summary>
    internal void Add(Guid id, SkillName name, Skill local)
    {
        localIds[id] = local.Id;
        idsByName.TryAdd(name, local.Id);
        importedIds.Add(local.Id);
    }

    /// <summary>The procedure with the ids of imported components replaced by their ids in this memory.</summary>
    internal Procedure WithLocalIds(Procedure procedure)
    {
        if (!procedure.IsComposite)
        {
            return procedure;
        }
        var components = procedure.Components.Select(component => component with { Skill = LocalIdOf(component.Skill) ?? component.Skill });
        return procedure with { Components = [.. components] };
    }
}

/// <summary>What an import needs to know of a stored skill that has a certain name.</summary>
/// <param name="Id">The id of the skill.</param>
/// <param name="Hash">The content hash of its procedure.</param>
/// <param name="CanBeContinued">Whether an import may add the next version: it was imported itself and is not pinned.</param>
sealed record NameHolder(Guid Id, string Hash, bool CanBeContinued)
{
    public static NameHolder Of(Skill skill) =>
        new(skill.Id, skill.Procedure.ContentHash(), skill.Source == Source.Imported && !skill.Pinned);
}
