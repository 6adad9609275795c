using System.Runtime.CompilerServices;
using SkillMcp.Server.Clients;

namespace SkillMcp.Server.Hooks;

/// <summary>
/// What stands behind <c>skillmcp hook</c>. It is written by <c>install</c>, and read without what reads other commands: that takes longer
/// than what a hook does at most events, and ends a mistake with a code that means something to a client.
/// </summary>
sealed record HookArguments
{
    /// <summary>
    /// The time after which a hook has ended, whatever it was doing: 250 ms. It takes 40 ms on one machine of 2 cores and 100 on a slower
    /// one, and a person does not notice either. A build that compiles itself as it runs takes ten times as long, and has a second.
    /// </summary>
    public static readonly TimeSpan UsualLimit = TimeSpan.FromMilliseconds(IsNative ? 250 : 1_000);

    // A client that was told more waits for the person's patience, not for the program.
    const int MaxLimit = 600_000;

    /// <summary>Whether this is the native build.</summary>
    public static bool IsNative => !RuntimeFeature.IsDynamicCodeCompiled;

    /// <summary>The client's event.</summary>
    public string Event { get; init; } = "";

    public string Client { get; init; } = "";

    /// <summary>The file of the memory; null for the default.</summary>
    public string? Database { get; init; }

    public string? Project { get; init; }

    /// <summary>The share of tasks that skills are withheld from, in percent; 0 if that is not measured.</summary>
    public int MeasuredPercent { get; init; }

    public TimeSpan Limit { get; init; } = UsualLimit;

    /// <summary>The session whose journal is to be read, after the hook itself has ended.</summary>
    public string Session { get; init; } = "";

    /// <summary>
    /// The client's own log of that session; empty if it has not said where it is, null if nothing is to be learned of it yet.
    /// </summary>
    public string? Transcript { get; init; }

    /// <summary>Its form in the table of clients; null if there is no such client, or it calls no programs.</summary>
    public HookForm? Form => SupportedClients.All.FirstOrDefault(client =>
        client.Name == Client || client.Hooks is { } hooks && EnumName.Of(hooks.Session) == Client)?.Hooks;

    /// <summary>Reads them. What is not known is passed over: a newer version may have written it.</summary>
    public static HookArguments Parse(ReadOnlySpan<string> typed)
    {
        var read = new HookArguments();
        for (var at = 0; at < typed.Length; at++)
        {
            var value = at + 1 < typed.Length ? typed[at + 1] : "";
            if (!typed[at].StartsWith("--", StringComparison.Ordinal))
            {
                read = read.Event == "" ? read with { Event = typed[at] } : read;
                continue;
            }
            read = read.With(typed[at], value);
            at++;
        }
        return read;
    }

    HookArguments With(string option, string value) => option switch
    {
        "--client" => this with { Client = value },
        "--db" => this with { Database = value },
        "--project" => this with { Project = value },
        "--session" => this with { Session = value },
        "--transcript" => this with { Transcript = value },
        "--within" when int.TryParse(value, out var limit) && limit is > 0 and <= MaxLimit =>
            this with { Limit = TimeSpan.FromMilliseconds(limit) },
        "--measure-uplift" when int.TryParse(value, out var percent) && percent is > 0 and <= Assignment.MaxPercent =>
            this with { MeasuredPercent = percent },
        _ => this,
    };
}
