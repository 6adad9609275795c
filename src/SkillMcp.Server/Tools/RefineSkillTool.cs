using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class RefineSkillTool(SkillMemory memory)
{
    /// <summary>
    /// Replaces a skill's steps by changed ones that worked, or renames or describes it, as a new version.
    /// Dropping a check, backup, wait or rollback is answered with what would be lost.
    /// A run with steps is counted: do not record it again.
    /// </summary>
    /// <param name="steps">All steps, {placeholders} for what varies.</param>
    /// <param name="success">True only if checked.</param>
    /// <param name="retrieval_id">From retrieve_skill.</param>
    /// <param name="accept_loss">Accept what would be lost.</param>
    [McpServerTool(Name = "refine_skill", Title = "Refine a skill",
        ReadOnly = false, Idempotent = false, Destructive = false, OpenWorld = false)]
    public async partial Task<CallToolResult> RefineSkill(
        RequestContext<CallToolRequestParams> request,
        string skill,
        [StringLength(Limits.MaxLineLength, MinimumLength = 1)] string reason,
        [Items(1, Trajectory.MaxSteps, Step.MaxLength)] string[]? steps = null,
        bool success = false,
        [StringLength(Procedure.MaxTitleLength)] string name = "",
        [StringLength(Procedure.MaxDescriptionLength)] string description = "",
        EvidenceArgument? evidence = null,
        string retrieval_id = "",
        bool accept_loss = false,
        CancellationToken cancel = default)
    {
        var refined = await memory.RefineAsync(new RefineRequest
        {
            Skill = SkillUri.NameOf(skill),
            Steps = [.. (steps ?? []).Select(Step.Parse)],
            Name = name,
            Description = description,
            Success = success,
            Reason = reason,
            Evidence = evidence?.ToEvidence(),
            Retrieval = RetrievalId.Parse(retrieval_id),
            AcceptLoss = accept_loss,
            Session = CallSession.Of(request),
        }, CallActor.Of(request), cancel);
        return ToolResult.Of(ModelText.Refined(refined), RefineAnswer.Of(refined), WireJson.Default.RefineAnswer);
    }
}
