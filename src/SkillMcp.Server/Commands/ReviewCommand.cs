using System.CommandLine;
using SkillMcp.Packaging;
using SkillMcp.Server.Tools;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp review</c>: one after another what waits for approval, with why it does and what it would change.</summary>
static class ReviewCommand
{
    const int Page = 500;

    public static Command Build() => new Command("review", "Go through what is kept apart: read each, then approve, reject or leave it.")
        .WithExamples("skillmcp review", "skillmcp review | less")
        .OnMemory(OpenMode.Existing, async (_, memory, cancel) => await ReviewAsync(memory, cancel));

    static async Task ReviewAsync(SkillMemory memory, CancellationToken cancel)
    {
        var waiting = await memory.ListAsync(new SkillFilter { Status = Status.Quarantined }, limit: Page, cancel: cancel);
        if (waiting.Count == 0)
        {
            Terminal.Line("Nothing waits for approval.");
        }
        foreach (var skill in waiting)
        {
            await ShowAsync(skill, memory, cancel);
            if (!Terminal.CanAsk)
            {
                Terminal.Line($"skillmcp approve {skill.Name} --content {skill.Procedure.ContentHash()[..12]}, or skillmcp reject {skill.Name}");
                Terminal.Line();
            }
            else if (!await DecideAsync(skill, memory, cancel))
            {
                return;
            }
        }
    }

    static async Task ShowAsync(Skill skill, SkillMemory memory, CancellationToken cancel)
    {
        Terminal.Heading(skill.Name.Value);
        Terminal.Warning($"Kept apart: {skill.Lifecycle.Reason}");
        Terminal.Faint($"{Word.Of(skill.Provenance.Author)}{(skill.Provenance.Client == "" ? "" : $" through {skill.Provenance.Client}")}, {skill.CreatedAt:yyyy-MM-dd HH:mm'Z'}");
        var target = await memory.TargetAsync(skill, cancel);
        if (target is not null)
        {
            Terminal.Line($"It would change {target.Name}:");
        }
        var now = Lines(SkillMarkdown.Write(target?.Name ?? skill.Name, (await memory.LayOutAsync(skill, cancel)).Procedure));
        foreach (var (sign, text) in LineDiff.Between(target is null ? [] : Lines(SkillMarkdown.Write(target.Name, target.Procedure)), now))
        {
            Terminal.Line($"{sign} {text}");
        }

        static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');
    }

    /// <returns>Whether to go on.</returns>
    static async Task<bool> DecideAsync(Skill skill, SkillMemory memory, CancellationToken cancel)
    {
        var answer = Terminal.Choose("Approve, reject, leave or quit? [a/r/L/q]");
        try
        {
            Terminal.Line(answer switch
            {
                "a" or "approve" => Present.Curated(await memory.ApproveAsync(skill, cancel), Curation.Approve),
                "r" or "reject" => Present.Curated(await memory.RejectAsync(skill, cancel), Curation.Archive),
                _ => $"{skill.Name} waits.",
            });
        }
        catch (SkillException mistake)
        {
            Terminal.Warning(mistake.Message);
        }
        Terminal.Line();
        return answer is not ("q" or "quit");
    }
}
