using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// Tells a request that goes on with the task before it from one for something else: it agrees, corrects, complains or speaks of what was
/// just done ("tag it"). A request that names its own things is another task.
/// </summary>
static partial class FollowUp
{
    // Longer requests say themselves what they are about.
    const int MaxReferringWords = 24;

    // "Commit and push", and a few polite words around it.
    const int MaxFinishingWords = 12;

    // A request of so few words without an object of its own only says that the work is to go on.
    const int MaxBareWords = 3;

    static readonly FrozenSet<string> Vague = FrozenSet.ToFrozenSet(Whitespace.Split("""
        also now then next please can could would you go on ahead again try fix run do make sure use add thing way one everything all again
        work new file folder just let need want get put set up check change update still same yes step steps first last
        """).Select(Stemmer.Stem), StringComparer.Ordinal);

    // What is done with whatever was made last.
    static readonly FrozenSet<string> Finishing = FrozenSet.ToFrozenSet(Whitespace.Split("""
        commit push pull merge rebase squash ship deploy release publish tag test tests build format lint save done finish message branch
        remote origin main master
        """).Select(Stemmer.Stem), StringComparer.Ordinal);

    /// <summary>Whether a request goes on with a task.</summary>
    /// <param name="request">The request.</param>
    /// <param name="before">The words of what was asked for and done before.</param>
    public static bool Is(string request, IReadOnlySet<string> before)
    {
        var text = Whitespace.Collapse(request);
        if (IsOfOther(text))
        {
            return false;
        }
        if (GoOn().IsMatch(text) || Correction().IsMatch(text) || Refers(text) || PersonVerdict.IsAgainst(text))
        {
            return true;
        }
        var own = WordsOf(text);
        own.ExceptWith(Finishing);
        var count = Whitespace.Split(text).Length;
        if (own.Count == 0)
        {
            return count <= MaxFinishingWords && !Branches().IsMatch(text);
        }
        var shares = own.Any(before.Contains);
        return count <= MaxBareWords && shares || Connected().IsMatch(text) && shares;
    }

    /// <summary>Whether a request asks for the same procedure for something else: that is a run of its own.</summary>
    public static bool IsSameForOther(string request) => Same().IsMatch(request);

    /// <summary>The words of a text that say what it is about.</summary>
    public static HashSet<string> WordsOf(string text) =>
        Words.Of(text).Where(word => word.Length > 2 && !Vague.Contains(word)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a text speaks of what was named before it, and not within it.</summary>
    public static bool Refers(string text)
    {
        var words = Whitespace.Split(text);
        var pronoun = Pronoun().Match(text);
        if (words.Length > MaxReferringWords || !pronoun.Success)
        {
            return false;
        }
        var lead = text[..pronoun.Index];
        return !Named().IsMatch(lead);
    }

    static bool IsOfOther(string text) => Other().IsMatch(text) || IsSameForOther(text);

    [GeneratedRegex(
        @"^(?:(?:ok(?:ay)?|yes|yep|yeah|yup|sure|right|fine|good|great|perfect|excellent|awesome|looks? (?:good|fine|great|right)"
            + @"|well done|nice work|great work|thanks?(?: you)?|thx|no|nope|nah|hm+|cool|nice|lgtm|ja|nein|oui|si)\b"
            + @"(?!\s*,?\s*(?:now|next|another|new)\b.{24})"
            + @"|(?:please )?(?:go (?:on|ahead)|continue|proceed|carry on|keep going|resume|retry|try (?:again|it|that|once)|do (?:it"
            + @"|that|so)\b"
            + @"|again|one more time|once more|redo|rerun|undo|revert|stop|wait|approved?|confirmed?|weiter|mach weiter)\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex GoOn();

    [GeneratedRegex(
        @"^(?:(?:but|hmm?|actually|sorry|oops|instead|rather|not|don'?t|never ?mind)\b|(?:that|this|it)(?:'s| is| was|n't| didn'?t"
            + @"| does(?:n't)?| still)?\b"
            + @"|(?:it|this|that) (?:still )?(?:fails?|failed|broke)|still\b|(?:use|try) .{1,60}\b(?:instead|rather)\b|you (?:forgot"
            + @"|missed|should|need|broke|didn'?t)\b"
            + @"|(?:error|exception|traceback|fatal|npm err)\b|why\b|what(?:'s| is| was| happened| went| did| about)\b|how (?:come"
            + @"|did)\b|which (?:one|version)\b)"
            + @"|\bstill\b|\bagain (?:fails?|failing|broken|not)\b|\binstead\.?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Correction();

    [GeneratedRegex(@"^(?:(?:and|now|then|next|ok,? now|also|plus|finally|after that|in addition|additionally|afterwards|lastly)\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Connected();

    // "that" joins clauses too: "make sure that the tests pass".
    [GeneratedRegex(
        @"\b(?:it|them|these|those|its|their)\b|\b(?:this|that)(?=\s*(?:[.,;:!?]|$|(?:to|in|into|on|onto|with|as|for|and|too|now|again"
            + @"|up|from|by|at|first"
            + @"|please|one|file|change|branch|version|error|test|commit|fix)\b))|\bthe (?:above|result|results|changes?|fix|rest"
            + @"|other ones?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();

    // A thing of its own before the pronoun is what the pronoun means.
    [GeneratedRegex(@"\b(?:the|a|an|my|our|your|all|every|each|another)\s+\p{L}|\S*[./]\S+\.\w|\S+/\S+"
            + @"|\b\w+\.\w{2,4}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    // "Merge the release branch into main" names both, where "merge the branch into main" means the one that was worked on.
    [GeneratedRegex(
        @"(?:\b[\w.-]+/\S+|\b(?:main|master)|\b(?!(?:the|this|that|my|our|your|a)\b)[\w-]+ branch)\s+(?:back )?"
            + @"(?:into|onto|to|from|with)\s+(?:the |our )?(?:\S+/\S+|(?:main|master)\b|[\w-]+ branch\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Branches();

    [GeneratedRegex(
        @"^(?:(?:new|next|another|different|separate|unrelated|other) (?:task|thing|topic|question|issue|job|request)"
            + @"|something (?:else|different|new)"
            + @"|on (?:another|a different) (?:note|topic)|(?:now|ok,? now),? (?:something|for something) (?:else|different)|moving on"
            + @"|by the way|btw)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Other();

    [GeneratedRegex(
        @"\b(?:the )?same (?:thing |procedure |steps? |again |now )*(?:for|with|on|in|to)\b|\bdo (?:it|that|this) (?:again |now "
            + @"|too )*for\b"
            + @"|\brepeat (?:it|that|this|the \w+) (?:for|with|on)\b|\b(?:likewise|now) for (?:the )?\S+ (?:too|as well)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Same();
}
