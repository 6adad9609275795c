namespace SkillMcp.Server.Wire;

sealed record RecordAnswer(string Skill, bool Counted, double Reliability, int Executions, string Status, IReadOnlyList<string> Followed)
{
    public static RecordAnswer Of(Recorded recorded) => new(
        recorded.Skill.Name.Value, recorded.Counted, recorded.Skill.Reliability, recorded.Skill.Record.Total,
        EnumName.Of(recorded.Skill.Lifecycle.Status), recorded.Consequences);
}
