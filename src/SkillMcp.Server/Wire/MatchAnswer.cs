using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>
/// A skill that fits. One that is handed over whole has <see cref="Why"/> and all that is declared after it, as far as it is not empty;
/// one that is only named has a line's worth. What is empty is left out, except for steps, parameters and missing arguments.
/// </summary>
sealed record MatchAnswer
{
    MatchAnswer(Match match, string description, bool isAlternative)
    {
        Skill = match.Skill.Name.Value;
        Score = match.Score;
        Fit = EnumName.Of(match.Fit);
        Reliability = isAlternative ? null : match.Reliability;
        Executions = isAlternative ? null : match.Record.Total;
        Description = LeftOut.IfEmpty(description);
        Differs = LeftOut.IfEmpty(match.Differs);
        NotFor = LeftOut.IfEmpty(match.NotFor);
        Warnings = isAlternative ? null : LeftOut.IfEmpty(match.Warnings);
        NextStep = LeftOut.IfZero(match.NextStep);
    }

    public string Skill { get; }

    public double Score { get; }

    public string Fit { get; }

    /// <summary>What matched.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; private init; }

    /// <summary>How it came into the memory, and through which client.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Origin { get; private init; }

    /// <summary>Where there are no executions, only what was believed before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Reliability { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Executions { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; }

    /// <summary>How it differs from what is asked for, a phrase each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Differs { get; }

    /// <summary>What it is not for, as reports say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NotFor { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; }

    /// <summary>Where to go on, where some of the steps were done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? NextStep { get; }

    /// <summary>Left out where <see cref="Conditions"/> says them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Preconditions { get; private init; }

    /// <summary>What is known of each precondition, where something is known of the situation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ConditionAnswer>? Conditions { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Steps { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Postconditions { get; private init; }

    /// <summary>What varies, a line each: its value or, where that is missing, what helps to find it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Parameters { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? MissingArguments { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PitfallAnswer>? Pitfalls { get; private init; }

    /// <summary>What runs that went well say to the next one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PitfallAnswer>? Tips { get; private init; }

    /// <summary>What its author wrote of it, where that is more than the steps.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instructions { get; private init; }

    /// <summary>What its folder holds beside SKILL.md, by address.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Files { get; private init; }

    /// <param name="match">The skill.</param>
    /// <param name="isAlternative">Whether another one is handed over whole, so that this one is only to be known of.</param>
    public static MatchAnswer Of(Match match, bool isAlternative) =>
        match.IsWhole ? InFull(match) : new MatchAnswer(match, StoredText.Summary(match, isAlternative), isAlternative);

    static string ParameterOf(Parameter parameter, string? value) =>
        value is null ? StoredText.Of(parameter) : $"{parameter.Name} = {value}";

    static MatchAnswer InFull(Match match) => new(match, match.Procedure.Description, isAlternative: false)
    {
        Why = match.Why,
        Origin = StoredText.Origin(match.Skill),
        Status = EnumName.Of(match.Skill.Lifecycle.Status),
        Preconditions = match.Conditions.Count > 0 ? null : LeftOut.IfEmpty(match.Procedure.Preconditions),
        Conditions = LeftOut.IfEmpty(
            [.. match.Conditions.Select(condition => new ConditionAnswer(condition.Text, EnumName.Of(condition.State)))]),
        Steps = [.. match.Procedure.Steps.Select(step => step.Text)],
        Postconditions = LeftOut.IfEmpty(match.Procedure.Postconditions),
        Parameters = [.. match.Procedure.Parameters.Select(p => ParameterOf(p, match.Values.GetValueOrDefault(p.Name)))],
        MissingArguments = match.MissingArguments,
        Pitfalls = LeftOut.IfEmpty(PitfallAnswer.PitfallsOf(match.Skill)),
        Tips = LeftOut.IfEmpty(PitfallAnswer.TipsOf(match.Skill)),
        Instructions = LeftOut.IfEmpty(StoredText.InstructionsOf(match)),
        Files = LeftOut.IfEmpty([.. match.Files.Select(path => SkillUri.Of(match.Skill.Name, path))]),
    };
}
