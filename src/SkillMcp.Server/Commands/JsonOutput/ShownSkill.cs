using System.Text.Json.Serialization;
using SkillMcp.Packaging;
using SkillMcp.Server.Wire;
using SkillMcp.Ways;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What <c>show --json</c> prints: what a skill says, how it has fared and, where they were asked for, its versions.</summary>
sealed record ShownSkill(
    SkillRecord Record,
    string Title,
    string Description,
    string Category,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Preconditions,
    IReadOnlyList<string> Steps,
    IReadOnlyList<string> Postconditions,
    IReadOnlyList<Parameter> Parameters)
{
    /// <summary>The SKILL.md that it was read from, where the fields do not say all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Document { get; init; }

    /// <summary>Whether its steps are only what most looks like steps in its SKILL.md.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StepsGuessed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SkillFile>? Files { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ShownVersion>? Versions { get; init; }

    /// <summary>What it is known not to be for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NotFor { get; init; }

    /// <summary>The programs that are here in another version than it was proved with, a sentence each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Drifted { get; init; }

    /// <summary>Its ways, if it has several; the record of the skill is their sum.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ShownWay>? Ways { get; init; }

    public static ShownSkill Of(
        Skill skill, Procedure procedure, bool stale, IReadOnlyList<SkillVersion>? versions, IReadOnlyList<SkillWay> ways) => new(
        SkillRecord.Of(skill, stale),
        procedure.Title,
        procedure.Description,
        procedure.Category,
        procedure.Tags,
        procedure.Preconditions,
        [.. procedure.Steps.Select(step => step.Text)],
        procedure.Postconditions,
        procedure.Parameters)
    {
        Document = procedure.Document.Length == 0 ? null : procedure.Document,
        StepsGuessed = SkillMarkdown.AreStepsGuessed(procedure),
        Files = procedure.Files.Count == 0 ? null : procedure.Files,
        Ways = ways.Count < 2 ? null : [.. ways.Select(ShownWay.Of)],
        Versions = versions is null ? null : [.. versions.Select(version => ShownVersion.Of(version, skill))],
    };
}
