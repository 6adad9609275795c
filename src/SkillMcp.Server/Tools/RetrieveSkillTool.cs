using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class RetrieveSkillTool(SkillMemory memory)
{
    /// <summary>
    /// Finds the stored procedure for a task. Call it before any multi-step work.
    /// The best match comes whole, others in a line each. Check its preconditions, follow it, verify, then report with record_outcome.
    /// </summary>
    /// <param name="task">What you are about to do, in words of the user, with product and error names.</param>
    /// <param name="skill">Instead, or as well: the exact name of a skill that you were shown.</param>
    /// <param name="done">The steps that you took so far: finds what they begin, and where to go on.</param>
    /// <param name="context">Facts that decide preconditions, such as "os=linux".</param>
    /// <param name="arguments">Values that you know, by parameter.</param>
    /// <param name="max_tokens">How long the answer may be; 0: any.</param>
    [McpServerTool(Name = "retrieve_skill", Title = "Retrieve a skill", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    public async partial Task<CallToolResult> RetrieveSkill(
        RequestContext<CallToolRequestParams> request,
        [StringLength(Limits.MaxTextLength)] string task = "",
        string skill = "",
        [Items(0, Trajectory.MostSteps, Step.Longest)] string[]? done = null,
        [Items(0, Limits.MaxFacts, Limits.MaxLineLength)] string[]? context = null,
        [StringLength(Procedure.LongestTag)] string category = "",
        [Range(1, 20)] int limit = 3,
        [Range(0.0, 1.0)] double min_reliability = 0,
        [Values(Limits.MaxLineLength)] Dictionary<string, string>? arguments = null,
        int max_tokens = 0,
        CancellationToken cancel = default)
    {
        var retrieved = await memory.RetrieveAsync(new RetrieveRequest
        {
            Task = task,
            Skill = skill == "" ? null : SkillName.Parse(skill),
            Done = done ?? [],
            Context = context ?? [],
            Category = category == "" ? null : category,
            Limit = limit,
            MinReliability = min_reliability,
            Arguments = Known(arguments, MissingArguments.Answered(request.Params)),
            MaxTokens = max_tokens == 0 ? null : max_tokens,
        }, cancel);
        if (skill != "" && retrieved.Matches is [{ IsWhole: true } named])
        {
            MissingArguments.Ask(request, named);
        }
        return ToolResult.Of(ModelText.Retrieved(retrieved), RetrieveAnswer.Of(retrieved), WireJson.Default.RetrieveAnswer);
    }

    /// <summary>What the model gave, and the person in its place.</summary>
    static Dictionary<string, string> Known(Dictionary<string, string>? given, IReadOnlyDictionary<string, string> answered)
    {
        var known = new Dictionary<string, string>(given ?? [], StringComparer.Ordinal);
        foreach (var (name, value) in answered)
        {
            known[name] = value;
        }
        return known;
    }
}

/// <param name="RetrievalId">Left out where nothing was handed over, so that there is nothing to report on.</param>
sealed record RetrieveAnswer(
    string Task,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RetrievalId,
    string Advice,
    IReadOnlyList<MatchAnswer> Matches)
{
    public static RetrieveAnswer Of(Retrieved retrieved) =>
        new(retrieved.Task, retrieved.RetrievalId?.ToString(), retrieved.Advice, [.. retrieved.Matches.Select(MatchAnswer.Of)]);
}

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
        Instructions = SkillText.Instructions(match),
        Files = match.Files.Count == 0 ? null : match.Files,
    };
}

/// <param name="Text">The precondition.</param>
/// <param name="State">met, unmet or unknown.</param>
sealed record ConditionAnswer(string Text, string State);

sealed record ParameterAnswer(string Name, string Description, string Example, string Value);

sealed record PitfallAnswer(string Text, int Step, int Seen);
