using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Elicitation;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

[McpServerToolType]
sealed partial class RetrieveSkillTool(SkillMemory memory)
{
    /// <summary>
    /// Finds the stored procedure for a task: call it before any multi-step work, with also. The one that fits comes in full, others in
    /// a line each with what differs.
    /// </summary>
    /// <param name="task">What you are about to do, in the user's words, with product and error names.</param>
    /// <param name="also">
    /// 6-12 other words or short phrases that the stored procedure may use: product and command names, general terms, synonyms.
    /// </param>
    /// <param name="skill">Instead of or beside task: the exact name of a skill.</param>
    /// <param name="done">Steps taken so far: finds what they begin, and where to go on.</param>
    /// <param name="context">Facts that decide preconditions: os=linux.</param>
    /// <param name="arguments">Known values by parameter.</param>
    /// <param name="max_tokens">Longest answer; 0: any.</param>
    [McpServerTool(Name = "retrieve_skill", Title = "Retrieve a skill",
        ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    public async partial Task<CallToolResult> RetrieveSkill(
        RequestContext<CallToolRequestParams> request,
        [StringLength(Limits.MaxTextLength)] string task = "",
        [Items(0, RetrieveRequest.MaxAlso, RetrieveRequest.MaxAlsoLength)] string[]? also = null,
        string skill = "",
        [Items(0, Trajectory.MaxSteps, Step.MaxLength)] string[]? done = null,
        [Items(0, Limits.MaxFacts, Limits.MaxLineLength)] string[]? context = null,
        [StringLength(Procedure.MaxTagLength)] string category = "",
        [Range(1, 20)] int? limit = null,
        [Range(0.0, 1.0)] double min_reliability = 0,
        [Values(Limits.MaxLineLength)] Dictionary<string, string>? arguments = null,
        int max_tokens = 0,
        CancellationToken cancel = default)
    {
        var retrieved = await memory.RetrieveAsync(new RetrieveRequest
        {
            Task = task,
            Also = also ?? [],
            Skill = skill == "" ? null : SkillUri.NameOf(skill),
            Done = done ?? [],
            Context = context ?? [],
            Category = category == "" ? null : category,
            Limit = limit,
            MinReliability = min_reliability,
            Arguments = Known(arguments, MissingArguments.Answered(request.Params)),
            MaxTokens = max_tokens == 0 ? null : max_tokens,
            Session = CallSession.Of(request),
        }, cancel);
        if (skill != "" && retrieved.Matches is [{ IsWhole: true } named])
        {
            MissingArguments.Ask(request, named);
        }
        return ToolResult.Of(ContextText.Of(retrieved), RetrieveAnswer.Of(retrieved), WireJson.Default.RetrieveAnswer);
    }

    /// <summary>The values that the model gave, replaced by what the person answered.</summary>
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
