using SkillMcp.Sessions;

namespace SkillMcp.Server.Clients;

/// <summary>
/// How a client calls a program at the moments of a session. Never at one at which something is decided about a tool or a permission:
/// there is a client that refuses every call where the program is gone.
/// </summary>
sealed record HookForm
{
    /// <summary>Whose sessions they are.</summary>
    public required SessionClient Session { get; init; }

    /// <summary>The file that lists what is called in all of the user's projects.</summary>
    public required Func<ClientEnvironment, string> Configuration { get; init; }

    /// <summary>The file that lists what is called in one project, in the project's folder.</summary>
    public required CandidateFiles ProjectConfiguration { get; init; }

    public ConfigurationFormat Format { get; init; } = ConfigurationFormat.Json;

    public HookEntryForm Entry { get; init; } = HookEntryForm.Grouped;

    /// <summary>The client's names of the moments. One moment may have several.</summary>
    public required IReadOnlyList<(string Event, HookMoment Moment)> Events { get; init; }

    /// <summary>What is written to call at every tool; null if that need not be said.</summary>
    public string? EveryTool { get; init; }

    /// <summary>Whether its time limits are in milliseconds, not in seconds.</summary>
    public bool IsInMilliseconds { get; init; }

    /// <summary>Whether its shell is to become the program: what is left of a shell is waited for beyond the time limit.</summary>
    public bool ReplacesShell { get; init; }

    /// <summary>What the person has to do for it; empty for nothing.</summary>
    public string NextStep { get; init; } = "";

    /// <summary>What a person removes where it cannot be removed.</summary>
    public string ByHand => Entry == HookEntryForm.Plugin
        ? "the file, which holds nothing but the plugin of skillmcp"
        : "the entries under \"hooks\" that call skillmcp";

    /// <summary>The moment of an event of the client's; null for one that nothing is done at.</summary>
    public HookMoment? MomentOf(string name) =>
        Events.Where(one => one.Event == name).Select(one => (HookMoment?)one.Moment).FirstOrDefault();
}
