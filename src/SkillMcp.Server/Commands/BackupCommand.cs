using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands;

static class BackupCommand
{
    static readonly Argument<string> File = new("FILE") { Description = "The file that is to be written; it must not be there yet." };

    public static Command Build() => new Command("backup", "Write the whole memory into another file, while servers go on using it.")
    {
        File,
    }
        .WithExamples("skillmcp backup ~/skills-2026-07-28.db")
        .OnFile(OpenMode.Existing, async (typed, database, cancel) =>
        {
            var file = Path.GetFullPath(FileName.Parse(typed.GetRequiredValue(File)));
            await database.BackupAsync(file, cancel);
            Terminal.Line($"Written and checked: {file}.");
            Terminal.Line($"To use it, give it as --db; to put it in the memory's place: skillmcp restore {file}");
            return 0;
        });
}
