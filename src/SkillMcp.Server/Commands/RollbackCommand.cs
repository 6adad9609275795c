using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

static class RollbackCommand
{
    static readonly Option<int> To = new("--to")
    {
        Description = "The version to go back to, or the alternative to adopt; without it, the version before.",
        HelpName = "N",
    };

    public static Command Build() => new Command(
        "rollback", "Put an earlier version of a skill back in place; the one that it replaces is kept.")
    {
        SkillArgument.Name, To,
    }
        .WithExamples("skillmcp rollback deploy-api", "skillmcp rollback deploy-api --to 2")
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var request = new CurateRequest
            {
                Skill = SkillArgument.NameFrom(typed),
                Action = CurateAction.Rollback,
                Version = typed.GetValue(To)
            };
            Terminal.Line(ModelText.Curated(await memory.CurateAsync(request, CompositionRoot.Person, cancel), CurateAction.Rollback));
        });
}
