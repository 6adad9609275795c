using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>A phase of a composite: a reference to another skill, not a copy of it.</summary>
/// <param name="Skill">The id of the skill.</param>
public sealed record Component(Guid Skill)
{
    /// <summary>
    /// The values of the skill's parameters, by name. A value may contain placeholders of the composite.
    /// A parameter without a binding becomes a parameter of the composite, with the same name.
    /// </summary>
    public IReadOnlyDictionary<string, string> Bindings { get; init; } = new Dictionary<string, string>();

    internal Component VisitTexts(TextVisitor visitor)
    {
        visitor.Identifier(Skill.ToString());
        visitor.Count(2 * Bindings.Count);
        return Bindings.Count == 0 ? this : this with { Bindings = visitor.Bindings(Bindings) };
    }
}
