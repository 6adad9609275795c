namespace SkillMcp.Server.Wire;

sealed record RefineAnswer(string Skill, string Decision, int Version, IReadOnlyList<string> WouldLose, string Reason)
{
    public static RefineAnswer Of(Refined refined) =>
        new(refined.Skill.Name.Value, EnumName.Of(refined.Decision), refined.Version, refined.WouldLose, refined.Reason);
}
