using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Server.Verification;

/// <summary>
/// The programs that a line of shell runs: in substitutions and behind programs that run others too. What a program runs of its own
/// accord (make, python) is not told apart: whoever allows it allows that.
/// </summary>
sealed partial class ShellPrograms
{
    const int MaxShown = 40;

    static readonly FrozenSet<string> Shells = Set("sh bash dash zsh ksh ash");

    static readonly FrozenSet<string> Builtins = Set("""
        : [ [[ break cd continue declare dirs disown echo exit export false getopts jobs kill let local mapfile popd printf pushd pwd read
        readarray readonly return set shift shopt test times true type typeset ulimit umask unset wait bg fg
        """);

    // What they run cannot be read in the line.
    static readonly FrozenSet<string> Unreadable = Set("source . alias enable hash bind");

    // What runs another program: its flags that take the next word, and those that take none.
    static readonly FrozenDictionary<string, (FrozenSet<string> Valued, FrozenSet<string> Plain)> Starters =
        new Dictionary<string, (FrozenSet<string>, FrozenSet<string>)>
        {
            ["env"] = (Set("-u --unset -C --chdir"), Set("- -i -0 -v --ignore-environment --null --debug")),
            ["xargs"] = (
                Set("-n -P -L -I -d -s -E -a --max-args --max-procs --max-lines --replace --delimiter --max-chars --arg-file"),
                Set("-0 -r -t -x --null --no-run-if-empty --verbose --exit")),
            ["nice"] = (Set("-n --adjustment"), Set("-5 -10 -15 -19")),
            ["ionice"] = (Set("-c -n --class --classdata"), Set("-t --ignore")),
            ["timeout"] = (Set("-k -s --kill-after --signal"), Set("-v --verbose --foreground --preserve-status")),
            ["stdbuf"] = (Set("-i -o -e --input --output --error"), []),
            ["time"] = (Set("-f -o --format --output"), Set("-p -v -a -q --portability --verbose --append --quiet")),
            ["sudo"] = (Set("-u -g --user --group"), Set("-n -E -H -b --non-interactive --preserve-env --set-home")),
            ["doas"] = (Set("-u"), Set("-n")),
            ["exec"] = (Set("-a"), Set("-c -l")),
            ["setsid"] = ([], Set("-c -f -w --ctty --fork --wait")),
            ["command"] = ([], Set("-p")),
            ["nohup"] = ([], []),
            ["unbuffer"] = ([], []),
            ["busybox"] = ([], []),
            ["toybox"] = ([], []),
            ["builtin"] = ([], []),
        }.ToFrozenDictionary();

    // A part of the shell itself.
    static readonly FrozenSet<string> BuiltinStarters = Set("exec command builtin time");

    static readonly FrozenSet<string> FindActions = Set("-exec -execdir -ok -okdir");

    readonly HashSet<string> programs = new(StringComparer.Ordinal);

    /// <exception cref="UnreadableShellException">It cannot be told what the line runs.</exception>
    public static IReadOnlySet<string> In(string line)
    {
        var found = new ShellPrograms();
        found.Read(line, 0);
        return found.programs;
    }

    void Read(string text, int depth) => ShellReader.Read(text, depth, words => Take(ShellKeyword.Without(words), depth));

    void Take(IReadOnlyList<ShellWord> words, int depth)
    {
        var assigned = words.TakeWhile(IsAssignment).ToList();
        assigned.ForEach(RequireHarmless);
        Run([.. words.Skip(assigned.Count)], depth);
    }

    void Run(IReadOnlyList<ShellWord> words, int depth)
    {
        if (words.Count == 0)
        {
            return;
        }
        if (!words[0].IsKnown || !ProgramName().IsMatch(words[0].Text))
        {
            throw new UnreadableShellException($"which program '{Truncate.To(words[0].Text, MaxShown)}' is, only shows when it runs");
        }
        var typed = words[0].Text;
        if (Unreadable.Contains(typed))
        {
            throw new UnreadableShellException($"what '{typed}' runs cannot be read in the line");
        }
        if (Builtins.Contains(typed))
        {
            words.Skip(1).ToList().ForEach(RequireHarmless);
            return;
        }
        if (typed is "eval" or "trap")
        {
            RunText(typed, [.. words.Skip(1)], depth);
            return;
        }
        if (!BuiltinStarters.Contains(typed))
        {
            programs.Add(typed);
        }
        RunInner(Path.GetFileName(typed), [.. words.Skip(1)], depth);
    }

    void RunInner(string program, IReadOnlyList<ShellWord> words, int depth)
    {
        if (Shells.Contains(program))
        {
            RunScript(words, depth);
        }
        else if (program == "find")
        {
            RunFound(words, depth);
        }
        else if (Starters.ContainsKey(program))
        {
            RunBehind(program, words, depth);
        }
    }

    void RunText(string program, IReadOnlyList<ShellWord> words, int depth)
    {
        IEnumerable<ShellWord> read = program == "trap" ? words.Take(1) : words;
        if (!read.All(word => word.IsKnown))
        {
            throw new UnreadableShellException($"what '{program}' runs only shows when it runs");
        }
        var text = string.Join(' ', read.Select(word => word.Text));
        if (text is not ("-" or ""))
        {
            Read(text, depth + 1);
        }
    }

    void RunScript(IReadOnlyList<ShellWord> words, int depth)
    {
        for (var at = 0; at < words.Count && words[at].Text is ['-' or '+', ..]; at++)
        {
            if (!words[at].IsKnown || !ShellFlags().IsMatch(words[at].Text))
            {
                throw new UnreadableShellException($"the flag '{words[at].Text}' of a shell is not known");
            }
            if (!words[at].Text.StartsWith("--", StringComparison.Ordinal) && words[at].Text.Contains('c'))
            {
                RunText("sh -c", [.. words.Skip(at + 1).Take(1)], depth);
                return;
            }
            at += words[at].Text.EndsWith('o') ? 1 : 0;
        }
    }

    void RunFound(IReadOnlyList<ShellWord> words, int depth)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (!words[at].IsKnown && words[at].BareLength == 0)
            {
                throw new UnreadableShellException("what 'find' runs only shows when it runs");
            }
            if (FindActions.Contains(words[at].Text))
            {
                Run([.. words.Skip(at + 1).TakeWhile(word => word.Text is not (";" or "+"))], depth);
            }
        }
    }

    void RunBehind(string program, IReadOnlyList<ShellWord> words, int depth)
    {
        if (program == "command" && words is [{ Text: "-v" or "-V" }, ..])
        {
            return;
        }
        var at = 0;
        while (at < words.Count && words[at].Text.StartsWith('-') && words[at].Text != "--")
        {
            at += LengthOf(program, words[at]);
        }
        at += at < words.Count && words[at].Text == "--" ? 1 : 0;
        // How long it may take.
        at += program == "timeout" ? 1 : 0;
        IReadOnlyList<ShellWord> rest = [.. words.Skip(at)];
        if (program == "env")
        {
            Take(rest, depth);
        }
        else
        {
            Run(rest, depth);
        }
    }

    /// <summary>How many words a flag is. One that is not known could take the next word, which then is not the program.</summary>
    static int LengthOf(string program, ShellWord word)
    {
        var (valued, plain) = Starters[program];
        var flag = word.Text;
        var holdsValue = flag.StartsWith("--", StringComparison.Ordinal)
            ? flag.Contains('=') && valued.Contains(flag[..flag.IndexOf('=')])
            : flag.Length > 2 && valued.Contains(flag[..2]);
        if (word.IsKnown && valued.Contains(flag))
        {
            return 2;
        }
        return word.IsKnown && (plain.Contains(flag) || holdsValue)
            ? 1
            : throw new UnreadableShellException($"the flag '{Truncate.To(flag, MaxShown)}' of '{program}' is not known");
    }

    static bool IsAssignment(ShellWord word) =>
        Assignment().Match(word.Text) is { Success: true, Length: var length } && length <= word.BareLength;

    /// <summary>A shell runs what stands in the index of an array, in quotes too; and some variables say what is run.</summary>
    static void RequireHarmless(ShellWord word)
    {
        var name = word.Text.Split('=', '+')[0];
        if (SandboxEnvironment.IsDangerous(name))
        {
            throw new UnreadableShellException($"it sets {name}, which says what is run");
        }
        if (word.Text.Contains('[') && (word.Text.Contains("$(", StringComparison.Ordinal) || word.Text.Contains('`')))
        {
            throw new UnreadableShellException("it hides a command in quotes");
        }
    }

    static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\+?=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^(?:\[|\[\[|:|\.|[A-Za-z0-9_./][A-Za-z0-9_./+:@%-]*)$")]
    private static partial Regex ProgramName();

    [GeneratedRegex(@"^[-+][a-zA-Z]+$|^--(?:posix|norc|noprofile|login)$")]
    private static partial Regex ShellFlags();
}
