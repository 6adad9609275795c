using System.CommandLine;
using System.Globalization;
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
    // In a folder there may be thousands of files that are no logs.
    const int MaxShown = 10;

    // What shells expect of a program that was stopped by Ctrl-C.
    const int Interrupted = 130;

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

    static readonly Option<int?> Last = new("--last")
    {
        Description = "Only the newest so many logs.",
        HelpName = "N",
        CustomParser = result => int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var count) ? count : 0,
    };

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

    static readonly Option<bool> Again = new("--again") { Description = "Ask again of what you said no to." };

    static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask: do what the list says." };

    public static Command Build() => new Command(
        "learn", "Learn from the logs of agents' sessions. It shows what it would learn, and writes only with a yes.")
    {
        Paths, From, SinceOption, Last, ProjectOf, Ignore, Auto, Again, Yes, Terminal.AsJson,
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
        var run = RunOf(typed);
        if (run.Chosen.NothingNew.Length > 0)
        {
            Terminal.Error(run.Chosen.NothingNew);
            return Show(typed, new Lessons(run.Chosen), isDryRun: true);
        }
        if (typed.GetValue(Yes) || typed.GetValue(Auto))
        {
            return await WriteAsync(typed, run, cancel);
        }
        await using var rehearsal = await Rehearsal.InAsync(MemorySelection.PathFrom(typed), cancel);
        var rehearsed = new Lessons(run.Chosen);
        await LearnAsync(typed, run, MemoriesIn(rehearsal.Memory, typed), rehearsed, cancel);
        var mayAsk = Terminal.CanAsk && !typed.GetValue(Terminal.AsJson);
        return mayAsk ? await AskAsync(typed, run, rehearsed, cancel) : Show(typed, rehearsed, isDryRun: true);
    }

    /// <summary>What was typed, all of which is looked at before a log is read.</summary>
    /// <exception cref="SkillException">Something of it is a mistake.</exception>
    static LearnRun RunOf(ParseResult typed)
    {
        var client = ClientFrom(typed);
        var since = typed.GetValue(SinceOption) is { } time ? Since.Parse(time, CompositionRoot.Time.GetUtcNow()) : (DateTimeOffset?)null;
        var last = typed.GetValue(Last) is < 1
            ? throw new SkillException("--last is how many of the newest logs are read, a number from 1, such as 20.")
            : typed.GetValue(Last);
        if (typed.GetValue(ProjectOf) is not (null or "cwd" or "folder"))
        {
            throw new SkillException($"'{typed.GetValue(ProjectOf)}' is nothing that a project is named by: use --project-of cwd.");
        }
        List<Regex> ignored = [.. (typed.GetValue(Ignore) ?? []).Select(PatternOf)];
        var paths = (typed.GetValue(Paths) ?? []).Select(FileName.Parse).ToList();
        var chosen = (paths, client) switch
        {
            ({ Count: > 0 }, _) => ChosenLogs.At(paths),
            (_, { } one) => ChosenLogs.Of(one),
            _ => throw new SkillException("Name the logs of sessions or folders of them, or a client: skillmcp learn --from claude"),
        };
        var readers = new SessionReaders([.. SessionReaders.OfText, new OpencodeDatabaseReader()]);
        return new LearnRun(chosen.Newest(since, last), new SessionLogs(readers, client), since, ignored);
    }

    static SessionClient? ClientFrom(ParseResult typed)
    {
        if (typed.GetValue(From) is not { } name)
        {
            return null;
        }
        var wanted = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Enum.GetValues<SessionClient>().Cast<SessionClient?>()
            .FirstOrDefault(client => client.ToString()!.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? SupportedClients.Named(name)?.Hooks?.Session
            ?? throw new SkillException(
                $"'{name}' is not a client whose logs can be read{SupportedClients.Suggestion(name, LogNames)}: "
                + $"use {string.Join(", ", LogNames)}.");
    }

    static IEnumerable<string> LogNames => Enum.GetValues<SessionClient>().Select(ChosenLogs.NameOf);

    /// <summary>Learns without asking. What was learned until it is stopped is kept, and the same command goes on behind it.</summary>
    static async Task<int> WriteAsync(ParseResult typed, LearnRun run, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(MemorySelection.PathFrom(typed), OpenMode.Create, cancel);
        using var model = ModelSelection.EmbedderFrom(typed, Timeout.InfiniteTimeSpan);
        var learned = new Lessons(run.Chosen);
        try
        {
            var memoryOf = MemoriesIn(project => CompositionRoot.MemoryIn(database, project, model: model), typed);
            await LearnAsync(typed, run, memoryOf, learned, cancel);
            await learned.FlushAsync(cancel);
            await learned.EmbedAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await learned.FlushAsync(CancellationToken.None);
            Show(typed, learned, isDryRun: false);
            Terminal.Error($"Stopped after {learned.Logs:N0} of {Quantity.Of(run.Chosen.Files.Count, "log")}. "
                + "What was learned is kept: the same command again goes on with the rest.");
            return Interrupted;
        }
        return Show(typed, learned, isDryRun: false);
    }

    /// <summary>The memory that a session teaches: that of the project that was selected, or that of its folder.</summary>
    static Func<SessionReading, SkillMemory> MemoriesIn(Func<Project, SkillMemory> memoryOf, ParseResult typed)
    {
        var ofFolder = typed.GetValue(ProjectOf) is not null;
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

    static async Task LearnAsync(
        ParseResult typed, LearnRun run, Func<SessionReading, SkillMemory> memoryOf, Lessons lessons, CancellationToken cancel)
    {
        using var progress = new Progress("log", $"of {run.Chosen.Files.Count:N0} read");
        await foreach (var log in run.Logs.ReadAsync(run.Chosen.Files, cancel))
        {
            foreach (var session in log.Sessions.Where(run.IsNewEnough))
            {
                var memory = memoryOf(session);
                var wanted = new SessionLearningOptions
                {
                    IsAutomatic = typed.GetValue(Auto),
                    AsksAgain = typed.GetValue(Again),
                    IsIgnored = path => run.IsIgnored(session, path),
                };
                lessons.Add(log.File, session, memory, await memory.LearnSessionAsync(session, wanted, cancel));
            }
            lessons.Add(log);
            progress.Add();
        }
    }

    /// <exception cref="SkillException">It is empty, which is found in everything.</exception>
    static Regex PatternOf(string pattern) => string.IsNullOrWhiteSpace(pattern)
        ? throw new SkillException("--ignore was given an empty pattern, which is found everywhere: write one, such as '*/private/*'.")
        : new(
            Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);

    /// <returns>The exit code: 1 if a log that was named was not read, or not one of those that were found.</returns>
    static int Show(ParseResult typed, Lessons lessons, bool isDryRun)
    {
        var summary = lessons.Summary(isDryRun);
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(summary, CommandJson.Default.LearnSummary);
            return ShowRefused(typed, lessons);
        }
        // What changes nothing any more is counted, not listed: the same folder may be learned from every day.
        foreach (var task in summary.Tasks.Where(task => task.Result is not ("known" or "declined")))
        {
            Show(task);
        }
        ShowLeftOut(summary, lessons);
        if (isDryRun && summary.Tasks.Any(task => !task.IsNothingNew))
        {
            Terminal.Line("Nothing was written. To do it: the same with --yes.");
        }
        return ShowRefused(typed, lessons);
    }

    static int ShowRefused(ParseResult typed, Lessons lessons)
    {
        foreach (var mistake in lessons.Refused)
        {
            Terminal.Error(mistake);
        }
        if (lessons.Refused.Count > 0 && typed.GetValue(From) is not null)
        {
            Terminal.Error("Without --from each log is recognized by what it holds.");
        }
        if (lessons.AreAllUnread && lessons.Refused.Count == 0)
        {
            Terminal.Error("No log could be read.");
        }
        return lessons.Refused.Count > 0 || lessons.AreAllUnread ? 1 : 0;
    }

    static void ShowLeftOut(LearnSummary summary, Lessons lessons)
    {
        var others = summary.Unread.Skip(lessons.Refused.Count).ToList();
        foreach (var problem in others.Take(MaxShown))
        {
            Terminal.Warning(problem);
        }
        if (others.Count > MaxShown)
        {
            Terminal.Warning($"… and {others.Count - MaxShown:N0} more that were not read: --json names all.");
        }
        if (!lessons.AreAllUnread)
        {
            Terminal.Line($"{(summary.DryRun ? "Would be: " : "")}{summary.InWords}.");
        }
        if (summary.Declined > 0)
        {
            Terminal.Line("What you said no to is asked for again with --again.");
        }
        if (summary.Sessions == 0 && lessons.Sessions > 0)
        {
            var read = $"{Quantity.Of(lessons.Sessions, "session")} of {Quantity.Of(lessons.Logs, "log")}";
            Terminal.Line($"{read}: nothing happened since then.");
        }
        if (lessons is { Sessions: 0, AreAllUnread: false })
        {
            var read = Quantity.Of(lessons.Logs, "log");
            Terminal.Line($"No session was found in {read}. The logs of a client are found by its name: skillmcp learn --from claude");
        }
        else if (summary is { Sessions: > 0, Tasks.Count: 0 })
        {
            Terminal.Line("Nothing in them is a task: a person's request, and what was done for it.");
        }
        if (summary.Tasks.Count > 0)
        {
            Terminal.Faint(
                "Left out of each: looks, outputs, what the agent said, and what was tried and taken back; secrets are replaced.");
        }
    }

    static void Show(LearnedTask task)
    {
        Terminal.Heading($"{Truncate.To(VisibleText.Line(task.Task), 100)} ({task.Client}, {task.Outcome})");
        Terminal.Line($"  {ResultOf(task)}");
        if (task.IsNothingNew)
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

    static string ResultOf(LearnedTask task)
    {
        var skill = task.Skill.Length > 0 ? $" {task.Skill}" : "";
        return $"{task.Result.Replace('_', ' ')}{skill}: {task.Reason}";
    }

    /// <summary>Asks of each task, and writes those that a person says yes to; a no is written too, so that nobody asks again.</summary>
    static async Task<int> AskAsync(ParseResult typed, LearnRun run, Lessons rehearsed, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(MemorySelection.PathFrom(typed), OpenMode.Create, cancel);
        using var model = ModelSelection.EmbedderFrom(typed, Timeout.InfiniteTimeSpan);
        var memoryOf = MemoriesIn(project => CompositionRoot.MemoryIn(database, project, model: model), typed);
        var learned = rehearsed.WithoutLessons();
        foreach (var (file, session, lesson) in rehearsed.All)
        {
            if (lesson.Result is LessonResult.Known or LessonResult.Declined or LessonResult.LeftOut)
            {
                learned.Add(file, session, null, [lesson]);
                continue;
            }
            Show(LearnedTask.Of(file, session, lesson));
            var answer = Terminal.Choose("Do that, make a skill of it, no, later or quit? [y/s/n/L/q]");
            if (answer is "q" or "quit")
            {
                break;
            }
            var memory = memoryOf(session);
            var written = await DecideAsync(answer, session, lesson, memory, typed.GetValue(Again), cancel);
            learned.Add(file, session, memory, [written]);
            Terminal.Line($"  {ResultOf(LearnedTask.Of(file, session, written))}");
            Terminal.Line();
        }
        await learned.FlushAsync(cancel);
        await learned.EmbedAsync(cancel);
        ShowLeftOut(learned.Summary(isDryRun: false), learned);
        return ShowRefused(typed, learned);
    }

    static async Task<TaskLesson> DecideAsync(
        string answer, SessionReading session, TaskLesson lesson, SkillMemory memory, bool asksAgain, CancellationToken cancel)
    {
        if (answer is "n" or "no")
        {
            await memory.DeclineAsync(session, lesson.Path, CompositionRoot.Person, cancel);
            return new TaskLesson(lesson.Path, LessonResult.Declined, "you are not asked for it again");
        }
        if (answer is not ("y" or "yes" or "s" or "skill"))
        {
            return new TaskLesson(lesson.Path, LessonResult.LeftOut, "you are asked for it again");
        }
        var wanted = new SessionLearningOptions { IsConfirmed = answer is "s" or "skill", AsksAgain = asksAgain };
        return (await memory.LearnSessionAsync(session with { Tasks = [lesson.Path] }, wanted, cancel))[0];
    }
}
