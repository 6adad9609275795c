using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class ComposeSkillsTool(SkillMemory memory)
{
    /// <summary>
    /// Joins stored skills into one that runs them as phases and follows their refinements.
    /// The answer says what does not fit.
    /// </summary>
    /// <param name="skills">In order of execution.</param>
    /// <param name="name">Such as deploy-everything.</param>
    /// <param name="bindings">Parameter values by component. Parameters of the same name are one unless bound.</param>
    [McpServerTool(Name = "compose_skills", Title = "Compose skills",
        ReadOnly = false, Idempotent = false, Destructive = false, OpenWorld = false)]
    public async partial Task<CallToolResult> ComposeSkills(
        RequestContext<CallToolRequestParams> request,
        [Items(2, Procedure.MaxComponents, SkillName.MaxLength)] string[] skills,
        [StringLength(Procedure.MaxTitleLength, MinimumLength = 1)] string name,
        [StringLength(Procedure.MaxDescriptionLength, MinimumLength = 1)] string description,
        [Values(Limits.MaxLineLength)] Dictionary<string, Dictionary<string, string>>? bindings = null,
        [Items(0, Procedure.MaxTexts, Procedure.MaxTagLength)] string[]? tags = null,
        CancellationToken cancel = default)
    {
        var composed = await memory.ComposeAsync(new ComposeRequest
        {
            Skills = [.. skills.Select(SkillName.Parse)],
            Name = name,
            Description = description,
            Tags = tags ?? [],
            Bindings = SkillMap.Parse(bindings?.ToDictionary(
                component => component.Key, component => (IReadOnlyDictionary<string, string>)component.Value)),
        }, CallActor.Of(request), cancel);
        return ToolResult.Of(ModelText.Composed(composed), ComposeAnswer.Of(composed), WireJson.Default.ComposeAnswer);
    }
}
