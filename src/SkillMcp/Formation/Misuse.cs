using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Reads in the notes of a report that a procedure was the wrong one for the task, and what it is not for. A failure of the wrong
/// procedure says nothing of it; that something within it was wrong, a flag or a port, says much: so the procedure has to be meant.
/// </summary>
static partial class Misuse
{
    // Why it was not followed is said at the beginning; what follows are logs.
    const int MaxRead = 2_000;

    // What a procedure is called.
    const string Kind = "(?:skill|procedure|runbook|recipe|playbook)";

    // "It" is the procedure where nothing was named before it.
    const string Subject = @"(?:(?:^|(?<=[.;:!?,\n]\s*))(?:it|this|that)|\b(?:this|that)(?= (?:is|was|does|did|do|solves)\b)"
        + @"|\b(?:the|this|that) (?:\w+ )?" + Kind + @"\b)";

    const string Is = @"(?:\s+(?:is|was|are|were)|['’]s)(?:\s+(?:clearly|really|only|just|actually|obviously))?";

    const string IsNot = @"(?:\s+(?:is|was)(?:n['’]t|\s+not|\s+never)|['’]s\s+not)(?:\s+(?:really|actually|at all))?";

    const string Thing = @"(?:an?\s+|the\s+)?(?<not>[^.;,\n!?()]{2,60}?)";

    const string Ours = @"(?:we(?:['’]re|\s+(?:have|use|run|are\s+on|are\s+using|need|needed|wanted))"
        + @"|i(?:\s+(?:have|use|run|need|needed|wanted)|['’]m\s+on)"
        + @"|ours?(?:\s+\w+)?\s+(?:is|are|runs?(?:\s+on)?|uses?))";

    // A newer version, or a right that is missing, is no other task.
    const string NotVersion = @"(?!(?:only|no|not|none|to|newer|older|an?\s+(?:newer|older|old|new)|version|v?\d|root)\b)(?!v?\d)";

    const string End = @"(?=\s*(?:[.;,\n!?()]|$))";

    static readonly string[] NoReason =
    [
        "wrong", "fit", "pick", "need", "task", "right", "skill", "procedur", "runbook", "match", "choos", "chosen", "chose", "follow",
        "retriev", "read", "suitabl", "appli", "applic", "relev", "want", "wasn", "didn", "did", "doesn", "isn", "setup", "stack", "took",
        "exact", "actual", "realli", "case", "situat", "purpos",
    ];

    /// <summary>Whether notes say that the procedure was the wrong one for the task.</summary>
    public static bool IsSaidIn(string notes)
    {
        var said = Truncate.To(notes, MaxRead);
        var isWrong = WrongProcedure().IsMatch(said)
            || NotFor().IsMatch(said)
            || Elsewhere().IsMatch(said)
            || OtherThing().IsMatch(said)
            || (WrongOne().IsMatch(said) && !Detail().IsMatch(said));
        return isWrong && !Remedy().IsMatch(said);
    }

    /// <summary>What the procedure is not for, in a line; empty if that is not known.</summary>
    /// <param name="notes">What the reporter says.</param>
    /// <param name="task">The task; empty if it is not known.</param>
    public static string NotForIn(string notes, string task)
    {
        var said = Truncate.To(notes, MaxRead);
        var phrase = new[] { NotFor(), OtherThing() }
            .SelectMany(pattern => pattern.Matches(said))
            .Select(found => found.Groups["not"].Value.Trim())
            .FirstOrDefault(thing => thing.Length > 1 && !OurTask().IsMatch(thing));
        var reason = HasReason(said) ? FirstSentence(said) : "";
        return Truncate.To(Whitespace.Collapse(phrase ?? (reason.Length > 0 ? reason : task)), Execution.MaxNotForLength);
    }

    static bool HasReason(string notes) => Words.Of(notes).Except(NoReason, StringComparer.Ordinal).Any();

    static string FirstSentence(string notes)
    {
        var end = SentenceEnd().Match(notes.Trim());
        return (end.Success ? notes.Trim()[..end.Index] : notes.Trim()).TrimEnd('.', ' ');
    }

    /// <summary>"wrong skill", "not the right procedure", "a procedure for something else".</summary>
    [GeneratedRegex(
        @"\b(?:wrong|incorrect|inappropriate|unsuitable)\s+" + Kind + @"\b(?!\s+(?:level|call|name|set))"
        + @"(?<!\b(?:call|run|invoke|exec|execute)(?:s|ed|d|ing)?\s+(?:the|a)\s+\w+\s+\w+)"
        + @"|(?:\bnot|n['’]t)\s+(?:the\s+)?(?:right|correct|appropriate|proper)\s+" + Kind + @"\b"
        + @"|\bshould\s+have\s+(?:used|taken|followed|picked|chosen|retrieved|been)\s+"
        + @"(?:the\s+other|another|a\s+different)\s+" + Kind + @"\b"
        + @"|\bneed(?:s|ed)?\s+(?:the\s+other|another|a\s+different)\s+" + Kind + @"\b(?!\s+(?:call|name))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WrongProcedure();

    /// <summary>"this is not meant for postgres", but not "not meant to be run as root".</summary>
    [GeneratedRegex(
        "(?:" + Subject + IsNot + @"|^\s*(?:is\s+)?not)\s+(?:(?:meant|intended|made|written|designed|suitable|suited|right|applicable"
        + @"|appropriate|usable|fit|good)\s+)?for\s+(?!root\b)" + Thing + @"(?=\s*(?:[.;,\n!?()]|$|\b(?:but|because|since|so|as|and)\b))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotFor();

    /// <summary>"this is for mysql, we have postgres", "we run podman and this is for docker", "this is for mysql, not postgres".</summary>
    [GeneratedRegex(
        Subject + Is + @"\s+(?:meant\s+|made\s+|written\s+)?(?:for|about)\s+" + NotVersion
        + @"[^.;\n!?]{2,60}?\s*(?:[,;–-]\s*(?:but\s+|and\s+|while\s+|whereas\s+)?|\s+(?:but|and|while|whereas)\s+)"
        + "(?:" + Ours + @"\s+|not\s+(?:for\s+)?)" + NotVersion + Thing + End
        + @"|\b" + Ours + @"\s+" + NotVersion + Thing
        + @"\s*(?:[,;–-]\s*(?:but\s+|and\s+|while\s+|whereas\s+)?|\s+(?:but|and|while|whereas)\s+)"
        + @"(?:it|this|that|the\s+" + Kind + ")" + Is + @"\s+(?:meant\s+|made\s+|written\s+)?for\s+" + NotVersion,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherThing();

    /// <summary>"it does something else", "this is for a different database", "does not apply to our case".</summary>
    [GeneratedRegex(
        Subject + @"\s+(?:does|did|solves)\s+(?:something\s+(?:else|different)|another\s+(?:thing|problem)"
        + @"|a\s+different\s+(?:thing|problem|job))"
        + "|" + Subject + Is + @"\s+(?:meant\s+|made\s+)?for\s+(?:something\s+else|another|a\s+(?:different|completely\s+different))\b"
        + "|(?:" + Subject + @"\s+|^\s*)(?:does|did|do)(?:n['’]t|\s+not)\s+(?:fit|apply\s+to|suit|cover|serve)"
        + @"\s+(?:the|this|our|my|that)\s+(?:task|case|request|situation|setup|purpose|stack|problem)"
        + "|(?:" + Subject + IsNot + @"\s+|^\s*not\s+)what\s+(?:i|we|was|is|the\s+(?:user|task))\s+"
        + @"(?:need|want|ask|request|had\s+in\s+mind|was\s+look|meant)"
        + "|(?:" + Subject + IsNot + @"\s+|^\s*not\s+)(?:applicable|relevant)(?:\s+(?:here|to\s+(?:this|our|my|the)\b)|\s*[.;,!]|\s*$)"
        + "|(?:" + Subject + Is + @"\s+)(?:the\s+)?(?:wrong|unsuitable)\s+for\s+(?:this|the|our|my)\s+(?:task|job|case|setup|purpose)"
        + @"|\b(?:i|we)\s+(?:mistook|confused|mixed\s+up|misapplied|misused)\s+(?:this|it\b|the\s+" + Kind + ")",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Elsewhere();

    /// <summary>"should have used the other one", "picked the wrong one".</summary>
    [GeneratedRegex(
        @"\bshould\s+have\s+(?:used|taken|followed|picked|chosen|retrieved)\s+(?:the\s+other|another|a\s+different)\s+one\b(?!\s+of)"
        + @"|\b(?:picked|chose|took|got|followed|retrieved|opened|was\s+given)\s+the\s+wrong\s+one\b(?!\s+of)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WrongOne();

    /// <summary>What "the other one" may mean if it is named before: one of two flags.</summary>
    [GeneratedRegex(
        @"\b(?:flags?|options?|ports?|files?|keys?|branch(?:es)?|arguments?|parameters?|paths?|hosts?|accounts?|values?|versions?|folders?"
        + @"|commands?|steps?|buttons?|tabs?|urls?|tokens?|names?|namespaces?|clusters?|servers?|buckets?|tables?|users?|passwords?|certs?"
        + @"|certificates?|images?|disks?|databases?|endpoints?|profiles?|registr(?:y|ies))\b|(?<![\w-])--?\w",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Detail();

    /// <summary>What failed in the right procedure, or what is to be done about it.</summary>
    [GeneratedRegex(
        @"\binstead\b|\bfirst\b|(?<![\w-])--[a-z]|(?<![\w/])/[a-z][\w.-]*|[:,;]\s*(?:use|run|set|add|pass|give)\b|\bneeds --"
        + @"|\b(?:crash|collid)\w*|\btime[sd]? out\b|\bfor use\b|\bfaint of heart\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remedy();

    [GeneratedRegex(@"^(?:this|our|my|the|that|what)\s+(?:task|case|job|request|situation|setup|purpose|one|we|i)\b|^(?:this|it|us|me)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OurTask();

    [GeneratedRegex(@"[.;!?](?=\s)|\n")]
    private static partial Regex SentenceEnd();
}
