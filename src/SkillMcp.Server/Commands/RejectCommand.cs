using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

static class RejectCommand
{
    public static Command Build() => new Command("reject", "Archive a quarantined skill; once restored, it waits for approval again.")
    {
        SkillArgument.Name,
    }
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var skill = await memory.GetAsync(SkillArgument.NameFrom(typed), cancel);
            Terminal.Line(ModelText.Curated(await memory.RejectAsync(skill, CompositionRoot.Person, cancel), CurateAction.Archive));
        });
}
