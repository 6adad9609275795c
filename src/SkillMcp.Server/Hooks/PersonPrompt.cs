using System.Text.RegularExpressions;
using SkillMcp.Sessions;

namespace SkillMcp.Server.Hooks;

/// <summary>The person's own words in what a client calls a prompt.</summary>
static partial class PersonPrompt
{
    /// <summary>The words; empty if the client says something itself.</summary>
    public static string Of(string prompt)
    {
        var own = Added().Replace(RecallMark.Without(prompt), "").Trim();
        // opencode writes what was typed behind "run" in quotes, with blanks in them.
        own = own is ['"', .. var inside, '"'] && !inside.Contains('"') ? inside.Trim() : own;
        var isCommand = own is ['/' or '!' or '#', ..] && !own.Contains(' ');
        return isCommand || OfClient().IsMatch(own) ? "" : own;
    }

    [GeneratedRegex("<(hook_context|session_context|system-reminder)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Added();

    // A task of the background that has ended, a command of the client's and its output.
    [GeneratedRegex(@"\A<(task-notification|command-(name|message|args)|local-command-\w+|bash-(input|stdout|stderr))\b")]
    private static partial Regex OfClient();
}
