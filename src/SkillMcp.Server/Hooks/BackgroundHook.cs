using System.Diagnostics;
using SkillMcp.Server.Clients;

namespace SkillMcp.Server.Hooks;

/// <summary>The process in which goes on what a client is not to wait for.</summary>
static class BackgroundHook
{
    /// <summary>The event that it is started with: no client has one of this name.</summary>
    public const string Event = "read-journal";

    /// <param name="call">The call that it goes on with.</param>
    /// <param name="session">The session whose journal it reads.</param>
    /// <param name="transcript">The client's own log of it; null if the session is not to be learned from yet.</param>
    public static void Start(HookArguments call, string session, string? transcript)
    {
        List<string> typed = ["hook", Event, "--client", call.Client, "--session", session];
        AddUnlessNull("--db", call.Database);
        AddUnlessNull("--project", call.Project);
        AddUnlessNull("--transcript", transcript);
        var program = ServerCommandLine.Of(Environment.ProcessPath!, AppContext.BaseDirectory, typed);
        // Streams of its own: a client may wait until the last process has closed those that it made.
        using var started = Process.Start(new ProcessStartInfo(program.Command, program.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });

        void AddUnlessNull(string option, string? value)
        {
            if (value is not null)
            {
                typed.AddRange(option, value);
            }
        }
    }
}
