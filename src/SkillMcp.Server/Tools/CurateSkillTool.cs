using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Elicitation;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class CurateSkillTool(SkillMemory memory, Consent consent)
{
    /// <summary>
    /// Archives a skill (reason: unreliable, outdated, superseded or withdrawn), restores it, pins it against automatic change, unpins it
    /// or rolls it back. approve and purge belong to people: the user is asked.
    /// </summary>
    /// <param name="version">For rollback; 0: the one before.</param>
    [McpServerTool(Name = "curate_skill", Title = "Curate a skill",
        ReadOnly = false, Idempotent = true, Destructive = true, OpenWorld = false)]
    public async partial Task<CallToolResult> CurateSkill(
        RequestContext<CallToolRequestParams> request,
        string skill,
        Curation action,
        [StringLength(Limits.MaxLineLength, MinimumLength = 1)] string reason,
        int version = 0,
        CancellationToken cancel = default)
    {
        var name = SkillName.Parse(skill);
        var curated = action switch
        {
            Curation.Approve => await ApproveAsync(request, name, cancel),
            Curation.Purge => await PurgeAsync(request, name, cancel),
            _ => await memory.CurateAsync(new CurateRequest { Skill = name, Action = Machine(action), Reason = reason, Version = version, By = CallProvenance.Of(request) }, cancel),
        };
        return ToolResult.Of(ModelText.Curated(curated, action), CurateAnswer.Of(curated, action), WireJson.Default.CurateAnswer);
    }

    async Task<Curated> ApproveAsync(RequestContext<CallToolRequestParams> request, SkillName name, CancellationToken cancel)
    {
        var shown = await memory.GetAsync(name, cancel);
        consent.Require(request, shown, Curation.Approve);
        Acting.As(CallProvenance.Of(request), DateTimeOffset.UtcNow);
        return await memory.ApproveAsync(shown, cancel);
    }

    async Task<Curated> PurgeAsync(RequestContext<CallToolRequestParams> request, SkillName name, CancellationToken cancel)
    {
        var shown = await memory.GetAsync(name, cancel);
        consent.Require(request, shown, Curation.Purge);
        Acting.As(CallProvenance.Of(request), DateTimeOffset.UtcNow);
        return await memory.PurgeAsync(shown, cancel);
    }

    static CurateAction Machine(Curation action) => action switch
    {
        Curation.Archive => CurateAction.Archive,
        Curation.Restore => CurateAction.Restore,
        Curation.Pin => CurateAction.Pin,
        Curation.Unpin => CurateAction.Unpin,
        _ => CurateAction.Rollback,
    };
}
