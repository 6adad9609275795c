using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class RecordOutcomeTool(SkillMemory memory, ReportVerification? verification)
{
    /// <summary>
    /// Reports how following a skill ended, once per run. Report success only for what you checked; evidence weighs more than your word.
    /// </summary>
    /// <param name="outcome">not_used: it did not fit; notes: why.</param>
    /// <param name="retrieval_id">From retrieve_skill: the run counts once.</param>
    /// <param name="evidence">What a check showed. expected: what observed must contain, if not exit code 0 or HTTP 2xx.</param>
    /// <param name="failed_step">The failed step, as shown.</param>
    /// <param name="notes">What went wrong or helps, for later runs.</param>
    /// <param name="components">Outcome by component.</param>
    /// <param name="arguments">Values used by parameter.</param>
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
        [Values(Limits.MaxLineLength)] Dictionary<string, string>? arguments = null,
        CancellationToken cancel = default)
    {
        var report = new Report
        {
            Skill = SkillUri.NameOf(skill),
            Outcome = outcome,
            Retrieval = RetrievalId.Parse(retrieval_id),
            Evidence = evidence?.ToEvidence(),
            FailedStep = failed_step,
            Notes = notes,
            Components = SkillMap.Parse(components),
            Arguments = arguments ?? [],
            Session = CallSession.Of(request),
        };
        var verified = verification is null ? new VerifiedReport(report) : await verification(report, cancel);
        var recorded = await memory.RecordAsync(verified.Report, CallActor.Of(request), cancel);
        if (verified.Remark.Length > 0)
        {
            recorded = recorded with { Consequences = [verified.Remark, .. recorded.Consequences] };
        }
        return ToolResult.Of(ModelText.Recorded(recorded), RecordAnswer.Of(recorded), WireJson.Default.RecordAnswer);
    }
}
