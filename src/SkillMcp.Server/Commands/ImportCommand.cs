using System.CommandLine;
using SkillMcp.Packaging;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Commands.Transfer;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class ImportCommand
{
    const int MaxSkippedLines = 12;
    const int MaxSkippedNames = 6;

    static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "A SKILL.md, a folder of skills (however deep), a zip of one, or skills as JSON; - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would happen to each skill, and write nothing." };

    static readonly Option<bool> Follow = new("--follow")
    {
        Description = "Follow links out of the folders that are named, too.",
    };

    static readonly Option<bool> Admit = new("--admit")
    {
        Description = "Show what the screen refuses or doubts, and store it all the same. It goes on record as yours.",
    };

    public static Command Build() => new Command("import", "Import skills: what cannot be imported is named, and the rest is imported.")
    {
        Paths, DryRun, Follow, Admit, Terminal.AsJson, MemorySelection.Database, MemorySelection.Project, ModelSelection.Embeddings,
    }
        .WithExamples(
            "skillmcp import ~/.claude/skills",
            "skillmcp import skills.zip --dry-run",
            "skillmcp import skills.jsonl",
            "skillmcp import security-lessons --admit",
            "skillmcp export --json | skillmcp import - --db other.db")
        .Runs(RunAsync);

    /// <returns>0 where nothing was refused, else 1.</returns>
    static async Task<int> RunAsync(ParseResult typed, CancellationToken cancel)
    {
        if (typed.GetValue(DryRun))
        {
            return Show(typed, await RehearsedAsync(typed, typed.GetValue(Admit), cancel));
        }
        if (typed.GetValue(Admit))
        {
            if (typed.GetRequiredValue(Paths).Contains("-"))
            {
                throw new SkillException("What is admitted is shown first, and standard input can be read only once: name a file.");
            }
            Admitting.Ask(await RehearsedAsync(typed, overridesScreen: false, cancel));
        }
        return await ImportAsync(typed, cancel);
    }

    /// <summary>Imports into a copy: only there does each skill meet what the memory holds, without changing it.</summary>
    static async Task<IReadOnlyList<ImportEntry>> RehearsedAsync(ParseResult typed, bool overridesScreen, CancellationToken cancel)
    {
        await using var rehearsal = await Rehearsal.InAsync(MemorySelection.PathFrom(typed), cancel);
        return await ImportAsync(typed, rehearsal.Memory(typed), overridesScreen, keepsRead: typed.GetValue(Admit), cancel);
    }

    static async Task<IReadOnlyList<ImportEntry>> ImportAsync(
        ParseResult typed, SkillMemory memory, bool overridesScreen, bool keepsRead, CancellationToken cancel)
    {
        using var progress = new Progress("skill", "looked at");
        string[] paths = [.. typed.GetRequiredValue(Paths).Select(FileName.Parse)];
        var links = new FollowedLinks(paths, typed.GetValue(Follow) ? _ => true : new LinkQuestion().MayFollow);
        using var session = new ImportSession(memory, CompositionRoot.Time, progress, links, overridesScreen, keepsRead);
        foreach (var path in paths)
        {
            await session.ImportAsync(path, cancel);
        }
        await session.FinishAsync(cancel);
        return session.Entries;
    }

    static async Task<int> ImportAsync(ParseResult typed, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(MemorySelection.PathFrom(typed), OpenMode.Create, cancel);
        // What is imported has its vectors when this returns, however long the model takes to load.
        using var model = ModelSelection.EmbedderFrom(typed, Timeout.InfiniteTimeSpan);
        var memory = CompositionRoot.MemoryIn(database, typed, model: model);
        var entries = await ImportAsync(typed, memory, typed.GetValue(Admit), keepsRead: false, cancel);
        await memory.EmbedAsync(cancel);
        return Show(typed, entries);
    }

    /// <returns>0 where nothing was refused, else 1.</returns>
    static int Show(ParseResult typed, IReadOnlyList<ImportEntry> entries)
    {
        var summary = ImportSummary.Of(entries, typed.GetValue(DryRun));
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(summary, CommandJson.Default.ImportSummary);
        }
        else
        {
            Show(summary);
        }
        return summary.Refused == 0 ? 0 : 1;
    }

    static void Show(ImportSummary summary)
    {
        foreach (var entry in summary.Skills.Where(IsWorthALine))
        {
            Show(entry);
        }
        foreach (var line in SkippedLines([.. summary.Skills.Where(entry => entry.Result == ImportEntry.Skipped)]))
        {
            Terminal.Line(line);
        }
        Terminal.Line($"{(summary.DryRun ? "Would be: " : "")}{summary.InWords}.");
        if (summary.Quarantined > 0 && !summary.DryRun)
        {
            Terminal.Line("No agent gets a quarantined skill until you approve it: skillmcp review");
        }
    }

    /// <summary>What was skipped and why, a line for each kind.</summary>
    static IEnumerable<string> SkippedLines(IReadOnlyList<ImportEntry> skipped)
    {
        var kinds = skipped.GroupBy(entry => entry.Reason, entry => entry.Where).ToList();
        foreach (var kind in kinds.Take(MaxSkippedLines))
        {
            List<string> places = kind.Count() == 1 ? [kind.First()] : [.. kind.Select(place => Path.GetFileName(place)!).Distinct()];
            var further = places.Count > MaxSkippedNames ? $" and {places.Count - MaxSkippedNames} more" : "";
            yield return $"skipped: {string.Join(", ", places.Take(MaxSkippedNames))}{further}: {kind.Key}";
        }
        if (kinds.Count > MaxSkippedLines)
        {
            yield return $"skipped: {kinds.Count - MaxSkippedLines} more, which --json names";
        }
    }

    static bool IsWorthALine(ImportEntry entry) => entry.Result switch
    {
        ImportEntry.Skipped => false,
        ImportEntry.Stored or ImportEntry.Unchanged => entry.Reason.Length > 0,
        _ => true,
    };

    static void Show(ImportEntry entry)
    {
        var skill = entry.Skill.Length > 0 ? $" is {entry.Skill}" : "";
        var reason = entry.Reason.Length > 0 ? $": {entry.Reason}" : "";
        var text = $"{entry.Result}: {entry.Where}{skill}{reason}";
        if (entry.Result is ImportEntry.Refused or ImportEntry.Quarantined)
        {
            Terminal.Warning(text);
        }
        else
        {
            Terminal.Line(text);
        }
    }
}
