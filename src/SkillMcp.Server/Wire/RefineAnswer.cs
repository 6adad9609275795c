using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <param name="Skill">The skill.</param>
/// <param name="Decision">What was done.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Reason">Why.</param>
/// <param name="Notice">What the steps that would be lost are: learned data.</param>
/// <param name="WouldLose">Stored steps that the change would lose.</param>
sealed record RefineAnswer(
    string Skill,
    string Decision,
    int Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Notice,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? WouldLose)
{
    public static RefineAnswer Of(Refined refined) => new(
        refined.Skill.Name.Value,
        EnumName.Of(refined.Decision),
        refined.Version,
        LeftOut.IfEmpty(refined.Reason),
        refined.WouldLose.Count == 0 ? null : StoredText.Notice,
        LeftOut.IfEmpty(refined.WouldLose));
}
