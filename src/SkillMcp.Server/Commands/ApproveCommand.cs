using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

static class ApproveCommand
{
    static readonly Option<string> Content = new("--content")
    {
        Description = "The beginning of the hash of what you read, as review shows it: nothing else is approved.",
        HelpName = "HASH",
        DefaultValueFactory = _ => "",
    };

    public static Command Build() => new Command(
        "approve", "Let agents use a quarantined skill as it is now; read it first with show.")
    {
        SkillArgument.Name, Content,
    }
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var skill = await memory.GetAsync(SkillArgument.NameFrom(typed), cancel);
            if (!skill.Procedure.ContentHash().StartsWith(typed.GetRequiredValue(Content), StringComparison.OrdinalIgnoreCase))
            {
                throw new SkillException($"'{skill.Name}' says something else now than what you read: look again with review.");
            }
            Terminal.Line(ModelText.Curated(await memory.ApproveAsync(skill, CompositionRoot.Person, cancel), CurateAction.Approve));
        });
}
