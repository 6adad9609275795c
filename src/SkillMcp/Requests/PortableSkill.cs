namespace SkillMcp.Requests;

/// <summary>A skill with its versions, executions and files, as it is copied from one memory to another.</summary>
sealed record PortableSkill
{
    public required Skill Skill { get; init; }

    /// <summary>All versions in order, including alternatives and the current one.</summary>
    public required IReadOnlyList<SkillVersion> Versions { get; init; }

    /// <summary>The executions, oldest first.</summary>
    public IReadOnlyList<Execution> Executions { get; init; } = [];

    /// <summary>What was drawn for tasks while uplift was measured, the oldest first.</summary>
    public IReadOnlyList<Assignment> Assignments { get; init; } = [];

    /// <summary>The contents of the files of all versions, by digest.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>What it is called apart from another skill of its name, such as its plugin; empty if there is nothing to go by.</summary>
    public string Group { get; init; } = "";

    /// <summary>Whether its place holds no other skill, so that another name there may be a new name of the same skill.</summary>
    public bool IsAloneAtPlace { get; init; }

    /// <summary>The hash of all that was read at its place; empty if it is read again each time.</summary>
    public string SourceHash { get; init; } = "";

    /// <summary>The current version.</summary>
    public SkillVersion Current => Versions.First(version => version.Number == Skill.Version);

    /// <summary>A skill that a person wrote, with one version and no executions.</summary>
    public static PortableSkill Written(Procedure procedure, DateTimeOffset now) => Of(new Skill
    {
        Id = Guid.CreateVersion7(now),
        Name = SkillName.Of(procedure),
        Procedure = procedure,
        Source = Source.Imported,
        Provenance = new Provenance(Author.Person),
        CreatedAt = now,
        UpdatedAt = now,
    });

    /// <summary>A skill with its current version only.</summary>
    public static PortableSkill Of(Skill skill) => new()
    {
        Skill = skill,
        Versions =
        [
            new SkillVersion
            {
                Number = skill.Version,
                Procedure = skill.Procedure,
                Provenance = skill.Provenance,
                Reason = "imported",
                CreatedAt = skill.CreatedAt,
                Pitfalls = skill.Pitfalls,
            },
        ],
    };

    /// <summary>A copy with a new id, and new ids for its executions.</summary>
    public PortableSkill WithNewIds(DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return this with
        {
            Skill = Skill with { Id = id },
            Executions = [.. Executions.Select(execution => execution with { Id = Guid.CreateVersion7(execution.At), Skill = id })],
            Assignments = [.. Assignments.Select(assignment => assignment with { Skill = id })],
        };
    }

    /// <summary>A copy with the procedure of every version rewritten.</summary>
    public PortableSkill With(Func<Procedure, Procedure> rewrite)
    {
        var versions = Versions.Select(version => version with { Procedure = rewrite(version.Procedure) }).ToList();
        var current = versions.First(version => version.Number == Skill.Version);
        return this with { Versions = versions, Skill = Skill with { Procedure = current.Procedure } };
    }
}
