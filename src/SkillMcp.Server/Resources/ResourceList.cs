using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Packaging;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Resources;

/// <summary>Lists the active skills as resources, page by page from the store; the cursor is the last name of the page before.</summary>
sealed class ResourceList(SkillMemory memory)
{
    const int PageSize = 100;

    public async ValueTask<ListResourcesResult> PageAsync(RequestContext<ListResourcesRequestParams> request, CancellationToken cancel)
    {
        // One more than a page tells whether there is a next one.
        var filter = new SkillFilter { Status = Status.Active };
        var skills = await memory.ListAsync(filter, Cursor.Parse(request.Params?.Cursor ?? ""), PageSize + 1, cancel);
        var page = skills.Take(PageSize).ToList();
        return new ListResourcesResult
        {
            Resources = [.. page.Zip(await memory.FoldersAsync(page, cancel), Listed)],
            NextCursor = skills.Count > PageSize ? skills[PageSize - 1].Name.Value : null,
        };
    }

    static Resource Listed(Skill skill, ServedFolder folder) => new()
    {
        Uri = SkillUri.Of(folder.Name),
        Name = folder.Name.Value,
        Title = VisibleText.Line(skill.Procedure.Title),
        Description = folder.Description,
        MimeType = MimeType.Markdown,
        Size = folder.Files[0].Size,
    };
}
