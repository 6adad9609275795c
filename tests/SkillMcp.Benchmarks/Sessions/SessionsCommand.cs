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
        foreach (var line in await Recurrence.MeasureAsync(cancel))
        {
            Console.WriteLine(line);
        }
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
