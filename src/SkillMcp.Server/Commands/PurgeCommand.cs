using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

static class PurgeCommand
{
    static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask." };

    public static Command Build() => new Command("purge", "Delete a skill and all that was kept of it, for good.")
    {
        SkillArgument.Name, Yes,
    }
        .WithExamples("skillmcp purge deploy-api", "skillmcp purge deploy-api --yes")
        .OnMemory(OpenMode.Existing, PurgeAsync);

    static async Task PurgeAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var skill = await memory.GetAsync(SkillArgument.NameFrom(typed), cancel);
        if (!typed.GetValue(Yes) && !Terminal.CanAsk)
        {
            throw new SkillException(
                $"There is no terminal to ask whether '{skill.Name}' may be deleted for good: add --yes, or archive it, which keeps it.");
        }
        if (typed.GetValue(Yes) || Terminal.Ask(Question(skill), byDefault: false))
        {
            Terminal.Line(ModelText.Curated(await memory.PurgeAsync(skill, CompositionRoot.Person, cancel), CurateAction.Purge));
        }
        else
        {
            Terminal.Line($"{skill.Name} was kept.");
        }
    }

    static string Question(Skill skill) =>
        $"Delete {skill.Name} for good, with all its versions and its record of {Quantity.Of(skill.Record.Total, "execution")}?";
}
