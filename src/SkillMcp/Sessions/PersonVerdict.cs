using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// What a person says of a task that was done: that it is to be undone ("roll it back"), or that it did not work ("no, that broke it").
/// </summary>
static partial class PersonVerdict
{
    // What is pasted below the words is not theirs.
    const int MaxRead = 200;

    /// <summary>Whether a follow-up takes back or complains of what was done before it.</summary>
    public static bool IsAgainst(string request) => TakesBack(Begin(request)) || Complains(Begin(request));

    /// <summary>
    /// The last words of the person, if they are against what was done for a task; null if they are not, or a complaint was seen to.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="judged">Its calls.</param>
    public static PersonRequest? TakingBack(SessionTask task, IReadOnlyList<JudgedCall> judged)
    {
        var said = task.Events.OfType<PersonRequest>().Where(request => request.Subagent.Length == 0).Skip(1).LastOrDefault();
        if (said is null)
        {
            return null;
        }
        var begin = Begin(said.Text);
        // To undo it takes calls too, which mend nothing.
        return TakesBack(begin) || Complains(begin) && !WorkedAfter(said, task, judged) ? said : null;
    }

    /// <summary>That the person did not want the result, as what was observed of it.</summary>
    public static Evidence EvidenceOf(PersonRequest said) => new()
    {
        Kind = EvidenceKind.OutputMatch,
        Observed = $"the person said: {Truncate.To(Whitespace.Collapse(said.Text), MaxRead)}",
        IsTakenBack = true,
    };

    static string Begin(string request) => Truncate.To(request.Trim(), MaxRead);

    static bool TakesBack(string said) => TakeBack().IsMatch(said) || ForeignVerdict.TakesBack(said);

    // "That broke my assumptions, in a good way" praises.
    static bool Complains(string said) =>
        (Complaint().IsMatch(said) || Breakdown().IsMatch(said) || ForeignVerdict.Complains(said)) && !Praise().IsMatch(said);

    static bool WorkedAfter(PersonRequest said, SessionTask task, IReadOnlyList<JudgedCall> judged)
    {
        var later = task.Events.SkipWhile(happened => !ReferenceEquals(happened, said)).OfType<ToolCall>()
            .ToHashSet<ToolCall>(ReferenceEqualityComparer.Instance);
        return judged.Any(one => one is { IsWork: true, Succeeded: true } && later.Contains(one.Call));
    }

    // "Undo that and use the other feed" goes on.
    [GeneratedRegex(
        @"(?:^|[.!?,;:\n])\s*(?:please |can you |could you )?"
            + @"(?:(?:undo|revert|discard)(?: (?:it|that|this|them|everything|all))?|roll\s?back"
            + @"|(?:roll|take|put|change|set|switch) (?:it|that|this|everything|all) back|restore (?:it|that|this|everything)"
            + @"|(?:leave|make) (?:it|that|this|everything))(?: (?:all|again|please|now))*"
            + @"(?: (?:to )?(?:how|what|the way|as|like) (?:it|that|this|everything|things) (?:was|were|used to be)(?: before)?)?"
            + @"(?: (?:again|please|now))*\s*(?:$|[.!?,;:\n])"
            + @"(?!.*\b(?:instead|but|(?:and|then) (?!stop|leave|that'?s))\b)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex TakeBack();

    const string Opening = @"^(?:(?:no|nope|hm+|oh|ugh|uh|damn|argh|sorry|wait|stop|hey|but|well|unfortunately)\b[,.! …-]*)*";

    // At its beginning: "the build that failed yesterday" speaks of something else.
    [GeneratedRegex(
        Opening + @"(?:(?:(?:it|that|this|you)(?:'s| is| was| has| have|'ve)?|now (?:it|that|everything)(?:'s| is)?)"
            + @"(?: just| now| all| really| completely| still| simply)*"
            + @" (?:broke|broken|breaks|failed|fails|crashed|crashes|did ?n[o']t work|did not work|does ?n[o']t work|does not work"
            + @"|not working"
            + @"|wrong|worse|made it worse)"
            + @"|still (?:broken|fail(?:s|ing)|does ?n[o']t work|not working)"
            + @"|(?:it|that|this)(?:'s| is) (?:now |just |still |only )*(?:down|crashing|failing|hanging|timing out|offline|unreachable)"
            + @"|(?:it|that|this)(?:'s| is)? (?:now |just |still |only )*(?:throw(?:s|ing)|return(?:s|ing)|giv(?:es|ing)|rais(?:es|ing)"
            + @"|respond(?:s|ing) with)(?: me| us)?(?: (?:an?|the|only|nothing but|lots of|loads of|http))*(?: [\w-]+)?"
            + @" ?(?:[45]\d\d(?:'?s)?|errors?|exceptions?|timeouts?)"
            + @"|(?:it|that|this)(?:'s| is| was)(?: just| simply)? not (?:at all )?what I (?:asked|wanted|want|meant|mean|needed|need"
            + @"|said)"
            + @"|not what I (?:asked|wanted|meant|needed|said)"
            + @"|(?:(?:it|that|this)(?:'s| is| was)|you (?:have |'ve )?(?:just )?[a-z]+(?:(?: [a-z]+)? (?:to|in|into|on|onto|from|with"
            + @"|up))?)"
            + @" (?:the|a) wrong"
            + @"|you (?:have |'ve )?(?:just )?(?:broke|broken|killed|crashed|messed up|took down) (?:it|that|this|everything|the|my"
            + @"|our))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Complaint();

    // The whole sentence: "does not work", "now the site is down", "wrong cluster!". One that goes on may ask for something else.
    [GeneratedRegex(
        Opening + @"(?:(?:it |that |this )?(?:does ?n[o']t|does not|did ?n[o']t|did not|is ?n[o']t|not) (?:work(?:ing)?|respond(?:ing)?)"
            + @"|(?:and |so )?(?:now )?(?:the|my|our|your|all|everything|every|half the)(?: [\w'-]+){0,3}(?:'s| is| are| has"
            + @"| have)"
            + @"(?: just| now| all| really| completely| still| totally| gone)*"
            + @" (?:down|broken|dead|offline|gone|unreachable|failing|crashing|crashed|broke|not (?:working|responding"
            + @"|loading|reachable))"
            + @"|(?:and |so )?now (?:the|my|our|your|nothing|everything|it)(?: [\w'-]+){0,3} (?:works no more|does ?n[o']t (?:work|load"
            + @"|respond|start)"
            + @"|fails|crashes|hangs)|(?:and |so )?now nothing works|nothing works(?: any ?more)?"
            + @"|(?:the )?wrong(?: [\w-]+){1,3})"
            + @"(?: at all| either| any ?more| now| again| for me| here| since then)*\s*(?:$|[.!,;…\n])",
        RegexOptions.IgnoreCase)]
    private static partial Regex Breakdown();

    [GeneratedRegex(
        @"\bin a good way\b|\b(?<!n't |not |no longer )(?:works|worked|working) (?:great|fine|perfectly|well|nicely|beautifully"
            + @"|like a charm|as expected)\b"
            + @"|\b(?:but|and|so|,) (?:now )?(?:it|that|this|everything|all)(?: now| all)* works\b(?! no)|\bno longer (?:broken|fails"
            + @"|failing)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Praise();
}
