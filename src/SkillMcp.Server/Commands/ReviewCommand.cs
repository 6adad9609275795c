using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp review</c>: shows each skill that waits for approval, with the reason and with what it would change.</summary>
static class ReviewCommand
{
    const int ShownHashLength = 12;

    public static Command Build() => new Command(
        "review", "Go through the quarantined skills: read each, then approve, reject or leave it.")
        .WithExamples("skillmcp review", "skillmcp review | less")
        .OnMemory(OpenMode.Existing, async (_, memory, cancel) => await ReviewAsync(memory, cancel));

    /// <summary>As much of the hash of a skill's text as <c>approve --content</c> is given.</summary>
    internal static string ShownHashOf(Skill skill) => skill.Procedure.ContentHash()[..ShownHashLength];

    static async Task ReviewAsync(SkillMemory memory, CancellationToken cancel)
    {
        var waiting = await memory.ListAllAsync(new SkillFilter { Status = Status.Quarantined }, cancel).ToListAsync(cancel);
        if (waiting.Count == 0)
        {
            Terminal.Line("Nothing waits for approval.");
        }
        foreach (var skill in waiting)
        {
            await SkillView.ShowWaitingAsync(memory, skill, cancel);
            if (!Terminal.CanAsk)
            {
                Terminal.Line($"skillmcp approve {skill.Name} --content {ShownHashOf(skill)}, or skillmcp reject {skill.Name}");
                Terminal.Line();
            }
            else if (!await DecideAsync(skill, memory, cancel))
            {
                return;
            }
        }
    }

    /// <returns>Whether to go on.</returns>
    static async Task<bool> DecideAsync(Skill skill, SkillMemory memory, CancellationToken cancel)
    {
        var answer = Terminal.Choose("Approve, reject, leave or quit? [a/r/L/q]");
        try
        {
            var person = CompositionRoot.Person;
            Terminal.Line(answer switch
            {
                "a" or "approve" => ModelText.Curated(await memory.ApproveAsync(skill, person, cancel), CurateAction.Approve),
                "r" or "reject" => ModelText.Curated(await memory.RejectAsync(skill, person, cancel), CurateAction.Archive),
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
