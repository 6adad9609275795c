using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// The form in which a command becomes a step, whichever client ran it: without what only makes its output shorter, without the shell that
/// a client starts for it, and with one way to say that it is left running.
/// </summary>
static partial class CommandForm
{
    /// <summary>How a step says that what it starts goes on while the next one is done.</summary>
    public const string InBackground = "  # in the background";

    public static string Of(string step)
    {
        var bare = Unwrapped(step.Trim());
        if (bare.Contains("<<", StringComparison.Ordinal))
        {
            return bare;
        }
        var left = Started().Match(bare);
        if (left.Success)
        {
            var output = Kept(left.Groups["output"].Value);
            return $"{left.Groups["run"].Value.Trim()}{output}{InBackground}";
        }
        var shown = Here().Replace(Shown().Replace(bare, ""), "").Trim();
        return shown.Length > 0 ? shown : bare;
    }

    /// <summary>The script that a shell was started for, and nothing else.</summary>
    static string Unwrapped(string step)
    {
        var script = ShellScript.PipelinesOf(step);
        return script is [{ Commands: [{ Words: [var shell, "-c" or "-lc" or "-ic" or "-ec", var inner], Writes.Count: 0 }] }]
            && ProgramNature.ProgramOf(shell) is "bash" or "sh" or "zsh" or "dash"
            && inner.Length > 0
                ? inner.Trim()
                : step;
    }

    /// <summary>Where the output goes, if that is a file that may be read later.</summary>
    static string Kept(string output) => output.Trim() is { Length: > 0 } kept && !Scratch().IsMatch(kept) ? $" {kept}" : "";

    [GeneratedRegex(
        @"^\(?\s*(?:(?:nohup|setsid)\s+)?(?<run>(?:[^&;\n'""]|'[^'\n]*'|""[^""\n]*"")+?)"
            + @"(?<output>(?:\s*(?:&>>?|[12]?>>?)\s*(?:&[12]|[^\s&;]+))*)(?:\s*<\s*/dev/null)?"
            + @"\s*&\s*\)?(?:\s*(?:disown|echo\s+[^&;\s]+);?)*$")]
    private static partial Regex Started();

    [GeneratedRegex(@"^(?:(?:&>>?|[12]?>>?)\s*(?:&[12]|/dev/null|/(?:var/)?tmp/\S+)\s*)+$")]
    private static partial Regex Scratch();

    // A file of this folder, in a place where no program is looked for.
    [GeneratedRegex(
        @"(?<=\s(?:-f|--file|--filename|--values|--config|-o|--output|--env-file|--?var-file|-C|--directory|-r|--requirement)[ =])"
            + @"\./(?=\w)")]
    private static partial Regex Here();

    // Only who looks on sees less of it.
    [GeneratedRegex(
        @"(?<!\s)(?:(?:\s*2>&1)?\s*\|&?\s*(?:(?:tail|head)(?:\s+(?:-n\s*|--lines[= ])?[-+]?\d+)?|cat)(?=\s*(?:&&|\|\||;|$))"
            + @"|\s*2>&1(?=\s*(?:&&|\|\||;|$))|\s*;\s*echo\s+(?:[""'][^""'\n]*\$\?[""']|\S*\$\?)\s*$)")]
    private static partial Regex Shown();
}
