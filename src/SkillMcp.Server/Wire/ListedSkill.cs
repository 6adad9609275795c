using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>A skill in a list. A quarantined one shows why it is quarantined, and none of its own texts.</summary>
sealed record ListedSkill : SkillAnswer
{
    ListedSkill(Skill skill, bool stale) : base(skill)
    {
        var isQuarantined = skill.Lifecycle.Status == SkillMcp.Status.Quarantined;
        Description = isQuarantined ? $"quarantined until a person approves it ({skill.Lifecycle.Reason})" : skill.Procedure.Description;
        Category = isQuarantined ? Procedure.General : skill.Procedure.Category;
        Stale = stale ? true : null;
    }

    public string Description { get; }

    public string Category { get; }

    /// <summary>Left out where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Stale { get; }

    public static ListedSkill Of(Skill skill, bool stale) => new(skill, stale);
}
