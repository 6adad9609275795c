namespace SkillMcp.Server.Clients;

/// <summary>What is written into the file that makes a client call this program, whichever form it has.</summary>
static class HookFile
{
    /// <exception cref="SkillException">It cannot be read; the message says why.</exception>
    public static string With(string text, Client client, HookCommandLine called) => client.Hooks!.Entry == HookEntryForm.Plugin
        ? HookPlugin.With(text, client, called)
        : new HookEntries(client).With(text, called);

    /// <returns>Null if there is nothing else in it.</returns>
    /// <exception cref="SkillException">It cannot be read; the message says why.</exception>
    public static string? Without(string text, Client client, Platform platform, IEnumerable<string> backups) =>
        client.Hooks!.Entry == HookEntryForm.Plugin ? HookPlugin.Without(text) : new HookEntries(client).Without(text, platform, backups);

    /// <exception cref="SkillException">It cannot be read; the message says why.</exception>
    public static bool IsIn(string text, Client client) =>
        client.Hooks!.Entry == HookEntryForm.Plugin ? HookPlugin.IsIn(text) : new HookEntries(client).AreIn(text);
}
