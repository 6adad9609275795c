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

    static bool TakesBack(string said) => TakeBack().IsMatch(said);

    static bool Complains(string said) => Complaint().IsMatch(said);

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
            + @"|(?:roll|take|put) (?:it|that|this|everything) back)(?: (?:all|again|please|now))?\s*(?:$|[.!?,;:\n])"
            + @"(?!.*\b(?:instead|but|(?:and|then) (?!stop|leave|that'?s))\b)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex TakeBack();

    // At its beginning: "the build that failed yesterday" speaks of something else.
    [GeneratedRegex(
        @"^(?:(?:no|nope|hm+|oh|sorry|wait|but)\b[,.! ]*)*(?:(?:(?:it|that|this|you)(?:'s| is| has| have|'ve)?|now (?:it|that|everything)"
            + @"(?:'s| is)?)(?: just| now| all| really| completely| still)*"
            + @" (?:broke|broken|breaks|failed|fails|crashed|crashes|did ?n[o']t work|does ?n[o']t work|wrong|worse|made it worse)"
            + @"|still (?:broken|fail(?:s|ing)|does ?n[o']t work|not working))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Complaint();
}
