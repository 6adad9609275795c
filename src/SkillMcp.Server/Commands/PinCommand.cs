using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

static class PinCommand
{
    public static Command Build() => Build(
        "pin", "Keep a skill as it is: no run refines it, and no record retires it or rolls it back.", CurateAction.Pin, CurateAction.Pin);

    public static Command BuildUnpin() => Build("unpin", "Let a pinned skill learn again.", CurateAction.Unpin, CurateAction.Unpin);

    static Command Build(string name, string description, CurateAction action, CurateAction curation) => new Command(name, description)
    {
        SkillArgument.Name,
    }
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var request = new CurateRequest { Skill = SkillArgument.NameFrom(typed), Action = action };
            Terminal.Line(ModelText.Curated(await memory.CurateAsync(request, CompositionRoot.Person, cancel), curation));
        });
}
