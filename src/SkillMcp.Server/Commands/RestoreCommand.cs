using System.CommandLine;
using SkillMcp.Server.Tools;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class RestoreCommand
{
    static readonly Argument<string> Name = new("NAME") { Description = "The name of the skill." };

    public static Command Build() => new Command("restore", "Put an archived skill back into use.")
    {
        Name,
    }
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var request = new CurateRequest { Skill = SkillName.Parse(typed.GetRequiredValue(Name)), Action = CurateAction.Restore, By = new Provenance(Author.Person) };
            Terminal.Line(Present.Curated(await memory.CurateAsync(request, cancel), Curation.Restore));
        });
}
