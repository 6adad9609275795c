using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class StoreTrajectoryTool(SkillMemory memory)
{
    /// <summary>
    /// Stores how a task was done when no stored skill fitted and three or more steps worked. Says whether the run becomes a skill,
    /// joins one or is not kept, and why. The run is counted: do not record it again.
    /// </summary>
    /// <param name="task">What was to be done, in the user's words.</param>
    /// <param name="steps">Commands and actions as run, one each, only the path that worked; dead ends go to notes.</param>
    /// <param name="success">True only if checked. A failed run of a known skill becomes a pitfall.</param>
    /// <param name="name">Only if this will be needed again or the user asked to remember it: deploy-api.</param>
    /// <param name="category">deployment, debugging, setup, ...</param>
    /// <param name="preconditions">What must be true before.</param>
    /// <param name="parameters">What varies; {name} in the steps.</param>
    /// <param name="notes">What went wrong and how it was solved.</param>
    /// <param name="retrieval_id">From retrieve_skill.</param>
    /// <param name="merge_into">The skill of this run.</param>
    /// <param name="dry_run">Only say what would be.</param>
    [McpServerTool(Name = "store_trajectory", Title = "Store a trajectory",
        ReadOnly = false, Idempotent = false, Destructive = false, OpenWorld = false)]
    public async partial Task<CallToolResult> StoreTrajectory(
        RequestContext<CallToolRequestParams> request,
        [StringLength(Limits.MaxTextLength, MinimumLength = 1)] string task,
        [Items(1, Trajectory.MaxSteps, Step.MaxLength)] string[] steps,
        bool success,
        [StringLength(Procedure.MaxTitleLength)] string name = "",
        [StringLength(Procedure.MaxTagLength)] string category = "",
        [Items(0, Procedure.MaxTexts, Procedure.MaxTagLength)] string[]? tags = null,
        [StringLength(Procedure.MaxDescriptionLength)] string description = "",
        [Items(0, Procedure.MaxTexts, Procedure.MaxConditionLength)] string[]? preconditions = null,
        [Items(0, Limits.MaxParameters)] ParameterArgument[]? parameters = null,
        [Items(0, Procedure.MaxTexts, Procedure.MaxConditionLength)] string[]? postconditions = null,
        [StringLength(Limits.MaxTextLength)] string notes = "",
        EvidenceArgument? evidence = null,
        string retrieval_id = "",
        string merge_into = "",
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
            Session = CallSession.Of(request),
        }, CallActor.Of(request), cancel);
        return ToolResult.Of(ModelText.Learned(learned, dry_run), StoreAnswer.Of(learned), WireJson.Default.StoreAnswer);
    }
}
