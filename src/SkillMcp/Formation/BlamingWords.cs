using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// The words of a report of a failure, by which it is seen whether a name in it is that of what failed ("docker push was denied", "404 on
/// /health", "before the push") or that of a remedy ("run docker login first").
/// </summary>
sealed partial class BlamingWords
{
    // How far behind its name it may be said that something failed: "helm history of the release is empty".
    const int MaxBetween = 4;

    // What stands before a name without saying anything of it.
    static readonly FrozenSet<string> Determiners = Set(
        "the a an my our this that your its first second third last final whole running doing executing calling you we i error");

    // A name after these is that of a remedy, or of something that went well.
    static readonly FrozenSet<string> Remedies = Set(
        "run use do try rerun re-run call repeat redo with via using without after need needs of than by execute start launch retry");

    static readonly FrozenSet<string> Times = Set("while when during");
    static readonly FrozenSet<string> Places = Set("at in on from");
    static readonly FrozenSet<string> Manners = Set("to from with into");
    static readonly FrozenSet<string> Orders = Set("first again before beforehand once then helped worked works passes passed");
    static readonly FrozenSet<string> Giving = Set("pass give add set provide hand");

    // What may stand between a single word and what is said of it.
    static readonly FrozenSet<string> Auxiliaries = Set("""
        is was were are be been has had have step command job phase stage itself always still then again just now also only button link
        field page tab menu dialog form box dropdown checkbox icon call part got gets keeps kept of the ran
        """);

    // Where another thought begins.
    static readonly FrozenSet<string> Conjunctions = Set("because since so but unless until if and then which though although or");

    readonly List<string> words = [];
    readonly List<string> forms = [];
    readonly HashSet<string> known = new(StringComparer.Ordinal);
    readonly List<int> clauses = [];
    readonly HashSet<int> colons = [];

    public static BlamingWords Of(string report)
    {
        var read = new BlamingWords();
        var clause = 0;
        foreach (var token in Whitespace.Split(report))
        {
            var bare = StepName.Bare(token);
            var word = bare.ToLowerInvariant();
            if (Conjunctions.Contains(word) || bare.Length == 0)
            {
                clause++;
            }
            if (bare.Length > 0)
            {
                read.words.Add(word);
                read.forms.Add(StepName.FormOf(bare));
                read.known.Add(read.forms[^1]);
                read.clauses.Add(clause);
            }
            if (token[^1] is ',' or ';' or ':' or '.' or '!' or '?')
            {
                clause++;
            }
            if (token[^1] is ':')
            {
                read.colons.Add(read.words.Count - 1);
            }
        }
        return read;
    }

    /// <summary>Whether the report names a step as what failed.</summary>
    public bool Blame(StepName name)
    {
        if (words.Exists(name.IsMendedBy))
        {
            return true;
        }
        if (!name.Words.All(known.Contains))
        {
            return false;
        }
        for (var at = name.IndexIn(forms, 0); at >= 0; at = name.IndexIn(forms, at + 1))
        {
            if (IsBlamed(at, at + name.Words.Count, name))
            {
                return true;
            }
        }
        return false;
    }

    bool IsBlamed(int start, int end, StepName name)
    {
        if (clauses[start] != clauses[end - 1])
        {
            return false;
        }
        var before = start - 1;
        while (before >= 0 && clauses[before] == clauses[start] && Determiners.Contains(words[before]))
        {
            before--;
        }
        var isFirst = before < 0 || clauses[before] != clauses[start] || Conjunctions.Contains(words[before]);
        var preceding = isFirst ? "" : words[before];
        if (preceding == "of" && before > 0 && words[before - 1] == "instead" || preceding == "before")
        {
            return true;
        }
        if (Remedies.Contains(preceding))
        {
            return false;
        }
        return Times.Contains(preceding)
            || Places.Contains(preceding) && SaysFailure(FirstOf(before), before)
            || preceding is "to" or "for" && Giving.Contains(words[FirstOf(before)])
            || preceding is "give" or "pass"
            || isFirst && (IsSaidToFail(end, name) || IsToldHow(start, end));
    }

    /// <summary>Whether it is said how a step is to be done: "push to the new registry", but not "push to it first".</summary>
    bool IsToldHow(int start, int end)
    {
        var isTold = end < words.Count && clauses[end] == clauses[start] && Manners.Contains(words[end]);
        for (var at = end; isTold && at < words.Count && clauses[at] == clauses[start]; at++)
        {
            isTold = !Orders.Contains(words[at]);
        }
        return isTold;
    }

    int FirstOf(int at)
    {
        while (at > 0 && clauses[at - 1] == clauses[at])
        {
            at--;
        }
        return Conjunctions.Contains(words[at]) && at + 1 < words.Count ? at + 1 : at;
    }

    /// <summary>Whether what follows a name says that it failed or what it needs, as "curl: (60) SSL certificate problem" does.</summary>
    bool IsSaidToFail(int end, StepName name)
    {
        if (colons.Contains(end - 1) && end < words.Count)
        {
            return true;
        }
        for (var at = end; at < Math.Min(words.Count, end + MaxBetween) && clauses[at] == clauses[end - 1]; at++)
        {
            if (Failure().IsMatch(words[at]))
            {
                return true;
            }
            if (name.IsWord && !Auxiliaries.Contains(words[at]) && !name.Stems.Contains(forms[at]))
            {
                return false;
            }
        }
        return false;
    }

    bool SaysFailure(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (Failure().IsMatch(words[at]))
            {
                return true;
            }
        }
        return false;
    }

    static FrozenSet<string> Set(string words) => Whitespace.Split(words).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(
        @"^(?:fail\w*|errors?|errored|den(?:ied|ies)|refuse[ds]?|reject(?:s|ed)?|time[ds]?|timeout|stuck|h[au]ng|hangs|crash\w*|abort\w*"
        + @"|br[eo]+ak?\w*|broken|missing|not|cannot|\w+n['’]t|never|invalid|unauthorized|forbidden|unknown|exit(?:s|ed)|return(?:s|ed)"
        + @"|g[ai]ve[sn]?|says?|said|compla\w+|throws?|threw|report(?:s|ed)|answer(?:s|ed)|need(?:s|ed)?|require[sd]?|must|should"
        + @"|wants?|wanted|expect(?:s|ed)|asks?|asked|wrong|empty|conflict\w*|[45]\d\d|out|killed|panic\w*|stop(?:s|ped)|stall\w*|died"
        + @"|dies"
        + @"|nothing|disabled|gr[ae]yed|hidden|blank|bounced|stale|denies|fatal|exception|unable|locked|closed|only|ignored?|ignores"
        + @"|redirects?|contains?"
        + @"|moved|renamed|no)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Failure();
}
