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
        CurateAction action,
        [StringLength(Limits.MaxLineLength, MinimumLength = 1)] string reason,
        int version = 0,
        CancellationToken cancel = default)
    {
        var name = SkillUri.NameOf(skill);
        var curated = action switch
        {
            CurateAction.Approve => await ApproveAsync(request, name, cancel),
            CurateAction.Purge => await PurgeAsync(request, name, cancel),
            _ => await memory.CurateAsync(
                new CurateRequest { Skill = name, Action = action, Reason = reason, Version = version }, CallActor.Of(request), cancel),
        };
        return ToolResult.Of(ModelText.Curated(curated, action), CurateAnswer.Of(curated, action), WireJson.Default.CurateAnswer);
    }

    async Task<Curated> ApproveAsync(RequestContext<CallToolRequestParams> request, SkillName name, CancellationToken cancel) =>
        await memory.ApproveAsync(await AgreedAsync(request, name, CurateAction.Approve, cancel), CallActor.PersonBehind(request), cancel);

    async Task<Curated> PurgeAsync(RequestContext<CallToolRequestParams> request, SkillName name, CancellationToken cancel) =>
        await memory.PurgeAsync(await AgreedAsync(request, name, CurateAction.Purge, cancel), CallActor.PersonBehind(request), cancel);

    /// <summary>The skill as it was shown to the user, who agreed.</summary>
    async Task<Skill> AgreedAsync(
        RequestContext<CallToolRequestParams> request, SkillName name, CurateAction action, CancellationToken cancel)
    {
        var shown = await memory.GetAsync(name, cancel);
        consent.Require(request, shown, (await memory.LayOutAsync(shown, cancel)).Procedure, action);
        return shown;
    }
}
