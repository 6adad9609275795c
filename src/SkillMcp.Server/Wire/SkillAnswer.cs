using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>What every answer about one skill says of it.</summary>
abstract record SkillAnswer
{
    protected SkillAnswer(Skill skill) : this(skill, skill.Record)
    {
    }

    /// <param name="skill">The skill.</param>
    /// <param name="record">The executions that the answer speaks of: those of one way, or of all.</param>
    protected SkillAnswer(Skill skill, TrackRecord record)
    {
        Skill = skill.Name.Value;
        Id = skill.Id.ToString();
        Uri = SkillUri.Of(skill.Name);
        Status = EnumName.Of(skill.Lifecycle.Status);
        Reliability = record.Reliability(skill.Confidence);
        Executions = record.Total;
    }

    // Ahead of what the derived answers add: the name comes first.
    [JsonPropertyOrder(-1)]
    public string Skill { get; }

    [JsonPropertyOrder(-1)]
    public string Id { get; }

    [JsonPropertyOrder(-1)]
    public string Uri { get; }

    [JsonPropertyOrder(-1)]
    public string Status { get; }

    [JsonPropertyOrder(-1)]
    public double Reliability { get; }

    [JsonPropertyOrder(-1)]
    public int Executions { get; }

    /// <summary>The ends of the interval in which the reliability lies, the lower first.</summary>
    protected static double[] IntervalOf(TrackRecord record)
    {
        var (low, high) = record.Interval();
        return [low, high];
    }
}
