using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>A skill that fits; one that is only named has nothing after its description.</summary>
sealed record MatchAnswer : SkillAnswer
{
    MatchAnswer(Match match) : base(match.Skill, match.Record)
    {
        Score = match.Score;
        Fit = EnumName.Of(match.Fit);
        Why = match.Why;
        Differs = match.Differs;
        Interval = IntervalOf(match.Record);
        Warnings = match.Warnings;
        Description = match.Procedure.Description;
        NextStep = match.NextStep;
        NotFor = match.NotFor.Count == 0 ? null : match.NotFor;
    }

    public double Score { get; }

    public string Fit { get; }

    public string Why { get; }

    /// <summary>How it differs from what is asked for, a phrase each.</summary>
    public IReadOnlyList<string> Differs { get; }

    /// <summary>What it is not for, as reports say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NotFor { get; }

    public double[] Interval { get; }

    public IReadOnlyList<string> Warnings { get; }

    public string Description { get; }

    /// <summary>Where to go on, where some of the steps were done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int NextStep { get; }

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

    /// <summary>What runs that went well say to the next one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PitfallAnswer>? Tips { get; init; }

    /// <summary>What its author wrote of it, where that is more than the steps.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instructions { get; init; }

    /// <summary>What its folder holds beside SKILL.md, at skill://name/path.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Files { get; init; }

    public static MatchAnswer Of(Match match) => match.IsWhole ? InFull(match) : new MatchAnswer(match);

    /// <summary>What its author wrote of a skill, with the address of the rest where it is cut; empty if the steps say all.</summary>
    public static string InstructionsOf(Match match)
    {
        if (!match.IsCut)
        {
            return match.Instructions;
        }
        var rest = $"[the rest is at {SkillUri.Of(match.Skill.Name)}]";
        return match.Instructions.Length > 0 ? $"{match.Instructions}\n\n{rest}" : rest;
    }

    static MatchAnswer InFull(Match match) => new(match)
    {
        Conditions = ConditionsOf(match),
        Preconditions = match.Procedure.Preconditions,
        Steps = [.. match.Procedure.Steps.Select(step => step.Text)],
        Postconditions = match.Procedure.Postconditions,
        MissingArguments = match.MissingArguments,
        Parameters = [.. match.Procedure.Parameters.Select(p => ParameterAnswer.Of(p, match.Values.GetValueOrDefault(p.Name)))],
        Pitfalls = PitfallAnswer.PitfallsOf(match.Skill),
        Tips = PitfallAnswer.TipsOf(match.Skill),
        Instructions = InstructionsOf(match),
        Files = match.Files.Count == 0 ? null : match.Files,
    };

    static IReadOnlyList<ConditionAnswer>? ConditionsOf(Match match) =>
        match.Conditions.Count == 0
            ? null
            : [.. match.Conditions.Select(condition => new ConditionAnswer(condition.Text, EnumName.Of(condition.State)))];
}
