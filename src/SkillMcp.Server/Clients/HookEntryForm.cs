namespace SkillMcp.Server.Clients;

/// <summary>How a client writes down a program that it calls.</summary>
enum HookEntryForm
{
    /// <summary>In a list of an event's groups: <c>{"hooks":[{"type":"command","command":"…","timeout":5}]}</c>.</summary>
    Grouped,

    /// <summary>In a list of an event: <c>{"type":"command","bash":"…","timeoutSec":5}</c>.</summary>
    Flat,

    /// <summary>As a plugin, a file of code that starts the program.</summary>
    Plugin,
}
