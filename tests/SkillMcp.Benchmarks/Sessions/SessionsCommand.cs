using System.CommandLine;
using SkillMcp.Sessions;

namespace SkillMcp.Benchmarks.Sessions;

/// <summary><c>sessions</c>: what is read out of the logs of agents, against what is true of them.</summary>
static class SessionsCommand
{
    static readonly Option<bool> Mistakes = new("--mistakes") { Description = "Print what is wrong, a line each." };

    public static Command Build()
    {
        var command = new Command("sessions", "What is learned from sessions: path, failures, outcome and tasks, against the truth.")
        {
            Retrieval.Data.Folder,
            Mistakes,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        var real = new SessionFigures();
        await foreach (var session in RealSession.ReadAllAsync(typed.GetValue(Retrieval.Data.Folder)!))
        {
            real.Add(session.Name, session.Tasks, TaskPaths.Of(session.Session));
        }
        Print("real", real, typed.GetValue(Mistakes));
        var figures = new SessionFigures();
        foreach (var session in MadeUpSession.ReadAll())
        {
            figures.Add(session.Name, session.Tasks, TaskPaths.Of(session.Session));
        }
        Print("made up", figures, typed.GetValue(Mistakes));
        Time();
        foreach (var line in await Recurrence.MeasureAsync(cancel))
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>How long a session of ten thousand events takes, with outputs as long as builds have.</summary>
    static void Time()
    {
        var parts = MadeUpSession.ReadAll().SelectMany(session => session.Session.Events).ToList();
        var log = string.Concat(Enumerable.Range(0, 40).Select(line => $"compiled module {line} of 40: src/generated/part-{line}.js ok\n"));
        var events = Enumerable.Range(0, 10_000).Select(at => parts[at % parts.Count])
            .Select((happened, at) => happened is ToolCall call && at % 3 == 0 ? call with { Output = log + call.Output } : happened);
        var session = new Session { Client = SessionClient.Claude, Id = "long", Folder = "/home/dev/work", Events = [.. events] };
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var read = SessionReading.Of(session);
        Console.WriteLine($"10,000 events: {watch.ElapsedMilliseconds:N0} ms, {read.Tasks.Count} tasks");
    }

    static void Print(string name, SessionFigures figures, bool withMistakes)
    {
        Console.WriteLine($"{name}: {figures}");
        foreach (var mistake in withMistakes ? figures.Mistakes : [])
        {
            Console.WriteLine($"  {mistake}");
        }
    }
}
