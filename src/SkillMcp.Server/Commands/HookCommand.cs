using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Hooks;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary>
/// <c>skillmcp hook</c>: what a client calls at the moments of a session, once <c>skillmcp install CLIENT --hooks</c> has told it to.
/// </summary>
static class HookCommand
{
    static readonly Argument<string> Event = new("EVENT") { Description = "The client's event." };

    static readonly Option<string> Client = new("--client")
    {
        Description = "The program that calls.",
        HelpName = "NAME",
    };

    static readonly Option<int> Within = new("--within")
    {
        Description = "The time after which it has ended, without a word if it was not ready.",
        HelpName = "MS",
        DefaultValueFactory = _ => (int)HookArguments.UsualLimit.TotalMilliseconds,
    };

    /// <summary>For its help: a call of a client is run by <see cref="RunAsync"/>.</summary>
    public static Command Build() => new Command(
        "hook",
        "What clients call at a prompt, after a tool and at the end of a turn: install CLIENT --hooks. It reads what the client says on "
        + "standard input, never fails, and logs beside the memory.")
    {
        Event, Client, Within, MeasuredShare.Option, MemorySelection.Database, MemorySelection.Project,
    }
        .WithExamples("skillmcp hook UserPromptSubmit --client claude-code < payload.json")
        .Runs((typed, _) => RunAsync([.. typed.Tokens.Skip(1).Select(token => token.Value)]));

    /// <summary>Whether this is a call of a client. All that other commands need before they run takes longer than most hooks.</summary>
    public static bool IsCall(string[] typed) => typed is ["hook", _, ..] && !typed.Any(word => word is "-h" or "-?" or "--help");

    public static async Task<int> RunAsync(string[] typed)
    {
        var call = HookArguments.Parse(typed);
        var memory = call.Database ?? EnvironmentVariable.Get("SKILLMCP_DB") ?? SkillDatabase.DefaultPath;
        if (call.Form is not { } form)
        {
            new HookLog(memory, CompositionRoot.Time).Add(call, "There is no such client, or it calls no programs.");
        }
        else if (call.Event == BackgroundHook.Event)
        {
            await new JournalReading(call, form, memory, MemoryIn, CompositionRoot.Time).RunAsync();
        }
        else
        {
            new HookRun(call, form, memory, MemoryIn, CompositionRoot.Time).Run();
        }
        return 0;

        SkillMemory MemoryIn(SkillDatabase database) => CompositionRoot.MemoryIn(
            database,
            Project.Parse(call.Project ?? EnvironmentVariable.Get("SKILLMCP_PROJECT")),
            new SkillMemoryOptions { MeasuredPercent = call.MeasuredPercent });
    }
}
