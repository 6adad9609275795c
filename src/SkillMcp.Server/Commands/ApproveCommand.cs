using System.CommandLine;
using SkillMcp.Server.Tools;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class ApproveCommand
{
    static readonly Argument<string> Name = new("NAME") { Description = "The name of the skill." };

    public static Command Build() => new Command("approve", "Let agents use a skill that was kept apart, as it is now; read it first with show.")
    {
        Name,
    }
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var skill = await memory.GetAsync(SkillName.Parse(typed.GetRequiredValue(Name)), cancel);
            Screen.Line(Present.Curated(await memory.ApproveAsync(skill, cancel), Curation.Approve));
        });
}
