using System.Text.Json.Serialization;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>A skill that an export has written into a client's folder.</summary>
sealed record ManagedSkill
{
    /// <summary>The file of the memory that it is from.</summary>
    public string Memory { get; init; } = "";

    /// <summary>The project of the skill.</summary>
    public string Project { get; init; } = "";

    /// <summary>The version that was written.</summary>
    public int Version { get; init; }

    /// <summary>What each of its files held, by path; a digest each.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// What its files held before, until the new ones are there: an export may end in between. Empty until a new skill is there.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Before { get; init; }

    /// <summary>The edit by a person that is there and was proposed to the memory; a digest of all its files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Proposed { get; init; }

    /// <summary>The name under which the last edit was proposed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Proposal { get; init; }
}
