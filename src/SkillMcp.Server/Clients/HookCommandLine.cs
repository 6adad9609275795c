using System.Buffers;

namespace SkillMcp.Server.Clients;

/// <summary>What a client calls, as it writes it down.</summary>
/// <param name="Program">The program, with all but the event and the client.</param>
/// <param name="Platform">Whose shell reads it.</param>
sealed record HookCommandLine(ServerCommandLine Program, Platform Platform)
{
    // What no shell takes for more than it is.
    const string PlainMarks = "/.-_:";

    // What a shell joins commands with.
    static readonly SearchValues<char> Joints = SearchValues.Create(";&|\n`$()");

    /// <summary>The words of a call.</summary>
    /// <param name="client">Who calls.</param>
    /// <param name="name">At which event.</param>
    public IReadOnlyList<string> Words(Client client, string name)
    {
        // "dotnet skillmcp.dll" has an argument before ours.
        var at = Program.Arguments.ToList().IndexOf("hook") + 1;
        return [Program.Command, .. Program.Arguments.Take(at), name, "--client", client.Name, .. Program.Arguments.Skip(at)];
    }

    /// <summary>A call as one text for the client's shell: a single program, so that nothing is left where the client ends it.</summary>
    public string Text(Client client, string name)
    {
        var text = string.Join(' ', Words(client, name).Select(Quoted));
        return (Platform, client.Hooks!) switch
        {
            (Platform.Windows, { Entry: HookEntryForm.Flat }) => $"& {text}",
            (Platform.Windows, _) => text,
            (_, { ReplacesShell: true }) => $"exec {text}",
            _ => text,
        };
    }

    /// <summary>Whether a text calls this program for a client's event, wherever it is and whichever memory it names.</summary>
    public static bool IsIn(string text, Client client, string name) =>
        text.Contains("skillmcp", StringComparison.OrdinalIgnoreCase)
        && text.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)
            .Contains($" hook {name} --client {client.Name}", StringComparison.Ordinal);

    /// <summary>Whether a text that calls this program calls nothing else: a person may have added a command to it.</summary>
    public static bool IsAlone(string text) =>
        text.TrimStart('&').Split('\'', '"').Where((_, number) => number % 2 == 0)
            .All(plain => !plain.AsSpan().ContainsAny(Joints));

    string Quoted(string word)
    {
        var plain = Platform == Platform.Windows ? PlainMarks + "\\" : PlainMarks;
        if (word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || plain.Contains(c)))
        {
            return word;
        }
        return Platform == Platform.Windows ? $"\"{word}\"" : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
