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
        Untried = Executions == 0 ? true : null;
    }

    // Ahead of what the derived answers add: the name comes first.
    [JsonPropertyOrder(-1)]
    public string Skill { get; }

    [JsonPropertyOrder(-1)]
    public string Status { get; }

    [JsonPropertyOrder(-1)]
    public double Reliability { get; }

    [JsonPropertyOrder(-1)]
    public int Executions { get; }

    /// <summary>Whether its reliability is only what was believed before; left out where it was executed.</summary>
    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Untried { get; }
}
