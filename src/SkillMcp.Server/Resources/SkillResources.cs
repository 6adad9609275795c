using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Resources;

[McpServerResourceType]
sealed partial class SkillResources(SkillMemory memory)
{
    /// <summary>The most skills that the index or the stale list names; list_skills pages through all.</summary>
    const int MaxListed = 1_000;

    readonly SkillFiles files = new(memory);

    /// <summary>A stored procedure as an Agent Skill: what its author wrote, and nothing that changes by itself.</summary>
    /// <param name="name">The skill's name.</param>
    [McpServerResource(UriTemplate = SkillUri.Markdown, Name = "skill", Title = "A skill", MimeType = MimeType.Markdown)]
    public partial Task<ResourceContents> Markdown(
        string name, RequestContext<ReadResourceRequestParams> request, CancellationToken cancel) =>
        FileAsync(request, cancel);

    /// <summary>A file that a skill is made of: a script, a reference, a skill within it. skills/get lists them.</summary>
    /// <param name="name">The skill's name.</param>
    /// <param name="path">The file's path in the skill's folder.</param>
    [McpServerResource(UriTemplate = SkillUri.File, Name = "skill-file", Title = "A file of a skill")]
    public partial Task<ResourceContents> File(
        string name, string path, RequestContext<ReadResourceRequestParams> request, CancellationToken cancel) =>
        FileAsync(request, cancel);

    /// <summary>Which Agent Skills there are, the first 1,000 by name.</summary>
    [McpServerResource(UriTemplate = SkillUri.Index, Name = "index", Title = "All skills", MimeType = MimeType.Json)]
    public async partial Task<ResourceContents> Index(CancellationToken cancel) =>
        Json(SkillUri.Index, await IndexAsync(memory, cancel), WireJson.Default.SkillIndex);

    /// <summary>How a skill has fared: its status, counts, reliability, dates, pitfalls and tips.</summary>
    /// <param name="name">The skill's name.</param>
    [McpServerResource(UriTemplate = SkillUri.Record, Name = "record", Title = "A skill's record", MimeType = MimeType.Json)]
    public async partial Task<ResourceContents> Record(
        string name, RequestContext<ReadResourceRequestParams> request, CancellationToken cancel)
    {
        var skill = await memory.FindAsync(SkillName.Parse(name), cancel) ?? throw NothingAt(request);
        return Json(request.Params.Uri, await RecordAsync(memory, skill, cancel), WireJson.Default.SkillRecord);
    }

    /// <summary>The memory in numbers.</summary>
    [McpServerResource(UriTemplate = SkillUri.Stats, Name = "stats", Title = "Memory statistics", MimeType = MimeType.Json)]
    public async partial Task<ResourceContents> Stats(CancellationToken cancel) =>
        Json(
            SkillUri.Stats,
            MemoryStatsAnswer.Of(await memory.StatsAsync(cancel), await memory.RetrievalWeeksAsync(cancel)),
            WireJson.Default.MemoryStatsAnswer);

    /// <summary>The skills that were not used with success for 90 days, the first 1,000 by name.</summary>
    [McpServerResource(UriTemplate = SkillUri.Stale, Name = "stale", Title = "Stale skills", MimeType = MimeType.Json)]
    public async partial Task<ResourceContents> Stale(CancellationToken cancel) =>
        Json(SkillUri.Stale, await StaleAsync(memory, cancel), WireJson.Default.StaleSkills);

    public static async Task<SkillIndex> IndexAsync(SkillMemory memory, CancellationToken cancel)
    {
        var skills = await memory.ListAsync(new SkillFilter { Status = Status.Active }, limit: MaxListed + 1, cancel: cancel);
        var listed = (await memory.FoldersAsync([.. skills.Take(MaxListed)], cancel)).Select(IndexedSkill.Of);
        return new SkillIndex(skills.Count > MaxListed ? [.. listed, IndexedSkill.AnyOther] : [.. listed]);
    }

    public static async Task<StaleSkills> StaleAsync(SkillMemory memory, CancellationToken cancel)
    {
        var stale = await memory.ListAsync(memory.Stale, limit: MaxListed, cancel: cancel);
        return new StaleSkills([.. stale.Select(skill => ListedSkill.Of(skill, stale: true))]);
    }

    /// <summary>The record of a skill; a composite has the pitfalls and tips of its components too.</summary>
    public static async Task<SkillRecord> RecordAsync(SkillMemory memory, Skill skill, CancellationToken cancel)
    {
        var composition = await memory.LayOutAsync(skill, cancel);
        return SkillRecord.Of(skill with { Pitfalls = composition.Pitfalls }, memory.IsStale(skill));
    }

    async Task<ResourceContents> FileAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancel) =>
        await files.ReadAsync(request.Params.Uri, cancel) ?? throw NothingAt(request);

    static McpProtocolException NothingAt(RequestContext<ReadResourceRequestParams> request) => new(
        $"There is nothing at {Truncate.To(VisibleText.Line(request.Params.Uri), 200)}. resources/list shows what there is.",
        SupportedVersions.UnknownResource(request.Server.NegotiatedProtocolVersion));

    static TextResourceContents Json<T>(string uri, T value, JsonTypeInfo<T> type) => new()
    {
        Uri = uri,
        MimeType = MimeType.Json,
        Text = JsonSerializer.Serialize(value, type),
    };
}
