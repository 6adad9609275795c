using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>
/// A phase of a composite: a reference to another skill, never a copy of it. A binding maps a parameter of the component
/// to a text, which may hold placeholders of the composite; a parameter without a binding keeps its own name.
/// </summary>
/// <param name="Skill">The id of the skill.</param>
public sealed record Component(Guid Skill)
{
    public IReadOnlyDictionary<string, string> Bindings { get; init; } = new Dictionary<string, string>();

    internal Component VisitTexts(TextVisitor visitor)
    {
        visitor.Identifier(Skill.ToString());
        visitor.Count(2 * Bindings.Count);
        return Bindings.Count == 0 ? this : this with { Bindings = visitor.Bindings(Bindings) };
    }
}
