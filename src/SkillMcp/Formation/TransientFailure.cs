using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Tells what passes by itself (network, rate limit, somebody else's outage) from what is wrong with a procedure. What says that the same
/// worked later without a change passes, in whatever words; what names a change does not.
/// </summary>
static partial class TransientFailure
{
    /// <param name="notes">What the caller says of the execution.</param>
    /// <param name="evidence">What was observed; null if nothing was.</param>
    /// <param name="report">The notes or, where there are none, the evidence in a sentence.</param>
    public static bool Is(string notes, Evidence? evidence, string report) =>
        !Change().IsMatch(Excuse().Replace(notes, ""))
        && (Network().IsMatch(report) || Repetition().IsMatch(report) || Elsewhere().IsMatch(report) || IsByEvidence(notes, evidence));

    static bool IsByEvidence(string notes, Evidence? evidence) => evidence switch
    {
        { Kind: EvidenceKind.HttpStatus } => Status().IsMatch(evidence.Observed),
        // Where nothing else is said, what was killed says no more than that it was.
        { Kind: EvidenceKind.ExitCode } => notes.Length == 0 && Killed().IsMatch(evidence.Observed),
        _ => false,
    };

    [GeneratedRegex(
        @"\b(?:timed[ -]?out|(?:gateway|request|read|write|i/o|connect|connection|network|operation|handshake) time-?out"
        + @"|deadline exceeded|connection (?:was |got )?(?:refused|reset|closed|lost|dropped|aborted)"
        + @"|econn(?:reset|refused|aborted)|etimedout|eai_again|enotfound|unreachable|no route to host"
        + @"|socket hang up|lost (?:its|the|my|our)? ?connection"
        + @"|network (?:error|is down|was down|issue|problem|failure|outage|glitch)|temporary failure|temporarily unavailable"
        + @"|name resolution|could ?n[o']t resolve host|rate[ -]?limit(?:ed|ing|s)?|too many requests|throttl(?:ed|ing)|status 429"
        + @"|(?:http|got|a) 429|429 too|try again later|service unavailable|bad gateway)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Network();

    // The same, without a change, and it went well.
    [GeneratedRegex(
        @"\b(?:worked|passed|succeeded|went (?:through|well|fine)|(?:was |ran |all )?(?:fine|ok|green))\b(?! only)[^.;]{0,24}?"
        + @"\b(?:(?:re-?)?try(?:ing)?|re-?tries|re-?run|(?:second|third|next|another) (?:try|attempt|run|time|go)|again|later|unchanged"
        + @"|by itself)\b"
        + @"|\b(?:re-?try(?:ing)?|re-?run(?:ning)?|(?:second|third|next|another) (?:try|attempt|run|time|go)|later|tr(?:y|ying|ied) again"
        + @"|repeat(?:ed|ing)(?: it)?)\b[^.;]{0,24}?"
        + @"\b(?:worked|works|passed|passes|succeeded|helped|fixed it|went (?:through|well|fine)|(?:was|ran) (?:fine|ok|green))\b"
        + @"|\b(?:went away|recovered|came back|cleared up|resolved itself|sorted itself out)\b(?! (?:after|when|once|with))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Repetition();

    // What happened to something else than the procedure.
    [GeneratedRegex(
        @"\b(?:outage|incident|(?:under|in) maintenance|maintenance window|power (?:cut|failure)|went to sleep"
        + @"|flak(?:e|y|ed|iness)|intermittent(?:ly)?|sporadic(?:ally)?|transient|glitch(?:ed)?|hiccup(?:s|ed)?|blip|for a (?:moment"
        + @"|minute|while|few \w+)"
        + @"|at that (?:moment|time)|under (?:heavy|high) load"
        + @"|nothing (?:was |is )?wrong with the (?:steps?|procedure|commands?|skill)|not the (?:skill|procedure)'s fault"
        + @"|quota (?:was )?reset"
        + @"|(?:was|were|is|went) (?:down|offline|overloaded|unavailable|busy|being (?:upgraded|updated|restarted|patched|migrated"
        + @"|rebooted))"
        + @"|(?:vpn|wi-?fi|internet|network|uplink|line)(?: \w+)? (?:dropped|disconnected|died|was gone|cut out)"
        + @"|(?:reclaimed|preempted|pre-empted)"
        + @"|(?:user|person|operator|they|he|she|i|we|someone|somebody) (?:just |was |were )?(?:cancell?ed|aborted|interrupted)"
        + @"|(?:cancell?ed|aborted|interrupted|stopped) by (?:the |a )?(?:user|person|operator)"
        + @"|(?:killed|evicted|starved|memory|cpu)\b[^.;]{0,80}\b(?:another|other|neighbou?ring) (?:job|run|build|pipeline|process)s?"
        + @"|(?:another|other|neighbou?ring) (?:job|run|build|pipeline|process)s?\b[^.;]{0,80}\b(?:used up|killed|hogged|ate"
        + @"|took all))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Elsewhere();

    // What is said in the words of a cause or a remedy, and is neither.
    [GeneratedRegex(
        @"\bnothing (?:was |is )?(?:wrong|missing)[^.;,]{0,80}|\bno (?:change|fix)(?:e?s)? (?:was |were )?(?:needed|necessary|required"
        + @"|made)"
        + @"|\bwithout (?:any |a )?chang\w+[^.;,]{0,80}"
        + @"|\b(?:because|since|as)\b[^.;,]{0,80}"
        + @"\b(?:busy|down|overloaded|unreachable|offline|outage|restarting|maintenance|flaky|being \w+ed)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Excuse();

    // A cause, or what is to be done or was done about it: then the notes are worth keeping.
    [GeneratedRegex(
        @"\b(?:instead|increase[ds]?|raise[ds]?|must|forgot(?:ten)?|missing|wrong|misconfigured|because|before|needs?"
        + @"|ha(?:s|ve) to|unknown|do(?:es)? not exist)\b"
        + @"|(?:^|[.;:,]\s*|\b(?:so|then|and)\s+)(?:run|use|start|set|add|pass|install|enable|disable|open|create|switch"
        + @"|log in|give|call|choose|take|lower|reduce|bind|deploy|move|split|shorten|extend|grant|delete|remove|rename|replace|update"
        + @"|upgrade|export"
        + @"|configure|make|put|keep|turn|restart|copy|build)\b"
        + @"|\b(?:points? (?:at|to)|listens? on|(?:is|are) closed|and not|reopen(?:ed)?|repair(?:s|ed)?)\b"
        + @"|\b(?:changed|moved|renamed) to\b|\buntil\b(?! it\b)|\bas long as\b|\bonly (?:works|worked|on|if|when|after)\b"
        + @"|\b(?:after|by|once|when)\s+(?:i\s+|we\s+)?(?!wait|re-?try|re-?run|repeat|try|bring|noth|someth|morn|even)\w{3,}(?:ing|ed)\b"
        + @"|\b(?:i|we)\s+(?:had to|set|added|changed|switched|installed|raised|renamed|logged in|fixed|removed|replaced|pinned"
        + @"|started)\b"
        + @"|(?<![\w-])--[a-z][\w-]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Change();

    // Responses after which a client retries: request timeout, too many requests, gateway timeout.
    [GeneratedRegex(@"(?<!\d)(?:408|429|504)(?!\d)")]
    private static partial Regex Status();

    // By a time limit, and by signals.
    [GeneratedRegex(@"^\s*(?:124|137|143)\s*$")]
    private static partial Regex Killed();
}
