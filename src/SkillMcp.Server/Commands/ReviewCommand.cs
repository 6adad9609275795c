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

    static async Task ReviewAsync(SkillMemory memory, CancellationToken cancel)
    {
        var waiting = await memory.ListAllAsync(new SkillFilter { Status = Status.Quarantined }, cancel).ToListAsync(cancel);
        if (waiting.Count == 0)
        {
            Terminal.Line("Nothing waits for approval.");
        }
        foreach (var skill in waiting)
        {
            await ShowAsync(skill, memory, cancel);
            if (!Terminal.CanAsk)
            {
                var hash = skill.Procedure.ContentHash()[..ShownHashLength];
                Terminal.Line($"skillmcp approve {skill.Name} --content {hash}, or skillmcp reject {skill.Name}");
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
        var (provenance, target) = (skill.Provenance, await memory.TargetAsync(skill, cancel));
        Terminal.Heading(skill.Name.Value);
        Terminal.Warning($"Quarantined: {skill.Lifecycle.Reason}");
        var client = provenance.Client == "" ? "" : $" through {provenance.Client}";
        Terminal.Faint($"{EnumName.Of(provenance.Author)}{client}, {skill.CreatedAt:yyyy-MM-dd HH:mm'Z'}");
        if (target is not null)
        {
            Terminal.Line($"It would change {target.Name}:");
        }
        var before = target is null ? [] : Lines(target.Procedure);
        var after = Lines((await memory.LayOutAsync(skill, cancel)).Procedure);
        foreach (var (sign, text) in LineDiff.Between(before, after))
        {
            Terminal.Line($"{sign} {text}");
        }

        static string[] Lines(Procedure procedure) => [.. SkillText.AllTexts(procedure).SelectMany(text => text.Split('\n'))];
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
