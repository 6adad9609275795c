namespace SkillMcp.Requests;

/// <summary>A skill with all that is kept of it, as it goes from one memory to another.</summary>
public sealed record PortableSkill
{
    public required Skill Skill { get; init; }

    /// <summary>All of its versions, alternatives among them, in order. The one that the skill is now is among them.</summary>
    public required IReadOnlyList<SkillVersion> Versions { get; init; }

    /// <summary>What was reported of it, the oldest first.</summary>
    public IReadOnlyList<Execution> Executions { get; init; } = [];

    /// <summary>What the files of its versions hold, by digest.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>The version that the skill is now.</summary>
    public SkillVersion Current => Versions.First(version => version.Number == Skill.Version);

    /// <summary>A skill of one version, as a person wrote it, and never tried.</summary>
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

    /// <summary>A skill of one version.</summary>
    public static PortableSkill Of(Skill skill) => new()
    {
        Skill = skill,
        Versions = [new SkillVersion { Number = skill.Version, Procedure = skill.Procedure, Provenance = skill.Provenance, Reason = "imported", CreatedAt = skill.CreatedAt, Pitfalls = skill.Pitfalls }],
    };

    /// <summary>The same as another skill: with an id of its own, and its executions too.</summary>
    public PortableSkill Anew(DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return this with
        {
            Skill = Skill with { Id = id },
            Executions = [.. Executions.Select(execution => execution with { Id = Guid.CreateVersion7(execution.At), Skill = id })],
        };
    }

    /// <summary>The same with every version's text made anew.</summary>
    public PortableSkill With(Func<Procedure, Procedure> written)
    {
        var versions = Versions.Select(version => version with { Procedure = written(version.Procedure) }).ToList();
        return this with { Versions = versions, Skill = Skill with { Procedure = versions.First(version => version.Number == Skill.Version).Procedure } };
    }
}
