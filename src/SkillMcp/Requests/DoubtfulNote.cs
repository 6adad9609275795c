using System.Text;

namespace SkillMcp.Requests;

/// <summary>A note of one or more reports of a skill that was kept from becoming a pitfall or a tip, and waits for a person.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Withheld">What it becomes once it is admitted, and why it waits.</param>
/// <param name="Reports">The executions that told it, newest first.</param>
sealed record DoubtfulNote(Skill Skill, WithheldPitfall Withheld, IReadOnlyList<Execution> Reports)
{
    /// <summary>The hash of the skill's id and of what a person reads of the note: whoever decides on it decides on that.</summary>
    public string Hash => SkillFile.DigestOf(Encoding.UTF8.GetBytes($"{Skill.Id} {Withheld.ContentHash()}"));
}
