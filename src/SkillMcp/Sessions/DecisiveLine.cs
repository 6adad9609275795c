using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>Finds in the output of a command the line that says why it failed.</summary>
static partial class DecisiveLine
{
    /// <summary>How long a cause may be, in characters.</summary>
    public const int MaxLength = 240;

    // The reason is near the beginning or near the end; a log between them is only searched for what is certain.
    const int MaxLines = 400;

    // What was expected, and what was there instead.
    const int MaxHints = 3;

    /// <summary>Whether an output says that something failed, although the exit code does not.</summary>
    /// <param name="output">The output.</param>
    /// <param name="programs">The names by which the programs of the command may speak of themselves.</param>
    public static bool IsIn(string output, IReadOnlyCollection<string> programs)
    {
        var lines = LinesOf(output);
        var counts = ReportedCounts.In(string.Join('\n', lines.TakeLast(12)));
        if (counts is { IsOfFailure: true, Exit: null or > 0 } && !counts.AllPassed
            && (counts.Failed > 0 || counts.Errors > 0 || counts.Lacking > 0))
        {
            return true;
        }
        if (counts.IsOfSuccess)
        {
            return false;
        }
        return lines.Exists(line => Certain().IsMatch(line) && !Reassuring().IsMatch(line)
            || SpeaksOfItself(line, programs) && Complaint().IsMatch(line) && !Reassuring().IsMatch(line));
    }

    /// <summary>The line that says why, with a hint that follows it; the last one where none says so; empty without an output.</summary>
    public static string In(string output)
    {
        var lines = LinesOf(output);
        if (lines.Count == 0)
        {
            return "";
        }
        var best = lines.Index().MaxBy(line => (WeightOf(line.Item), IsSummary(lines[^1]) ? line.Index : -line.Index));
        var said = WeightOf(best.Item) > 0 ? best.Item : lines[^1];
        var hints = WeightOf(best.Item) > 0 ? lines.Skip(best.Index + 1).Take(MaxHints).TakeWhile(IsHint) : [];
        return Truncate.To(string.Join(' ', hints.Prepend(said).Select(Bare).Distinct()), MaxLength);
    }

    static bool IsHint(string line) => Hint().IsMatch(line) && !Noise().IsMatch(line);

    static bool IsSummary(string last) => PythonError().IsMatch(last);

    /// <summary>"publish: the feed has no index.json" is how a program complains.</summary>
    static bool SpeaksOfItself(string line, IReadOnlyCollection<string> programs)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && programs.Contains(line[..colon].Trim(), StringComparer.OrdinalIgnoreCase);
    }

    static int WeightOf(string line)
    {
        if (Noise().IsMatch(line))
        {
            return 0;
        }
        var weight = Reason().IsMatch(line) ? 4 : 0;
        weight += Certain().IsMatch(line) ? 3 : 0;
        weight += Hint().IsMatch(line) ? 2 : 0;
        weight += PythonError().IsMatch(line) ? 3 : 0;
        weight += Complaint().IsMatch(line) ? 1 : 0;
        return Reassuring().IsMatch(line) ? 0 : weight;
    }

    static List<string> LinesOf(string output)
    {
        List<string> lines = [.. Escape().Replace(output, "").Split('\n')
            .Select(line => line[(line.TrimEnd('\r').LastIndexOf('\r') + 1)..].Trim().Trim('│', '╷', '╵', '|').Trim())
            .Where(line => line.Length > 0)];
        return lines.Count <= MaxLines ? lines : [.. lines.Take(MaxLines / 2), .. lines.TakeLast(MaxLines / 2)];
    }

    /// <summary>The line without the time and the level before it.</summary>
    static string Bare(string line) => Whitespace.Collapse(Prefix().Replace(line, ""));

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")]
    private static partial Regex Escape();

    [GeneratedRegex(
        @"^(?:\[?\d{4}-\d\d-\d\d[T ][\d:.,+Z-]+\]?\s*)?(?:npm (?:ERR!|error)\s+(?:(?:enoent|notarget|code|eresolve|e\d+)\s+(?=\S+ ?\S))?)?"
            + @"(?:\[(?:error|err|fatal)\]\s*)?",
        RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    // What no program says when all is well, at the beginning of a line.
    [GeneratedRegex(
        @"^(?:error(?:\[\w+\])?:?(?:\s|$)|ERR(?:OR|!)|fatal:|panic:|FAIL(?:ED|URE|ED!)?(?:\s|:|$)|npm (?:ERR!|error)(?=\s|$)"
            + @"|Traceback \(most"
            + @"|E:\s|E\s{2,}|CONFLICT\b|✗|✘|✖|×|❌|BUILD FAILED|Build FAILED|make(?:\[\d+\])?: \*\*\*|Segmentation fault|Killed$"
            + @"|Aborted\b|Exception in thread"
            + @"|Unhandled (?:rejection|exception)|\[?(?:error|fatal)\]?:?\s|error during connect|The push refers .*denied|denied:"
            + @"|unauthorized:"
            + @"|Error response from daemon|Error from server|(?:\w+\.)*\w*(?:Error|Exception)(?: \[\w+\])?: )"
            + @"|(?:^|: |\s)(?:command not found|No such file or directory|Permission denied|Connection refused|Could not resolve host)\b"
            + @"|\berror (?:CS|TS|MSB|NU|NETSDK|FS|C|LNK)\d+\b|\bERROR:\s|^psql:.*(?:ERROR|FATAL):|^\S+:\d+(?::\d+)?: (?:fatal )?error\b"
            + @"|\bexit(?:ed)? (?:status|code|with(?: code)?) [1-9]\d*\b|!\s+\[(?:remote )?rejected\]|^ERROR\b")]
    private static partial Regex Certain();

    // What gives the reason rather than the fact.
    [GeneratedRegex(
        @"\b(?:no such|not found|cannot find|can(?:no|')t (?:find|open|read|write|connect|resolve|create|access|stat|load|locate)|unknown"
            + @"|unrecogni[sz]ed|unexpected|invalid|illegal|not (?:a |an |in |allowed|permitted|defined|installed|recogni[sz]ed|supported"
            + @"|exist|valid|available|empty|running|enough|authori[sz]ed|logged|set|match|up)|does(?: not|n't) (?:exist|match|have"
            + @"|support)"
            + @"|denied|refused|rejected|forbidden|unauthori[sz]ed|already (?:exists|in use|allocated|been)|in use|required|missing|must"
            + @"|has no|have no|there is no|no \w+ (?:found|specified|named|matching|configured|available|left)|timed out|time-?out|expired"
            + @"|conflict\w*|mismatch|incompatible|unsupported|deprecated|undefined|unresolved|too (?:long|large|many|old|small|few)"
            + @"|out of (?:memory|space|range)|expected|assert\w*|failed to|unable to|could not|couldn't|is null|null value|violates"
            + @"|duplicate"
            + @"|ENO\w+:|EADDRINUSE|EACCES|ECONNREFUSED|ModuleNotFoundError|ImportError|syntax error|needs? |outdated|behind|diverg\w+"
            + @"|unstable|untracked|unmet|unsatisf\w+|quota|throttl\w+|insufficient|no space|locked|lock)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"\b(?:not|no|cannot|can't|could ?n[o']t|fail\w*|errors?|missing|unknown|invalid|denied|refused|unable|must|required|rejected"
            + @"|already exists|does ?n[o']t|is(?: not|n't)|has no|abort\w*|exception|conflict)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Complaint();

    [GeneratedRegex(
        @"\b(?:did you mean|hint:|help:|try\b|run\b .*(?:first|instead|to)|use\b .*(?:instead|to)|consider|maybe|perhaps|pass --|set the|"
            + @"available|valid (?:values|options)|usage:|^(?:expected|actual|received|got|wanted?):?\s|^\s*(?:npm|git|terraform|pip"
            + @"|docker|cargo) \w+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Hint();

    // What is said around the reason.
    [GeneratedRegex(
        @"^(?:at\s+\S|File "".*"", line \d+|Traceback \(most|\^+~*$|~+\^*$|-->|\d+ \||\||npm (?:ERR!|error) (?:A complete log"
            + @"|code \w+$|errno|syscall|path"
            + @"|(?:ERR! )?\s*$|enoent\s*$|enoent This is related|cwd|dest|command|Lifecycle script|location)|For more information"
            + @"|See (?:also|the)"
            + @"|node:internal|Node\.js v|\{|\}|Caused by:$|error: aborting due to|error: could not compile|Some errors have"
            + @"|exit (?:status|code) \d+$"
            + @"|npm (?:ERR!|error)\s*$|.*ELIFECYCLE|warning:|WARN|npm warn|npm notice|Process exited|\s*\d+ (?:error|Error)\(s\)$)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Noise();

    [GeneratedRegex(
        @"\b(?:no|0|zero|without(?: any)?) (?:\w+ )?(?:errors?|failures?|failed|issues?|problems?|vulnerabilities|conflicts?|warnings?)\b"
            + @"|\b(?:errors?|fail(?:ed|ures?)|warnings?)\s*[:=]\s*(?:0|none|null|nil|n/a)(?=\s*(?:$|[,;.)\]}]))"
            + @"|\bnothing to (?:commit|do)\b|\bup.to.date\b"
            + @"|\balready (?:installed|satisfied)\b"
            + @"|\berror handling\b|\bignor(?:ed|ing)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Reassuring();

    [GeneratedRegex(@"^(?:\w+\.)*\w*(?:Error|Exception|Exit|Interrupt|Warning)(?:: |$)")]
    private static partial Regex PythonError();
}
