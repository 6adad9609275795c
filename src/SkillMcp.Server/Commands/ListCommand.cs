using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Commands;

static class ListCommand
{
    const int MaxDescriptionLength = 100;

    static readonly Option<string?> Category = new("--category") { Description = "Only skills of this category.", HelpName = "NAME" };
    static readonly Option<string?> Tag = new("--tag") { Description = "Only skills with this tag.", HelpName = "NAME" };

    static readonly Option<string?> Status = new Option<string?>("--status") { Description = "Only skills in this state." }
        .AcceptOnlyFromAmong("active", "quarantined", "archived");

    static readonly Option<bool> Stale = new("--stale") { Description = "Only active skills that have not succeeded for 90 days." };

    static readonly Option<bool> Drifted = new("--drifted")
    {
        Description = "Only active skills that were proved with another version of a program than is here.",
    };

    static readonly Column[] Columns =
    [
        new("Skill"),
        new("Worked", Rank: 2),
        new("Category", Rank: 4),
        new("Status", Rank: 3),
        new("Description", Rank: 1, Wraps: true),
    ];

    public static Command Build() => new Command("list", "List the skills, a line each.")
    {
        Category, Tag, Status, Stale, Drifted, Terminal.AsJson,
    }
        .WithExamples("skillmcp list", "skillmcp list --category deployment --status active", "skillmcp list --stale --json")
        .OnMemory(OpenMode.Existing, ListAsync);

    static async Task ListAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var skills = await memory.ListAllAsync(FilterFrom(typed, memory), cancel).ToListAsync(cancel);
        var drifts = typed.GetValue(Drifted) ? await DriftsAsync(memory, skills, cancel) : null;
        skills = drifts is null ? skills : skills.FindAll(skill => drifts.ContainsKey(skill.Id));
        if (typed.GetValue(Terminal.AsJson))
        {
            var answer = ListAnswer.Of(skills, hasMore: false, await memory.StatsAsync(cancel), memory.IsStale);
            Terminal.Json(answer, CommandJson.Default.ListAnswer);
        }
        else if (skills.Count == 0)
        {
            Terminal.Line("No such skills.");
        }
        else
        {
            Terminal.Table(Columns, [.. skills.Select(skill => Row(skill, memory, drifts?[skill.Id]))]);
        }
    }

    /// <summary>What has drifted of each skill of which something has, in words.</summary>
    static async Task<Dictionary<Guid, string>> DriftsAsync(SkillMemory memory, IReadOnlyList<Skill> skills, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, string>();
        foreach (var skill in skills)
        {
            if (await memory.DriftsAsync(skill, cancel) is { Count: > 0 } drifts)
            {
                found.Add(skill.Id, string.Join("; ", drifts.Select(drift => drift.Text)));
            }
        }
        return found;
    }

    static SkillFilter FilterFrom(ParseResult typed, SkillMemory memory)
    {
        if ((typed.GetValue(Stale) || typed.GetValue(Drifted)) && typed.GetValue(Status) is not (null or "active"))
        {
            throw new SkillException("Only active skills can be stale or drifted: leave --status out, or the other one.");
        }
        var filter = typed.GetValue(Stale) ? memory.Stale : new SkillFilter();
        filter = typed.GetValue(Drifted) ? filter with { Status = SkillMcp.Status.Active } : filter;
        filter = filter with { Category = typed.GetValue(Category), Tag = typed.GetValue(Tag) };
        return typed.GetValue(Status) is { } status ? filter with { Status = EnumName.Parse<Status>(status) } : filter;
    }

    static string[] Row(Skill skill, SkillMemory memory, string? drift) =>
    [
        skill.Name.Value,
        ReliabilityText.Of(skill).Brief,
        skill.Procedure.Category,
        EnumName.Of(skill.Lifecycle.Status) + (skill.IsActive && memory.IsStale(skill) ? ", stale" : ""),
        drift ?? Truncate.To(skill.Procedure.Description, MaxDescriptionLength),
    ];
}
