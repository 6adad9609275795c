using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class RecordOutcomeTool(SkillMemory memory)
{
    /// <summary>
    /// Reports how following a skill ended, once per run. Report success only for what you checked; evidence weighs more than your word.
    /// </summary>
    /// <param name="outcome">not_used: read, but it did not fit.</param>
    /// <param name="retrieval_id">From retrieve_skill, so that the run counts once.</param>
    /// <param name="evidence">What a check showed. expected: optional for exit code 0 and HTTP 2xx; check: the command or request.</param>
    /// <param name="failed_step">Number of the failed step, as shown.</param>
    /// <param name="notes">What went wrong and what helps; warns later runs.</param>
    /// <param name="components">For a composite, the outcome by component.</param>
    [McpServerTool(Name = "record_outcome", Title = "Record an outcome",
        ReadOnly = false, Idempotent = false, Destructive = false, OpenWorld = false)]
    public async partial Task<CallToolResult> RecordOutcome(
        RequestContext<CallToolRequestParams> request,
        string skill,
        Outcome outcome,
        string retrieval_id = "",
        EvidenceArgument? evidence = null,
        int failed_step = 0,
        [StringLength(Limits.MaxTextLength)] string notes = "",
        Dictionary<string, Outcome>? components = null,
        CancellationToken cancel = default)
    {
        var recorded = await memory.RecordAsync(new Report
        {
            Skill = SkillUri.NameOf(skill),
            Outcome = outcome,
            Retrieval = RetrievalId.Parse(retrieval_id),
            Evidence = evidence?.ToEvidence(),
            FailedStep = failed_step,
            Notes = notes,
            Components = SkillMap.Parse(components),
        }, CallActor.Of(request), cancel);
        return ToolResult.Of(ModelText.Recorded(recorded), RecordAnswer.Of(recorded), WireJson.Default.RecordAnswer);
    }
}
