using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

sealed record RecordAnswer(
    string Skill,
    bool Counted,
    double Reliability,
    int Executions,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Followed)
{
    public static RecordAnswer Of(Recorded recorded) => new(
        recorded.Skill.Name.Value, recorded.Counted, recorded.Skill.Reliability, recorded.Skill.Record.Total,
        EnumName.Of(recorded.Skill.Lifecycle.Status), LeftOut.IfEmpty(recorded.Consequences));
}
