namespace SkillMcp.Intents;

/// <summary>
/// What a task says that it is not for: "anywhere but staging", "not to staging but to production", "the web, not the api". What is
/// excluded is not asked for, and a procedure that is for it is not meant.
/// </summary>
/// <param name="From">The index of the first word behind what excludes it.</param>
/// <param name="To">The index after its last word.</param>
/// <param name="IsContrast">Whether "not" stands before it: another thing is meant in its place.</param>
readonly record struct Exclusion(int From, int To, bool IsContrast)
{
    const int MaxWords = 8;

    // "every single cluster of ours but staging"
    const int MaxWordsBetween = 5;

    static readonly string[][] Cues =
    [
        ["except", "for"], ["other", "than"], ["apart", "from"], ["aside", "from"], ["outside", "of"], ["rather", "than"],
        ["instead", "of"], ["but", "not"], ["and", "not"], ["except"], ["excluding"], ["outside"], ["außer"], ["ausser"], ["sauf"],
        ["excepto"], ["salvo"], ["exceto"], ["tranne"], ["eccetto"], ["behalve"], ["oprócz"], ["кроме"],
    ];

    /// <summary>What is excluded in a text, in order.</summary>
    public static List<Exclusion> In(IReadOnlyList<Token> tokens)
    {
        var found = new List<Exclusion>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (LengthOfCue(tokens, at) is var length and > 0 && at + length < tokens.Count)
            {
                var isContrast = tokens[at + length - 1].Lower is "not" or "never";
                found.Add(new Exclusion(at + length, EndOf(tokens, at + length), isContrast));
                at = found[^1].To - 1;
            }
        }
        return found;
    }

    public bool Covers(int at) => at >= From && at < To;

    /// <summary>What the procedure is for and the task excludes; null if it excludes nothing of it.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does)
    {
        // A procedure with an exception of its own is asked for in the same words.
        var name = asked.Excluded == ExcludedThings.None || In(does.Wording).Count > 0 ? null : asked.Excluded.Of(does);
        return name is null ? null : (name, $"anything but {name}");
    }

    static int LengthOfCue(IReadOnlyList<Token> tokens, int at)
    {
        if (Array.Find(Cues, cue => IsAt(tokens, at, cue)) is { } phrase)
        {
            return phrase.Length;
        }
        return tokens[at].Lower switch
        {
            "but" when IsBehindAll(tokens, at) => 1,
            "not" when !IsOfVerb(tokens, at) => 1,
            "never" when at + 1 < tokens.Count && English.Prepositions.Contains(tokens[at + 1].Lower) => 1,
            _ => 0,
        };
    }

    static bool IsAt(IReadOnlyList<Token> tokens, int at, string[] cue)
    {
        for (var word = 0; word < cue.Length; word++)
        {
            if (at + word >= tokens.Count || tokens[at + word].Lower != cue[word] || word > 0 && tokens[at + word - 1].Break > Break.Comma)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>"anywhere but staging", "all regions but one"; a "but" behind anything else begins another sentence.</summary>
    static bool IsBehindAll(IReadOnlyList<Token> tokens, int at)
    {
        for (var before = at - 1; before >= 0 && at - before <= MaxWordsBetween && tokens[before].Break == Break.None; before--)
        {
            if (tokens[before].Lower is "anywhere" or "everywhere" or "anything" or "everything" or "any" or "every" or "all" or "each"
                or "nowhere" or "nothing")
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>"do not deploy", "is not in production": a negation of the verb, or what only is so.</summary>
    static bool IsOfVerb(IReadOnlyList<Token> tokens, int at) => at == 0
        || English.Auxiliaries.Contains(tokens[at - 1].Lower) && tokens[at - 1].Break == Break.None
        || tokens[at - 1].Break >= Break.Sentence;

    static int EndOf(IReadOnlyList<Token> tokens, int from)
    {
        var at = from;
        while (at < tokens.Count && at - from < MaxWords && !(at > from && tokens[at - 1].Break != Break.None)
            && tokens[at].Lower is not ("but" or "instead" or "rather" or "then" or "so" or "because" or "only" or "while" or "please"))
        {
            at++;
        }
        return at;
    }
}
