using System.CommandLine;
using System.Text.RegularExpressions;
using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Commands.Sessions;
using SkillMcp.Server.Commands.Transfer;
using SkillMcp.Sessions;
using SkillMcp.Sessions.Reading;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary>
/// <c>skillmcp learn</c>: reads the logs of sessions and learns from what was done in them. Without <c>--yes</c> or <c>--auto</c> it shows
/// what it would learn and, on a terminal, asks of each.
/// </summary>
static class LearnCommand
{
    static readonly Argument<string[]> Paths = new("SESSION")
    {
        Description = "The logs of sessions, or folders of them. With --from and without a path: all of that client's own folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    static readonly Option<string?> From = new("--from")
    {
        Description = "The client whose logs these are; by default each log says it by what it holds.",
        HelpName = "CLIENT",
    };

    static readonly Option<string?> SinceOption = new("--since")
    {
        Description = "Only sessions since a date, or so long ago: 2026-11-01, 7d, 12h.",
        HelpName = "DATE|7d",
    };

    static readonly Option<int?> Last = new("--last") { Description = "Only the newest so many logs.", HelpName = "N" };

    static readonly Option<string?> ProjectOf = new("--project-of")
    {
        Description = "cwd: what a session teaches belongs to the project that is named as the folder that it worked in.",
        HelpName = "cwd",
    };

    static readonly Option<string[]> Ignore = new("--ignore")
    {
        Description = "Leave out what has this in its folder, its request or a step; * and ? stand for any text. May be repeated.",
        HelpName = "PATTERN",
    };

    static readonly Option<bool> Auto = new("--auto")
    {
        Description = "Do not ask: a run may become a skill although it was seen once, as one that an agent tells.",
    };

    static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask: do what the list says." };

    public static Command Build() => new Command(
        "learn", "Learn from the logs of agents' sessions. It shows what it would learn, and writes only with a yes.")
    {
        Paths, From, SinceOption, Last, ProjectOf, Ignore, Auto, Yes, Terminal.AsJson,
        MemorySelection.Database, MemorySelection.Project, ModelSelection.Embeddings,
    }
        .WithExamples(
            "skillmcp learn --from claude --last 20",
            "skillmcp learn ~/.codex/sessions --since 7d --yes",
            "skillmcp learn session.jsonl --json",
            "skillmcp learn --from gemini --project-of cwd --ignore '*/private/*' --auto")
        .Runs(RunAsync);

    static async Task<int> RunAsync(ParseResult typed, CancellationToken cancel)
    {
        var client = ClientFrom(typed);
        var since = typed.GetValue(SinceOption) is { } time ? Since.Parse(time, CompositionRoot.Time.GetUtcNow()) : (DateTimeOffset?)null;
        var files = SessionLogs.Find(FilesFrom(typed, client), since, typed.GetValue(Last));
        var logs = new SessionLogs(new SessionReaders([.. SessionReaders.OfText, new OpencodeDatabaseReader()]), client);
        var isSure = typed.GetValue(Yes) || typed.GetValue(Auto);
        if (isSure)
        {
            await using var database = await SkillDatabase.OpenAsync(MemorySelection.PathFrom(typed), OpenMode.Create, cancel);
            return await LearnAsync(typed, logs, files, since, database, cancel);
        }
        await using var rehearsal = await Rehearsal.InAsync(MemorySelection.PathFrom(typed), cancel);
        var rehearsed = await LearnAsync(typed, logs, files, since, MemoriesIn(rehearsal.Memory, typed), cancel);
        var mayAsk = Terminal.CanAsk && !typed.GetValue(Terminal.AsJson);
        if (!mayAsk)
        {
            return Show(typed, rehearsed, isDryRun: true);
        }
        return await AskAsync(typed, rehearsed, cancel);
    }

    static SessionClient? ClientFrom(ParseResult typed)
    {
        if (typed.GetValue(From) is not { Length: > 0 } name)
        {
            return null;
        }
        var wanted = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Enum.GetValues<SessionClient>().Cast<SessionClient?>()
            .FirstOrDefault(client => client.ToString()!.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new SkillException($"'{name}' is not a client whose logs can be read: use "
                + $"{string.Join(", ", Enum.GetValues<SessionClient>().Select(NameOf))}.");
    }

    static string NameOf(SessionClient client) => EnumName.Of(client).Replace('_', '-');

    /// <exception cref="SkillException">Nothing is named, the client keeps no sessions, or there is nothing at a path.</exception>
    static IEnumerable<string> FilesFrom(ParseResult typed, SessionClient? client)
    {
        var given = (typed.GetValue(Paths) ?? []).Select(FileName.Parse).ToList();
        if (given.Count > 0)
        {
            return given.SelectMany(SessionLogs.In);
        }
        if (client is not { } one)
        {
            throw new SkillException("Name the logs of sessions or folders of them, or a client: skillmcp learn --from claude");
        }
        var place = SessionPlace.Of(one, ClientEnvironment.Current)
            ?? throw new SkillException($"{NameOf(one)} has no folder of its own for sessions: name the files.");
        return place.NewestFirst().Select(log => log.Path);
    }

    static async Task<int> LearnAsync(
        ParseResult typed,
        SessionLogs logs,
        IReadOnlyList<string> files,
        DateTimeOffset? since,
        SkillDatabase database,
        CancellationToken cancel)
    {
        using var model = ModelSelection.ModelFrom(typed, Timeout.InfiniteTimeSpan);
        var memories = MemoriesIn(project => CompositionRoot.MemoryIn(database, project, model: model), typed);
        var read = await LearnAsync(typed, logs, files, since, memories, cancel);
        await read.FlushAsync(cancel);
        return Show(typed, read, isDryRun: false);
    }

    /// <summary>The memory that a session teaches: that of the project that was selected, or that of its folder.</summary>
    static Func<SessionReading, SkillMemory> MemoriesIn(Func<Project, SkillMemory> memoryOf, ParseResult typed)
    {
        var ofFolder = typed.GetValue(ProjectOf) switch
        {
            null or "" => false,
            "cwd" or "folder" => true,
            var other => throw new SkillException($"'{other}' is nothing that a project is named by: use --project-of cwd."),
        };
        var selected = MemorySelection.ProjectFrom(typed);
        var memories = new Dictionary<Project, SkillMemory>();
        return session =>
        {
            var project = ofFolder ? ProjectIn(session.Folder) ?? selected : selected;
            if (!memories.TryGetValue(project, out var memory))
            {
                memories.Add(project, memory = memoryOf(project));
            }
            return memory;
        };
    }

    static Project? ProjectIn(string folder)
    {
        var name = folder.TrimEnd('/', '\\');
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var allowed = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
        return allowed.Length == 0 ? null : Project.Parse(Truncate.ToBoundary(allowed, 64));
    }

    static async Task<Lessons> LearnAsync(
        ParseResult typed,
        SessionLogs logs,
        IReadOnlyList<string> files,
        DateTimeOffset? since,
        Func<SessionReading, SkillMemory> memoryOf,
        CancellationToken cancel)
    {
        using var progress = new Progress("log", $"of {files.Count:N0} read");
        var lessons = new Lessons();
        var patterns = (typed.GetValue(Ignore) ?? []).Select(PatternOf).ToList();
        await foreach (var log in logs.ReadAsync(files, cancel))
        {
            progress.Add();
            lessons.Add(log);
            foreach (var session in log.Sessions.Where(session => since is null || session.At is null || session.At >= since))
            {
                var memory = memoryOf(session);
                var wanted = new SessionLearningOptions
                {
                    IsAutomatic = typed.GetValue(Auto),
                    IsIgnored = path => patterns.Exists(pattern => IsMatch(pattern, session, path)),
                };
                lessons.Add(log.File, session, memory, await memory.LearnSessionAsync(session, wanted, cancel));
            }
        }
        return lessons;
    }

    static Regex PatternOf(string pattern) => new(
        Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);

    static bool IsMatch(Regex pattern, SessionReading session, TaskPath path) =>
        pattern.IsMatch(session.Folder + "/") || pattern.IsMatch(path.Task.Text) || path.Steps.Any(step => pattern.IsMatch(step));

    static int Show(ParseResult typed, Lessons lessons, bool isDryRun)
    {
        var summary = lessons.Summary(isDryRun);
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(summary, CommandJson.Default.LearnSummary);
            return 0;
        }
        foreach (var task in summary.Tasks)
        {
            Show(task);
        }
        ShowLeftOut(summary);
        if (isDryRun && summary.Tasks.Any(task => task.Result is not ("known" or "left_out")))
        {
            Terminal.Line("Nothing was written. To do it: the same with --yes.");
        }
        return 0;
    }

    static void ShowLeftOut(LearnSummary summary)
    {
        foreach (var problem in summary.Unread)
        {
            Terminal.Warning(problem);
        }
        Terminal.Line($"{(summary.DryRun ? "Would be: " : "")}{summary.InWords}.");
        Terminal.Faint("Left out of each: looks, outputs, what the agent said, and what was tried and taken back; secrets are replaced.");
    }

    static void Show(LearnedTask task)
    {
        var skill = task.Skill.Length > 0 ? $" {task.Skill}" : "";
        Terminal.Heading($"{Truncate.To(VisibleText.Line(task.Task), 100)} ({task.Client}, {task.Outcome})");
        Terminal.Line($"  {task.Result.Replace('_', ' ')}{skill}: {task.Reason}");
        if (task.Result is "known" or "left_out")
        {
            return;
        }
        foreach (var (number, step) in task.Path.Index())
        {
            Terminal.Item($"{number + 1}.", step);
        }
        foreach (var failure in task.Failed)
        {
            Terminal.Item("-", failure.Note);
        }
    }

    /// <summary>Asks of each task, and writes those that a person says yes to.</summary>
    static async Task<int> AskAsync(ParseResult typed, Lessons rehearsed, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(MemorySelection.PathFrom(typed), OpenMode.Create, cancel);
        using var model = ModelSelection.ModelFrom(typed, Timeout.InfiniteTimeSpan);
        var memoryOf = MemoriesIn(project => CompositionRoot.MemoryIn(database, project, model: model), typed);
        var learned = new Lessons();
        foreach (var (file, session, lesson) in rehearsed.All)
        {
            if (lesson.Result is LessonResult.Known or LessonResult.LeftOut)
            {
                learned.Add(file, session, null, [lesson]);
                continue;
            }
            Show(LearnedTask.Of(file, session, lesson));
            var answer = Terminal.Choose("Do that, make a skill of it, leave it or quit? [y/s/L/q]");
            if (answer is "q" or "quit")
            {
                break;
            }
            if (answer is not ("y" or "yes" or "s" or "skill"))
            {
                learned.Add(file, session, null, [new TaskLesson(lesson.Path, LessonResult.LeftOut, "you left it")]);
                continue;
            }
            var memory = memoryOf(session);
            var wanted = new SessionLearningOptions { IsConfirmed = answer is "s" or "skill" };
            var written = await memory.LearnSessionAsync(session with { Tasks = [lesson.Path] }, wanted, cancel);
            learned.Add(file, session, memory, written);
            Terminal.Line($"  {EnumName.Of(written[0].Result).Replace('_', ' ')} {written[0].Skill}: {written[0].Reason}");
            Terminal.Line();
        }
        await learned.FlushAsync(cancel);
        ShowLeftOut(learned.Summary(isDryRun: false));
        return 0;
    }
}
