namespace SkillMcp.Intents;

/// <summary>A product or place that is named.</summary>
/// <param name="Family">The family whose members rule each other out.</param>
/// <param name="Member">Which of them.</param>
/// <param name="Text">As it is written.</param>
/// <param name="At">The index of its first word.</param>
readonly record struct NamedSystem(int Family, int Member, string Text, int At)
{
    /// <summary>Whether another name is of the same product or place.</summary>
    public bool IsSame(NamedSystem other) => Family == other.Family && Member == other.Member;

    /// <summary>A name as it is written in a sentence rather than in a slug: "PostgreSQL".</summary>
    public static string Written(IReadOnlyList<NamedSystem> systems) =>
        systems.Select(system => system.Text).FirstOrDefault(text => text.Any(char.IsUpper)) ?? systems[0].Text;
}
