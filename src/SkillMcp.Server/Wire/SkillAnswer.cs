using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>What every answer about one skill says of it.</summary>
abstract record SkillAnswer
{
    protected SkillAnswer(Skill skill)
    {
        Skill = skill.Name.Value;
        Status = EnumName.Of(skill.Lifecycle.Status);
        Reliability = skill.Reliability;
        Executions = skill.Record.Total;
    }

    // Ahead of what the derived answers add: the name comes first.
    [JsonPropertyOrder(-1)]
    public string Skill { get; }

    [JsonPropertyOrder(-1)]
    public string Status { get; }

    /// <summary>Where there are no executions, only what was believed before.</summary>
    [JsonPropertyOrder(-1)]
    public double Reliability { get; }

    [JsonPropertyOrder(-1)]
    public int Executions { get; }
}
