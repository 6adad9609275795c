using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class StoreTrajectoryTool(SkillMemory memory)
{
    /// <summary>
    /// Remembers how a task was done, when no stored skill fitted and three or more steps worked. It decides itself whether the run
    /// becomes a new skill, joins a known one or is not worth keeping, and says why. The run counts as the first execution: do not record it again.
    /// </summary>
    /// <param name="task">What was to be done, in the user's words.</param>
    /// <param name="steps">Commands and actions as really run, one each, the successful path only. Dead ends go to notes.</param>
    /// <param name="success">Whether the task was done, as checked. A failed run of a known skill becomes a pitfall of it.</param>
    /// <param name="name">Only if this will be needed again or the user asked to remember it, such as deploy-api.</param>
    /// <param name="category">deployment, debugging, setup, configuration, testing, monitoring, ...</param>
    /// <param name="tags">Words to find it by.</param>
    /// <param name="description">When to use it, in a sentence or two.</param>
    /// <param name="preconditions">What must be true before the first step.</param>
    /// <param name="parameters">What varies; written {name} in the steps.</param>
    /// <param name="postconditions">What is true afterwards.</param>
    /// <param name="notes">What went wrong on the way and how it was solved.</param>
    /// <param name="evidence">How success was checked.</param>
    /// <param name="retrieval_id">From retrieve_skill, if it was called for this task.</param>
    /// <param name="merge_into">A skill that this run belongs to, whatever the similarity says.</param>
    /// <param name="dry_run">Only tell what would be done.</param>
    /// <param name="request">Who calls.</param>
    /// <param name="cancel">Gives up.</param>
    [McpServerTool(Name = "store_trajectory", Title = "Store a trajectory", ReadOnly = false, Idempotent = false, Destructive = false, OpenWorld = false,
        UseStructuredContent = true, OutputSchemaType = typeof(StoreAnswer))]
    public async partial Task<CallToolResult> StoreTrajectory(
        RequestContext<CallToolRequestParams> request,
        [StringLength(Longest.Text, MinimumLength = 1)] string task,
        [Items(1, Trajectory.MostSteps, Step.Longest)] string[] steps,
        bool success,
        [StringLength(Longest.Line)] string name = "",
        [StringLength(Longest.Name)] string category = "",
        [Items(0, Longest.List, Longest.Name)] string[]? tags = null,
        [StringLength(Procedure.LongestDescription)] string description = "",
        [Items(0, Longest.List, Longest.Line)] string[]? preconditions = null,
        [Items(0, Longest.List)] GivenParameter[]? parameters = null,
        [Items(0, Longest.List, Longest.Line)] string[]? postconditions = null,
        [StringLength(Longest.Text)] string notes = "",
        GivenEvidence? evidence = null,
        string retrieval_id = "",
        [StringLength(Longest.Name)] string merge_into = "",
        bool dry_run = false,
        CancellationToken cancel = default)
    {
        var learned = await memory.LearnAsync(new LearnRequest
        {
            Trajectory = new Trajectory
            {
                Task = task,
                Steps = [.. steps.Select(Step.Parse)],
                Success = success,
                Name = name,
                Category = category == "" ? Procedure.General : category,
                Tags = tags ?? [],
                Description = description,
                Preconditions = preconditions ?? [],
                Parameters = [.. (parameters ?? []).Select(p => p.ToParameter())],
                Postconditions = postconditions ?? [],
                Notes = notes,
                Evidence = evidence?.ToEvidence(),
            },
            Retrieval = RetrievalId.Parse(retrieval_id),
            MergeInto = merge_into == "" ? null : SkillName.Parse(merge_into),
            DryRun = dry_run,
        }, Caller.Of(request), cancel);
        return Answer.Of(Present.Learned(learned, dry_run), StoreAnswer.Of(learned), WireJson.Default.StoreAnswer);
    }
}

/// <summary>Something that varies from one execution to the next.</summary>
sealed record GivenParameter(
    string Name,
    string Description = "",
    string Example = "",
    [property: Description("The value where none is given.")] string? Default = null,
    [property: Description("A regular expression for the whole value.")] string? Pattern = null)
{
    public Parameter ToParameter() => new() { Name = Name.Trim('{', '}'), Description = Description, Example = Example, Default = Default, Pattern = Pattern };
}

sealed record StoreAnswer(
    string Decision,
    string Reason,
    string Skill,
    int Version,
    double Similarity,
    IReadOnlyList<DescribedParameter> Parameters,
    IReadOnlyList<SimilarAnswer> Similar)
{
    public static StoreAnswer Of(Learned learned) => new(
        Wire.Word(learned.Decision), learned.Reason, learned.Skill?.Name.Value ?? "", learned.Version, learned.Similarity,
        DescribedParameter.AllOf(learned.Skill?.Procedure), [.. learned.Similar.Select(s => new SimilarAnswer(s.Name.Value, s.Similarity))]);
}

sealed record SimilarAnswer(string Skill, double Similarity);

sealed record DescribedParameter(string Name, string Description, string Example)
{
    public static IReadOnlyList<DescribedParameter> AllOf(Procedure? procedure) =>
        [.. (procedure?.Parameters ?? []).Select(p => new DescribedParameter(p.Name, p.Description, p.Example))];
}
