using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SkillMcp.Formation;
using SkillMcp.Sessions;

namespace SkillMcp.Checks;

/// <summary>Tells whether a command only looks, and needs nothing but this machine.</summary>
static partial class LookingCommand
{
    // A substitution in a substitution in a substitution.
    const int MaxDepth = 4;

    // What is run without a network would fail here, whatever is true there.
    static readonly FrozenSet<string> OfTheNetwork = Whitespace.Split("""
        aws az gcloud gh glab doctl oci kubectl oc helm docker podman docker-compose ssh scp sftp rsync nc ncat netcat telnet ftp ping dig
        nslookup host traceroute wget http https xh psql mysql mariadb mongosh redis-cli sqlcmd clickhouse-client fly flyctl heroku vercel
        netlify firebase supabase wrangler nmap s3cmd rclone
        """).ToFrozenSet(StringComparer.Ordinal);

    // What waits for somebody who types.
    static readonly FrozenSet<string> OfATerminal = Whitespace.Split(
        "vi vim nvim nano emacs less more top htop man watch passwd su screen tmux").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Why a command is no check, as what follows "it is no check: "; empty if it is one.</summary>
    public static string Objection(string command) => Objection(command, 0);

    static string Objection(string command, int depth)
    {
        if (depth > MaxDepth)
        {
            return "too many commands stand within each other";
        }
        var script = ShellScript.PipelinesOf(command);
        var objections = script.SelectMany(pipeline => pipeline.Commands.Select(one => Objection(pipeline, one)))
            .Concat(SubstitutionsIn(command).Select(inner => Objection(inner, depth + 1)));
        return script.Count == 0 ? "there is no command" : objections.FirstOrDefault(one => one.Length > 0) ?? "";
    }

    static string Objection(ShellPipeline pipeline, ShellCommand command)
    {
        var words = ProgramNature.Unwrapped(command.Words);
        var program = words.Count == 0 ? "" : ProgramNature.ProgramOf(words[0]);
        if (command.Writes is [var file, ..])
        {
            return $"it writes '{file}', and a check only looks";
        }
        if (pipeline.Joint == ShellJoint.Background)
        {
            return "it goes on in the background";
        }
        if (words.Count > 0 && ProgramNature.ProgramOf(command.Words[0]) is "sudo" or "doas")
        {
            return $"it asks for another user's rights ('{command.Words[0]}')";
        }
        if (OfATerminal.Contains(program))
        {
            return $"'{program}' needs a terminal";
        }
        if (program == "curl" || OfTheNetwork.Contains(program))
        {
            return $"'{program}' needs the network, which checks do not have: write an address instead, `https://…`, and what it answers";
        }
        return ProgramNature.Of(command) == CommandNature.Act && !SaysThatItLooks(program, words)
            ? $"'{Truncate.To(pipeline.Text, 80)}' may change something, and a check only looks"
            : "";
    }

    /// <summary>Whether a program that is not known is told to look: its own word or flag is all that can be judged by.</summary>
    static bool SaysThatItLooks(string program, IReadOnlyList<string> words) =>
        !KnownPrograms.Contains(program)
        && (words.Skip(1).Any(word => LookingFlag().IsMatch(word))
            || ProgramNature.VerbsOf(words) is [var verb, ..] && LookingVerb().IsMatch(verb));

    /// <summary>What stands in <c>$( )</c>, backticks and <c>&lt;( )</c>, without what stands within that.</summary>
    static IEnumerable<string> SubstitutionsIn(string command)
    {
        for (var at = 0; at < command.Length; at++)
        {
            if (command[at] == '`' && command.IndexOf('`', at + 1) is > 0 and var closing)
            {
                yield return command[(at + 1)..closing];
                at = closing;
            }
            else if (command[at] == '(' && at > 0 && command[at - 1] is '$' or '<' or '>')
            {
                var end = EndOf(command, at);
                // What is computed between double parentheses is no command.
                if (!command.AsSpan(at + 1).StartsWith("("))
                {
                    yield return command[(at + 1)..end];
                }
                at = end;
            }
        }
    }

    static int EndOf(string command, int open)
    {
        var depth = 0;
        for (var at = open; at < command.Length; at++)
        {
            depth += command[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }
        return command.Length;
    }

    [GeneratedRegex("^--?(?:self-?test|verify|check|validate|test|dry-run|health|ping)$", RegexOptions.IgnoreCase)]
    private static partial Regex LookingFlag();

    [GeneratedRegex("^(?:self-?test|verify|check|validate|test|lint|doctor|health|healthcheck|ping|is-[a-z]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex LookingVerb();
}
