namespace SkillMcp.Server.Wire;

sealed record CurateAnswer(string Skill, string Action, string Status, int Version, bool Changed)
{
    public static CurateAnswer Of(Curated curated, CurateAction action) => new(
        curated.Skill.Name.Value,
        EnumName.Of(action),
        action == CurateAction.Purge ? "purged" : EnumName.Of(curated.Skill.Lifecycle.Status),
        curated.Skill.Version,
        curated.Changed);
}
