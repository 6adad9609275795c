using System.CommandLine;
using SkillMcp.Server.Tools;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class PinCommand
{
    static readonly Argument<string> Name = new("NAME") { Description = "The name of the skill." };

    public static Command Build() => Build("pin", "Keep a skill as it is: no run refines it, and no record retires it or rolls it back.", CurateAction.Pin, Curation.Pin);

    public static Command BuildUnpin() => Build("unpin", "Let a pinned skill learn again.", CurateAction.Unpin, Curation.Unpin);

    static Command Build(string name, string description, CurateAction action, Curation curation) => new Command(name, description)
    {
        Name,
    }
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var request = new CurateRequest { Skill = SkillName.Parse(typed.GetRequiredValue(Name)), Action = action, By = new Provenance(Author.Person) };
            Terminal.Line(Present.Curated(await memory.CurateAsync(request, cancel), curation));
        });
}
