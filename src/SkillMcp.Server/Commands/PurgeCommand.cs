using System.CommandLine;
using SkillMcp.Server.Tools;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class PurgeCommand
{
    static readonly Argument<string> Name = new("NAME") { Description = "The name of the skill." };
    static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask." };

    public static Command Build() => new Command("purge", "Delete a skill and all that was kept of it, for good.")
    {
        Name, Yes,
    }
        .WithExamples("skillmcp purge deploy-api", "skillmcp purge deploy-api --yes")
        .OnMemory(OpenMode.Existing, PurgeAsync);

    static async Task PurgeAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var skill = await memory.GetAsync(SkillName.Parse(typed.GetRequiredValue(Name)), cancel);
        if (!typed.GetValue(Yes) && !Terminal.CanAsk)
        {
            throw new SkillException($"Nobody can be asked here whether '{skill.Name}' may go for good: add --yes, or archive it, which keeps it.");
        }
        if (typed.GetValue(Yes) || Terminal.Ask($"Delete {skill.Name} for good, with all its versions and its record (executions: {skill.Record.Total})?", otherwise: false))
        {
            Terminal.Line(Present.Curated(await memory.PurgeAsync(skill, cancel), Curation.Purge));
        }
        else
        {
            Terminal.Line($"{skill.Name} was kept.");
        }
    }
}
