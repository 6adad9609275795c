using System.Runtime.CompilerServices;

namespace SkillMcp.Server.Commands.Invocation;

static class SkillListing
{
    const int PageSize = 500;

    /// <summary>All skills that pass a filter, by name, however many there are.</summary>
    public static async IAsyncEnumerable<Skill> ListAllAsync(
        this SkillMemory memory, SkillFilter filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<Skill> page = [];
        do
        {
            page = await memory.ListAsync(filter, page.Count == 0 ? "" : page[^1].Name.Value, PageSize, cancel);
            foreach (var skill in page)
            {
                yield return skill;
            }
        }
        while (page.Count == PageSize);
    }
}
