using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Packaging;
using SkillMcp.Server.Tools;

namespace SkillMcp.Server.Resources;

[McpServerResourceType]
sealed partial class SkillResources(SkillMemory memory)
{
    /// <summary>The most skills that the index or the stale list names; list_skills pages through all.</summary>
    const int MostListed = 1_000;

    // The first protocol version in which an address without a resource is a wrong argument.
    const string NotFoundIsInvalid = "2026-07-28";

    /// <summary>A stored procedure as an Agent Skill: what its author wrote, and nothing that changes by itself.</summary>
    /// <param name="name">The skill's name.</param>
    [McpServerResource(UriTemplate = SkillUri.Markdown, Name = "skill", Title = "A skill", MimeType = "text/markdown")]
    public async partial Task<ResourceContents> Markdown(string name, RequestContext<ReadResourceRequestParams> request, CancellationToken cancel)
    {
        var skill = await ServedAsync(name, request, active: true, cancel);
        var laidOut = await memory.LayOutAsync(skill, cancel);
        return Text(SkillUri.Of(skill.Name), "text/markdown", VisibleText.Of(SkillMarkdown.Write(skill.Name, laidOut.Procedure)));
    }

    /// <summary>Which Agent Skills there are, the first 1,000 by name.</summary>
    [McpServerResource(UriTemplate = SkillUri.Index, Name = "index", Title = "All skills", MimeType = "application/json")]
    public async partial Task<ResourceContents> Index(CancellationToken cancel) =>
        Json(SkillUri.Index, await IndexAsync(memory, cancel), WireJson.Default.SkillIndex);

    /// <summary>How a skill has fared: its status, counts, reliability, dates and pitfalls.</summary>
    /// <param name="name">The skill's name.</param>
    [McpServerResource(UriTemplate = SkillUri.Record, Name = "record", Title = "A skill's record", MimeType = "application/json")]
    public async partial Task<ResourceContents> Record(string name, RequestContext<ReadResourceRequestParams> request, CancellationToken cancel)
    {
        var skill = await ServedAsync(name, request, active: false, cancel);
        return Json(request.Params.Uri, SkillRecord.Of(skill, memory.IsStale(skill)), WireJson.Default.SkillRecord);
    }

    /// <summary>The memory in numbers.</summary>
    [McpServerResource(UriTemplate = SkillUri.Stats, Name = "stats", Title = "Memory statistics", MimeType = "application/json")]
    public async partial Task<ResourceContents> Stats(CancellationToken cancel) =>
        Json(SkillUri.Stats, StatsAnswer.Of(await memory.StatsAsync(cancel)), WireJson.Default.StatsAnswer);

    /// <summary>The skills that nobody has succeeded with for 90 days, the first 1,000 by name.</summary>
    [McpServerResource(UriTemplate = SkillUri.Stale, Name = "stale", Title = "Stale skills", MimeType = "application/json")]
    public async partial Task<ResourceContents> Stale(CancellationToken cancel) =>
        Json(SkillUri.Stale, await StaleAsync(memory, cancel), WireJson.Default.StaleSkills);

    public static async Task<SkillIndex> IndexAsync(SkillMemory memory, CancellationToken cancel) =>
        new([.. (await memory.ListAsync(new SkillFilter { Status = Status.Active }, limit: MostListed, cancel: cancel)).Select(IndexedSkill.Of)]);

    public static async Task<StaleSkills> StaleAsync(SkillMemory memory, CancellationToken cancel) =>
        new([.. (await memory.ListAsync(memory.Stale, limit: MostListed, cancel: cancel)).Select(skill => ListedSkill.Of(skill, stale: true))]);

    async Task<Skill> ServedAsync(string name, RequestContext<ReadResourceRequestParams> request, bool active, CancellationToken cancel)
    {
        var skill = await memory.FindAsync(SkillName.Parse(name), cancel);
        return skill is not null && (skill.IsActive || !active) ? skill
            : throw new McpProtocolException($"There is nothing at {VisibleText.Line(request.Params.Uri)}. resources/list shows what there is.",
                string.CompareOrdinal(request.Server.NegotiatedProtocolVersion, NotFoundIsInvalid) >= 0 ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound);
    }

    static TextResourceContents Json<T>(string uri, T value, JsonTypeInfo<T> type) => Text(uri, "application/json", JsonSerializer.Serialize(value, type));

    static TextResourceContents Text(string uri, string mimeType, string text) => new() { Uri = uri, MimeType = mimeType, Text = text };
}

sealed record StaleSkills(IReadOnlyList<ListedSkill> Skills);

/// <summary>The form in which Agent Skills are discovered.</summary>
sealed record SkillIndex(IReadOnlyList<IndexedSkill> Skills);

sealed record IndexedSkill(string Name, string Type, string Description, string Url)
{
    public static IndexedSkill Of(Skill skill) => new(skill.Name.Value, "skill-md", skill.Procedure.Description, SkillUri.Of(skill.Name));
}
