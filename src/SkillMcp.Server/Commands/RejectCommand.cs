using System.CommandLine;
using SkillMcp.Server.Tools;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class RejectCommand
{
    static readonly Argument<string> Name = new("NAME") { Description = "The name of the skill." };

    public static Command Build() => new Command("reject", "Put a skill away that was kept apart; restored, it waits for approval again.")
    {
        Name,
    }
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var skill = await memory.GetAsync(SkillName.Parse(typed.GetRequiredValue(Name)), cancel);
            Terminal.Line(Present.Curated(await memory.RejectAsync(skill, cancel), Curation.Archive));
        });
}
