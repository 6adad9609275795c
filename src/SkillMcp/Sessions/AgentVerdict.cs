using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// What an agent says at the end of work that it did with functions. They have no exit code, and the agent has read what they returned: if
/// it says that the work failed, it did.
/// </summary>
static partial class AgentVerdict
{
    // It comes to the point in its first two sentences.
    const int MaxRead = 300;

    /// <summary>Whether the last words of an agent say that its work failed.</summary>
    public static bool IsFailure(string said)
    {
        var begin = Truncate.To(said.TrimStart(), MaxRead);
        var sentences = Sentences().Split(begin).Select(sentence => Opening().Replace(sentence.Trim(), "")).Where(text => text.Length > 0);
        return sentences.Take(2).Any(FailureWords.AreIn) && !WasMended().IsMatch(begin);
    }

    [GeneratedRegex(@"(?<=[.!?。！])\s+|\n+")]
    private static partial Regex Sentences();

    [GeneratedRegex(
        @"^(?:(?:unfortunately|sadly|sorry|i'?m sorry|i am sorry|i apologi[sz]e|oh no|no|hm+|well|leider|malheureusement|lamentablemente"
            + @"|hélas"
            + @"|残念ながら)\b[\s,.:;!–—-]*(?:but |that )?)+",
        RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    // "The first attempt failed, but the second worked."
    [GeneratedRegex(
        @"\b(?:but (?!the|it|there|i |we |still)|retr(?:y|ied)|second (?:attempt|try|time)|at first|first (?:attempt|try|time)|fixed"
            + @"|mended|resolved"
            + @"|now (?:it|all|everything|works|runs|up)|(?:it|everything|all|that) (?:now )?(?:works|worked|succeeded|runs|passed"
            + @"|is (?:up|fine|ok))"
            + @"|successfully|aber (?:jetzt|nun|dann))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex WasMended();
}
