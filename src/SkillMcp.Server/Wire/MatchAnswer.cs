using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>A skill that fits; one that is only named has nothing after its description.</summary>
sealed record MatchAnswer(
    string Skill,
    string Id,
    string Uri,
    double Score,
    string Fit,
    string Why,
    double Reliability,
    int Executions,
    double[] Interval,
    string Status,
    IReadOnlyList<string> Warnings,
    string Description)
{
    /// <summary>Where to go on, where some of the steps were done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int NextStep { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Preconditions { get; init; }

    /// <summary>What is known of each precondition, where something is known of the situation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ConditionAnswer>? Conditions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Steps { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Postconditions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? MissingArguments { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ParameterAnswer>? Parameters { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PitfallAnswer>? Pitfalls { get; init; }

    /// <summary>What its author wrote of it, where that is more than the steps.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instructions { get; init; }

    /// <summary>What its folder holds beside SKILL.md, at skill://name/path.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Files { get; init; }

    public static MatchAnswer Of(Match match) => match.IsWhole ? Whole(match) : Named(match);

    /// <summary>What its author wrote of a skill, with the address of the rest where it is cut; empty where the steps say all.</summary>
    public static string InstructionsOf(Match match)
    {
        if (!match.IsCut)
        {
            return match.Instructions;
        }
        var rest = $"[the rest is at {SkillUri.Of(match.Skill.Name)}]";
        return match.Instructions.Length > 0 ? $"{match.Instructions}\n\n{rest}" : rest;
    }

    static MatchAnswer Named(Match match)
    {
        var (low, high) = match.Skill.Record.Interval();
        return new MatchAnswer(
            match.Skill.Name.Value, match.Skill.Id.ToString(), SkillUri.Of(match.Skill.Name), match.Score, Word.Of(match.Fit), match.Why,
            match.Skill.Reliability, match.Skill.Record.Total, [low, high], Word.Of(match.Skill.Lifecycle.Status), match.Warnings, match.Procedure.Description)
        {
            NextStep = match.NextStep,
        };
    }

    static MatchAnswer Whole(Match match) => Named(match) with
    {
        Conditions = match.Conditions.Count == 0 ? null : [.. match.Conditions.Select(condition => new ConditionAnswer(condition.Text, Word.Of(condition.State)))],
        Preconditions = match.Procedure.Preconditions,
        Steps = [.. match.Procedure.Steps.Select(step => step.Text)],
        Postconditions = match.Procedure.Postconditions,
        MissingArguments = match.MissingArguments,
        Parameters = [.. match.Procedure.Parameters.Select(p => new ParameterAnswer(p.Name, p.Description, p.Example, match.Values.GetValueOrDefault(p.Name) ?? ""))],
        Pitfalls = [.. match.Skill.Pitfalls.Select(p => new PitfallAnswer(p.Text, p.Step, p.Seen))],
        Instructions = InstructionsOf(match),
        Files = match.Files.Count == 0 ? null : match.Files,
    };
}
