using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class RestoreCommand
{
    static readonly Argument<string> Subject = new("NAME|FILE")
    {
        Description = "The name of an archived skill; or a backup, whose path has a dot or a slash in it.",
    };

    public static Command Build() => new Command(
        "restore", "Put an archived skill back into use, or a backup in place of the whole memory, while servers go on using it.")
    {
        Subject, MemorySelection.Database, MemorySelection.Project,
    }
        .WithExamples("skillmcp restore deploy-api", "skillmcp restore ~/skills-2026-07-28.db", "skillmcp restore ./backup")
        .Runs(async (typed, cancel) =>
        {
            var subject = FileName.Parse(typed.GetRequiredValue(Subject));
            await (IsName(subject) ? RestoreSkillAsync(typed, subject, cancel) : RestoreFileAsync(typed, subject, cancel));
            return 0;
        });

    // By its letters, not by which files there are: a file that happens to be called like a skill must not replace a memory.
    static bool IsName(string subject) => subject.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    static async Task RestoreSkillAsync(ParseResult typed, string name, CancellationToken cancel)
    {
        var request = new CurateRequest { Skill = SkillName.Parse(name), Action = CurateAction.Restore };
        await using var database = await SkillDatabase.OpenAsync(MemorySelection.PathFrom(typed), OpenMode.Existing, cancel);
        var memory = CompositionRoot.MemoryIn(database, typed);
        Terminal.Line(ModelText.Curated(await memory.CurateAsync(request, CompositionRoot.Person, cancel), CurateAction.Restore));
        await memory.FlushAsync(cancel);
    }

    static async Task RestoreFileAsync(ParseResult typed, string backup, CancellationToken cancel)
    {
        var path = Path.GetFullPath(MemorySelection.PathFrom(typed));
        var context = new AuditContext(CompositionRoot.Person, CompositionRoot.Time.GetUtcNow());
        var restored = await SkillDatabase.RestoreAsync(path, backup, context, cancel);
        Terminal.Line($"{path} now holds what is in {Path.GetFullPath(backup)}. Servers that have it open go on with it.");
        if (restored.Kept is { } kept)
        {
            Terminal.Line($"What was there before is kept: {kept}");
        }
        foreach (var problem in restored.Problems)
        {
            Terminal.Warning(problem);
        }
    }
}
