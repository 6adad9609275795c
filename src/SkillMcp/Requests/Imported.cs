using SkillMcp.Safety;

namespace SkillMcp.Requests;

/// <summary>The result of importing a skill.</summary>
/// <param name="Result">How it was stored.</param>
/// <param name="Skill">The skill of this memory that holds it.</param>
/// <param name="Remark">A remark for the person who imports; may be empty.</param>
sealed record Imported(ImportResult Result, Skill Skill, string Remark)
{
    /// <summary>The screenings that it did not pass: why it is quarantined, or what a person admitted it against.</summary>
    public IReadOnlyList<ScreeningResult> Doubts { get; init; } = [];
}
