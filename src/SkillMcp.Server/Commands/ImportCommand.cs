using System.CommandLine;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class ImportCommand
{
    static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "A SKILL.md, a folder of skills (however deep), a zip of one, or skills as JSON; - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Tell what would become of each skill, and write nothing." };

    public static Command Build()
    {
        var command = new Command("import", "Bring skills in: what cannot be taken is named, and the rest goes on.")
        {
            Paths, DryRun, Terminal.AsJson, MemoryFile.Database, MemoryFile.Project,
        };
        return command
            .WithExamples("skillmcp import ~/.claude/skills", "skillmcp import skills.zip --dry-run", "skillmcp import skills.jsonl", "skillmcp export --json | skillmcp import - --db other.db")
            .Runs(async (typed, cancel) => typed.GetValue(DryRun) ? await RehearseAsync(typed, cancel) : await ImportAsync(typed, MemoryFile.PathFrom(typed), OpenMode.Create, cancel));
    }

    /// <summary>Imports into a copy: nothing else meets all that the memory holds and leaves it as it is.</summary>
    static async Task<int> RehearseAsync(ParseResult typed, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-");
        try
        {
            var (memory, copy) = (MemoryFile.PathFrom(typed), Path.Combine(folder.FullName, "skills.db"));
            if (File.Exists(memory))
            {
                await using var database = await SkillDatabase.OpenAsync(memory, OpenMode.Existing, cancel);
                await database.BackupAsync(copy, cancel);
            }
            return await ImportAsync(typed, copy, OpenMode.Create, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>0 where nothing was refused, else 1.</returns>
    static async Task<int> ImportAsync(ParseResult typed, string file, OpenMode mode, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, mode, cancel);
        using var progress = new Progress("skills looked at");
        var run = new ImportSession(MemoryFile.MemoryIn(database, typed), progress);
        foreach (var path in typed.GetRequiredValue(Paths))
        {
            await run.ImportAsync(FileName.Parse(path), cancel);
        }
        await run.FinishAsync(cancel);
        progress.Dispose();
        var answer = ImportSummary.Of(run.Lines, typed.GetValue(DryRun));
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(answer, CommandJson.Default.ImportSummary);
        }
        else
        {
            Show(answer);
        }
        return answer.Refused == 0 ? 0 : 1;
    }

    static void Show(ImportSummary answer)
    {
        foreach (var line in answer.Skills.Where(line => line.Result != ImportEntry.Skipped && (line.Result is not (ImportEntry.Stored or ImportEntry.Unchanged) || line.Reason.Length > 0)))
        {
            var text = $"{line.Result}: {line.Where}{(line.Skill.Length > 0 ? $" is {line.Skill}" : "")}{(line.Reason.Length > 0 ? $": {line.Reason}" : "")}";
            if (line.Result is ImportEntry.Refused or ImportEntry.Quarantined)
            {
                Terminal.Warning(text);
            }
            else
            {
                Terminal.Line(text);
            }
        }
        Terminal.Line($"{(answer.DryRun ? "Would be: " : "")}{answer.Told}.");
        if (answer.Quarantined > 0 && !answer.DryRun)
        {
            Terminal.Line("What is quarantined is kept apart from agents until you have read it: skillmcp review");
        }
    }
}
