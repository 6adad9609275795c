using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <param name="Text">What to look out for.</param>
/// <param name="Step">The step that it is about; left out where it is about the whole skill.</param>
/// <param name="Seen">How often it was reported; left out where that is once.</param>
sealed record PitfallAnswer(
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Step,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Seen)
{
    public static IReadOnlyList<PitfallAnswer> PitfallsOf(Skill skill) => AllOf(skill.Pitfalls.Where(pitfall => !pitfall.IsTip));

    public static IReadOnlyList<PitfallAnswer> TipsOf(Skill skill) => AllOf(skill.Pitfalls.Where(pitfall => pitfall.IsTip));

    static IReadOnlyList<PitfallAnswer> AllOf(IEnumerable<Pitfall> pitfalls) =>
    [
        .. pitfalls.Select(pitfall => new PitfallAnswer(
            pitfall.Text, LeftOut.IfZero(pitfall.Step), pitfall.Seen > 1 ? pitfall.Seen : null)),
    ];
}
