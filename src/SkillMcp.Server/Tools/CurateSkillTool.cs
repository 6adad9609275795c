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
    /// or rolls it back. approve and purge belong to people: the answer says how.
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
            CurateAction.Purge => await PurgeAsync(name, cancel),
            _ => await memory.CurateAsync(
                new CurateRequest { Skill = name, Action = action, Reason = reason, Version = version }, CallActor.Of(request), cancel),
        };
        return ToolResult.Of(ModelText.Curated(curated, action), CurateAnswer.Of(curated, action), WireJson.Default.CurateAnswer);
    }

    async Task<Curated> ApproveAsync(RequestContext<CallToolRequestParams> request, SkillName name, CancellationToken cancel)
    {
        var shown = await memory.GetAsync(name, cancel);
        // Nobody is asked about a skill that does not wait; that it does not is the memory's answer.
        if (shown.Lifecycle.Status == Status.Quarantined)
        {
            var whole = await WholeSkill.ReadAsync(memory, shown, cancel);
            var keptApart = await memory.WhyKeptApartAsync(shown, cancel);
            var target = await memory.TargetAsync(shown, cancel);
            try
            {
                consent.Require(request, shown, whole, target, keptApart);
            }
            catch (NameNotTypedException)
            {
                await memory.RefuseAcceptAsync(shown, CallActor.Of(request), cancel);
                throw;
            }
        }
        return await memory.ApproveAsync(shown, CallActor.WithAcceptance(request), cancel);
    }

    // What is gone for good is not left to a form.
    async Task<Curated> PurgeAsync(SkillName name, CancellationToken cancel) =>
        throw new SkillException(ModelText.TakesATerminal(await memory.GetAsync(name, cancel), CurateAction.Purge));
}
