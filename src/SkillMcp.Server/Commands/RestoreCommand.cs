using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

static class RestoreCommand
{
    public static Command Build() => new Command("restore", "Put an archived skill back into use.")
    {
        SkillArgument.Name,
    }
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var request = new CurateRequest
            {
                Skill = SkillArgument.NameFrom(typed),
                Action = CurateAction.Restore
            };
            Terminal.Line(ModelText.Curated(await memory.CurateAsync(request, CompositionRoot.Person, cancel), CurateAction.Restore));
        });
}
