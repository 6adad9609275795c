using System.CommandLine;
using SkillMcp.Packaging;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;
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
            Screen.Line("Nothing waits for approval.");
        }
        foreach (var skill in waiting)
        {
            await ShowAsync(skill, memory, cancel);
            if (!Screen.CanAsk)
            {
                Screen.Line($"skillmcp approve {skill.Name} --content {skill.Procedure.ContentHash()[..12]}, or skillmcp reject {skill.Name}");
                Screen.Line();
            }
            else if (!await DecideAsync(skill, memory, cancel))
            {
                return;
            }
        }
    }

    static async Task ShowAsync(Skill skill, SkillMemory memory, CancellationToken cancel)
    {
        Screen.Heading(skill.Name.Value);
        Screen.Warning($"Kept apart: {skill.Lifecycle.Reason}");
        Screen.Faint($"{Word.Of(skill.Provenance.Author)}{(skill.Provenance.Client == "" ? "" : $" through {skill.Provenance.Client}")}, {skill.CreatedAt:yyyy-MM-dd HH:mm'Z'}");
        var target = await memory.TargetAsync(skill, cancel);
        if (target is not null)
        {
            Screen.Line($"It would change {target.Name}:");
        }
        var now = Lines(SkillMarkdown.Write(target?.Name ?? skill.Name, (await memory.LayOutAsync(skill, cancel)).Procedure));
        foreach (var (sign, text) in LineDiff.Between(target is null ? [] : Lines(SkillMarkdown.Write(target.Name, target.Procedure)), now))
        {
            Screen.Line($"{sign} {text}");
        }

        static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');
    }

    /// <returns>Whether to go on.</returns>
    static async Task<bool> DecideAsync(Skill skill, SkillMemory memory, CancellationToken cancel)
    {
        var answer = Screen.Choose("Approve, reject, leave or quit? [a/r/L/q]");
        try
        {
            Screen.Line(answer switch
            {
                "a" or "approve" => ModelText.Curated(await memory.ApproveAsync(skill, cancel), Curation.Approve),
                "r" or "reject" => ModelText.Curated(await memory.RejectAsync(skill, cancel), Curation.Archive),
                _ => $"{skill.Name} waits.",
            });
        }
        catch (SkillException mistake)
        {
            Screen.Warning(mistake.Message);
        }
        Screen.Line();
        return answer is not ("q" or "quit");
    }
}
