namespace SkillMcp.Server.Wire;

sealed record ListedSkill(
    string Skill,
    string Id,
    string Uri,
    string Description,
    string Category,
    string Status,
    double Reliability,
    int Executions,
    bool Stale)
{
    /// <summary>What is kept apart says nothing here but why it is.</summary>
    public static ListedSkill Of(Skill skill, bool stale) => new(
        skill.Name.Value, skill.Id.ToString(), SkillUri.Of(skill.Name),
        skill.Lifecycle.Status == SkillMcp.Status.Quarantined ? $"kept apart until a person approves it ({skill.Lifecycle.Reason})" : skill.Procedure.Description,
        skill.Lifecycle.Status == SkillMcp.Status.Quarantined ? Procedure.General : skill.Procedure.Category,
        Word.Of(skill.Lifecycle.Status), skill.Reliability, skill.Record.Total, stale);
}
