namespace SkillMcp.Packaging;

/// <summary>A phase of a composite, by its skill's name.</summary>
sealed record NamedComponent(SkillName Skill)
{
    /// <inheritdoc cref="Component"/>
    public IReadOnlyDictionary<string, string> Bindings { get; init; } = new Dictionary<string, string>();
}
