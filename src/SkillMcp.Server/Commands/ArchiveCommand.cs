using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

static class ArchiveCommand
{
    static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why: unreliable, outdated, superseded, withdrawn, or your own words.",
        HelpName = "WHY",
        DefaultValueFactory = _ => Lifecycle.Withdrawn,
    };

    public static Command Build() => new Command("archive", "Take a skill out of use; it is kept, and can be restored.")
    {
        SkillArgument.Name, Reason,
    }
        .WithExamples("skillmcp archive deploy-api --reason outdated")
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var request = new CurateRequest
            {
                Skill = SkillArgument.NameFrom(typed),
                Action = CurateAction.Archive,
                Reason = typed.GetRequiredValue(Reason)
            };
            Terminal.Line(ModelText.Curated(await memory.CurateAsync(request, CompositionRoot.Person, cancel), CurateAction.Archive));
        });
}
