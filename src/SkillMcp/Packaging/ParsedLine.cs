namespace SkillMcp.Packaging;

/// <summary>What a line of JSON says.</summary>
/// <param name="Portable">The skill; what the line left out has a default.</param>
sealed record ParsedLine(PortableSkill Portable)
{
    /// <summary>The id that other skills refer to it by; null if it has none, or one that is not a UUID.</summary>
    public Guid? Id { get; init; }

    /// <summary>
    /// The skills that it was composed of, where the line holds its steps and no references; <see cref="Guid.Empty"/> for an id
    /// that is not a UUID.
    /// </summary>
    public IReadOnlyList<Guid> SubSkills { get; init; } = [];

    /// <summary>What a person should know of how it was read; empty if there is nothing.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Whether it comes with its versions.</summary>
    public bool HasHistory { get; init; }

    /// <summary>The skills that have to be there before it.</summary>
    public IReadOnlyList<Guid> Parts =>
        [.. SubSkills, .. Portable.Versions.SelectMany(version => version.Procedure.Components).Select(component => component.Skill)];
}
