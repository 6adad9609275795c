namespace SkillMcp.Intents;

/// <summary>Tells whether a sentence asks to be answered, and for what.</summary>
sealed class QuestionReader(List<Token> tokens)
{
    /// <summary>Whether a sentence asks to be answered, and not, as "could you" and "how do I" do, for something to be done.</summary>
    public bool IsQuestion(int start, int end)
    {
        var at = AfterOpening(start, end);
        if (at >= end)
        {
            return false;
        }
        if (Wonders(at, end))
        {
            return true;
        }
        if (AsksForYou(at, end) || AsksHowTo(at, end) || AsksTheWay(at, end))
        {
            return false;
        }
        var isMarked = tokens[end - 1].Break == Break.Question;
        if (isMarked && !IsPolite(at, end))
        {
            return true;
        }
        var isWhole = start == 0 && end == tokens.Count;
        var (first, second) = (tokens[at].Lower, LowerAt(at + 1, end));
        if (English.QuestionWords.Contains(first))
        {
            return isMarked || isWhole && !IsStatement(at, end);
        }
        if (English.Prepositions.Contains(first) && English.QuestionWords.Contains(second))
        {
            return isMarked || isWhole;
        }
        var isInverted = IsInverted(first, second);
        if (isInverted && second is not ("you" or "not"))
        {
            return isMarked || isWhole;
        }
        return isMarked && isInverted && second == "you" && first is not ("can" or "could" or "would" or "will" or "do");
    }

    string LowerAt(int at, int end) => at < end ? tokens[at].Lower : "";

    /// <summary>The index behind "so", "and now" and the like.</summary>
    int AfterOpening(int start, int end)
    {
        var at = start;
        while (at < end && (English.Adverbs.Contains(tokens[at].Lower) && tokens[at].Lower is not "there"
            || tokens[at].Lower is "and" or "but" or "so"))
        {
            at++;
        }
        return at;
    }

    /// <summary>"…, can you prepare that?"</summary>
    bool AsksForYou(int at, int end)
    {
        for (var later = at + 1; later + 1 < end; later++)
        {
            if (tokens[later - 1].Break == Break.Comma
                && tokens[later].Lower is "can" or "could" or "would"
                && tokens[later + 1].Lower == "you")
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>"how to disable it", "how do I disable it?".</summary>
    bool AsksHowTo(int at, int end) => tokens[at].Lower == "how"
        && (LowerAt(at + 1, end) is "to"
            || LowerAt(at + 1, end) is "do" or "can" or "could" or "should" or "would" or "does" && IsActor(tokens, at + 2, end));

    /// <summary>"What the daemon writes down should not fill the disk."</summary>
    bool IsStatement(int at, int end) => !English.Auxiliaries.Contains(LowerAt(at + 1, end))
        && Enumerable.Range(at, end - at).Any(word => tokens[word].Lower is "should" or "must" or "needs" or "has" or "shall");

    /// <summary>"is it", "does that", "do we": the verb stands before its subject.</summary>
    static bool IsInverted(string first, string second) =>
        English.Auxiliaries.Contains(first) && first is not ("don't" or "do" or "have" or "been") && !first.Contains('\'')
        || first is "do" or "have" && second is "i" or "you" or "we" or "they";

    /// <summary>"what is the best way to disable it?", as "how do I disable it?".</summary>
    bool AsksTheWay(int at, int end) => tokens[at].Lower is "what" or "what's" or "which"
        && Enumerable.Range(at, end - at).Any(word => word + 1 < end && tokens[word + 1].Lower == "to"
            && tokens[word].Lower is "way" or "steps" or "procedure" or "process");

    /// <summary>"I wonder whether it is safe", but not "I wonder whether you could".</summary>
    bool Wonders(int at, int end)
    {
        var verb = at;
        while (verb < end && verb - at < 4 && (English.IsFunctionWord(tokens[verb].Lower) || tokens[verb].Lower is "any"))
        {
            verb++;
        }
        return verb < end
            && tokens[verb].Lower is "wonder" or "wondering" or "wondered" or "curious" or "unsure" or "idea"
            && !Enumerable.Range(verb, end - verb - 1).Any(word => tokens[word].Lower is "can" or "could" or "would" or "you"
                && tokens[word + 1].Lower is "you" or "can" or "could" or "would");
    }

    /// <summary>Whether a sentence holds "could you", "please", "shall we", "how do I".</summary>
    bool IsPolite(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            var next = at + 1 < end ? tokens[at + 1].Lower : "";
            if (tokens[at].Lower is "please" or "pls" or "kindly"
                || tokens[at].Lower is "can" or "could" or "would" or "will" && next is "you" or "someone" or "somebody"
                || tokens[at].Lower is "can" or "could" or "shall" or "may" && next is "i" or "we" && at == start
                || tokens[at].Lower == "how" && (next == "to" || at + 2 < end && IsActor(tokens, at + 2, end)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The noun after "which", "what" or "how many"; "difference" and the like for a question about words.</summary>
    public string AskedFor(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            switch (tokens[at].Lower)
            {
                case "why" or "where" or "who" or "whose" or "when" when Asks(at, start):
                    return "";
                case "which" or "what" when at + 1 < end && tokens[at + 1].Lower is "is" or "are" or "was" or "were"
                    && (tokens[at].Lower == "which" || at > start):
                    return "";
                // "mails in which she is mentioned"
                case "which" when at - 1 > start && English.Prepositions.Contains(tokens[at - 1].Lower):
                    break;
                case "what" or "which" or "how":
                    return NounPhrase.At(tokens, at + 1, end) is { Head.Length: > 0 } thing ? thing.Head : "answer";
            }
        }
        return "answer";
    }

    /// <summary>Whether a word such as "whose" asks, and does not tell of a noun before it.</summary>
    bool Asks(int at, int start) => at == start || tokens[at - 1].Break != Break.None || English.IsFunctionWord(tokens[at - 1].Lower);

    public static bool IsActor(List<Token> tokens, int at, int end) =>
        at < end && tokens[at].Lower is "i" or "we" or "you" or "one" or "someone" or "people";
}
