namespace SkillMcp.Intents;

/// <summary>Reads the requests of one sentence, word by word.</summary>
sealed class RequestReader(List<Token> tokens, ActionReader actions, NegationReader negations, int start, int end)
{
    readonly ActionLexicon lexicon = ActionLexicon.Instance;
    readonly List<AskedAction> requests = [];

    // Whether a request may begin at the word that is read, and what was said of the clause so far.
    bool canStart = true;
    bool isPolite;
    bool isSubordinate;

    /// <summary>What the sentence asks for, in order; at most as many as wanted.</summary>
    public IReadOnlyList<AskedAction> Read(int max)
    {
        for (var at = start; at < end && requests.Count < max; at++)
        {
            if (tokens[at].IsAside)
            {
                continue;
            }
            if (at == start || tokens[at - 1].Break >= Break.Comma)
            {
                isPolite &= at > start && tokens[at - 1].Break == Break.Comma && requests.Count == 0;
                (canStart, isSubordinate) = (true, false);
            }
            at = negations.Covers(at) ? Skip(at) : Softener(at) ?? How(at) ?? Address(at) ?? Wish(at) ?? Joint(at) ?? Request(at);
        }
        return requests;
    }

    /// <summary>
    /// Verbs that may say what is asked for where no request was read: "you can disable it", "on the laptop disable it",
    /// "I need it disabled". Enough to know that the opposite is meant, and no more.
    /// </summary>
    public IEnumerable<AskedAction> Hints()
    {
        var isWish = Enumerable.Range(start, end - start).Any(at => English.WishingWords.Contains(tokens[at].Lower));
        for (var at = start + 1; at < end; at++)
        {
            var isRead = !negations.Covers(at) && !tokens[at].IsAside && tokens[at - 1].Break == Break.None;
            if (isRead && actions.VerbAt(at, end, HintedForm(at, isWish)) is { Classes.Length: > 0 } verb)
            {
                yield return new AskedAction(verb.Text, verb.Classes, [], at, actions.EndOfClause(verb.End, end));
            }
        }
    }

    VerbForm HintedForm(int at, bool isWish) => tokens[at - 1].Lower switch
    {
        "to" when at - 2 >= start && tokens[at - 2].Lower == "able" => VerbForm.None,
        "to" or "should" or "must" or "can" or "could" or "will" or "shall" or "me" => VerbForm.Base,
        "by" or "with" => VerbForm.Gerund,
        "is" or "are" or "be" or "gets" or "get" => isWish ? VerbForm.Past : VerbForm.None,
        var before when English.IsFunctionWord(before) => VerbForm.None,
        _ when isWish => VerbForm.Past,
        _ when English.Prepositions.Contains(tokens[start].Lower) && IsBeforeObject(at) => VerbForm.Base,
        _ => VerbForm.None,
    };

    bool IsBeforeObject(int at) => at + 1 < end && tokens[at].Break == Break.None
        && (English.Determiners.Contains(tokens[at + 1].Lower) || tokens[at + 1].IsName || tokens[at + 1].IsCapital);

    int Skip(int at)
    {
        canStart = false;
        return at;
    }

    /// <summary>"please", "just": a request may follow.</summary>
    int? Softener(int at)
    {
        var word = tokens[at].Lower;
        var asks = word is "please" or "pls" or "kindly" || word is "let's" && canStart && IsLower(at + 1);
        // "we only have the code" asks for nothing.
        var isOfVerb = at > start && tokens[at - 1].Lower is "i" or "we" or "they" or "he" or "she" or "it";
        if (!asks && (word is not ("just" or "only" or "rather" or "instead") || isOfVerb))
        {
            return null;
        }
        canStart = true;
        isPolite |= asks;
        if (word is "please" or "pls" && (at + 1 == end || tokens[at].Break != Break.None))
        {
            MarkPolite();
        }
        return at;
    }

    // "Let's Encrypt" is a name.
    bool IsLower(int at) => at < end && !tokens[at].IsCapital;

    /// <summary>"how do I", "how to": what follows is to be done, but not behind "explain".</summary>
    int? How(int at)
    {
        if (tokens[at].Lower != "how" || at + 1 >= end)
        {
            return null;
        }
        var isTo = tokens[at + 1].Lower == "to";
        if (!isTo && !QuestionReader.IsActor(tokens, at + 2, end) && !QuestionReader.IsActor(tokens, at + 1, end))
        {
            return null;
        }
        if (requests is [.., var last] && English.ExplainingVerbs.Contains(last.Verb))
        {
            (canStart, isSubordinate) = (false, true);
            return at;
        }
        if (!isTo && QuestionReader.IsActor(tokens, at + 1, end))
        {
            return null;
        }
        (canStart, isPolite) = (true, true);
        return at + (isTo ? 1 : 2);
    }

    /// <summary>"could you", "I'd like you to".</summary>
    int? Address(int at)
    {
        var word = tokens[at].Lower;
        if (word is "can" or "could" or "would" or "will" && at + 1 < end && tokens[at + 1].Lower == "you")
        {
            (canStart, isPolite, isSubordinate) = (true, true, false);
            return at + 1;
        }
        if (word is "to" && at > start && (IsHowTo(at) || Wishes(at)))
        {
            requests.RemoveAll(request => IsHowTo(at) && English.ExplainingVerbs.Contains(request.Verb));
            (canStart, isPolite, isSubordinate) = (true, true, false);
            return at;
        }
        return null;
    }

    /// <summary>"tell me what to do to", "show me the steps to": the way is asked for by who will go it.</summary>
    bool IsHowTo(int at) => tokens[at - 1].Lower is "steps" or "procedure" or "instructions" or "commands"
        || tokens[at - 1].Lower == "do" && Enumerable.Range(start, at - start).Any(word => tokens[word].Lower == "what");

    /// <summary>"it must be deleted", "I need a copy", "I want the list".</summary>
    int? Wish(int at)
    {
        var word = tokens[at].Lower;
        if (ReadPassive(at) is { } passive)
        {
            requests.Add(passive);
            return at;
        }
        if (word is "want" or "need" or "needs" or "like" or "require" && !isSubordinate && actions.NominalAt(at + 1, end) is { } wished)
        {
            requests.Add(wished with { IsPolite = true });
            return at;
        }
        var isWish = word is "want" or "need" or "like" && requests.Count == 0
            && at > start && tokens[at - 1].Lower is "i" or "we" or "i'd" or "we'd" or "would"
            && at + 1 < end && tokens[at + 1].Lower is not "to" and not "you";
        if (!isWish)
        {
            return null;
        }
        // A thing is wished for, and not said what is to be done.
        requests.Add(new AskedAction(word, [], [], at, actions.EndOfClause(at + 1, end)) { IsPolite = true });
        return at;
    }

    /// <summary>"because", "and", "then": what follows is no request, or may be one again.</summary>
    int? Joint(int at)
    {
        var word = tokens[at].Lower;
        if (word == "after" && IsNextStep(at))
        {
            (canStart, isSubordinate) = (true, false);
            return at + 1;
        }
        if (English.Subordinators.Contains(word) && (!canStart || word is not "that" and not "once"))
        {
            (canStart, isSubordinate) = (false, true);
            return at;
        }
        if (canStart && (English.Adverbs.Contains(word) || word is "and" or "but" or "then" or "so" or "or") && !IsVerb(at))
        {
            // "…, and tell me": what is asked for beside something that was not understood is not the main thing.
            canStart = word != "and" || at == start || requests.Count > 0 || HasNegation(at);
            return at;
        }
        var isAgain = word is "and" or "then" or "or" or "but" && requests.Count > 0 && !isSubordinate;
        canStart |= isAgain;
        return isAgain || canStart && IsKeyword(at) ? at : null;
    }

    /// <summary>"after that roll it out", but not "after that migration has run".</summary>
    bool IsNextStep(int at) => at + 2 < end && tokens[at + 1].Lower is "that" or "this"
        && actions.VerbAt(at + 2, end, VerbForm.Base) is not null && !NounLexicon.IsKnown(tokens[at + 2].Lower);

    bool HasNegation(int at) => Enumerable.Range(start, at - start).Any(negations.Covers);

    int Request(int at)
    {
        if (canStart && RequestAt(at) is { } request)
        {
            requests.Add(request with { IsPolite = isPolite });
        }
        else if (!canStart && IsBehindSource(at) && actions.VerbAt(at, end, VerbForm.Base) is { Classes.Length: > 0 } verb)
        {
            requests.Add(actions.Meant(verb, end) with { At = start });
        }
        canStart = false;
        return at;
    }

    /// <summary>"From the old archive make a new one": the request stands behind what it is made from.</summary>
    bool IsBehindSource(int at) => requests.Count == 0 && tokens[start].Lower == "from" && at > start + 1
        && !English.IsFunctionWord(tokens[at - 1].Lower) && IsBeforeObject(at);

    bool IsVerb(int at) => at + 1 < end && lexicon.FormOf(tokens[at].Lower).HasFlag(VerbForm.Base)
        && (English.Determiners.Contains(tokens[at + 1].Lower) || tokens[at + 1].IsName);

    /// <summary>"make the logs smaller, please": what was asked before it was asked politely.</summary>
    void MarkPolite()
    {
        var last = requests.Count - 1;
        if (last >= 0)
        {
            requests[last] = requests[last] with { IsPolite = true };
        }
    }

    /// <summary>Whether "to" follows "I want", "we'd like you", "I need": what follows is asked for.</summary>
    bool Wishes(int at)
    {
        var before = at - 1;
        // "I need you to", "I'd like somebody to".
        if (before > start && tokens[before].Lower is "you" or "somebody" or "someone")
        {
            before--;
        }
        var verb = tokens[before].Lower;
        var subject = before - 1;
        while (subject >= start && (English.Adverbs.Contains(tokens[subject].Lower) || tokens[subject].Lower is "would"))
        {
            subject--;
        }
        var isOurs = subject < start || tokens[subject].Lower is "i" or "we" or "i'd" or "we'd" or "you";
        return verb switch
        {
            "want" or "need" or "like" or "wish" or "love" or "prefer" => isOurs,
            "have" => isOurs && before == subject + 1 && before == at - 1,
            "trying" or "time" or "way" or "help" => true,
            _ => false,
        };
    }

    /// <summary>"X must be deleted", "X needs to go away", "X is not to be revoked yet".</summary>
    AskedAction? ReadPassive(int at)
    {
        if (Obligation(at) is not var (next, isNegated))
        {
            return null;
        }
        var isBe = next < end && tokens[next].Lower == "be";
        var verbAt = isBe ? next + 1 : next;
        while (verbAt < end && English.Adverbs.Contains(tokens[verbAt].Lower))
        {
            verbAt++;
        }
        var verb = verbAt < end ? lexicon.VerbAt(tokens, verbAt, end, isBe ? VerbForm.Past : VerbForm.Base) : null;
        if (verb is null || !isBe && !English.Intransitive.Contains(verb.Text))
        {
            return null;
        }
        if (verb.Text == "go")
        {
            // "it can go now", but not "it must go through".
            var isGone = verb.End == end || tokens[verb.End - 1].Break != Break.None || English.Adverbs.Contains(tokens[verb.End].Lower);
            if (!isGone)
            {
                return null;
            }
            verb = verb with { Text = "go away", Classes = lexicon.ClassesOf("go away") };
        }
        if (tokens[at].Lower is "can" or "may" && verb.Text != "go away" && !tokens[verb.End - 1].Equals(tokens[end - 1]))
        {
            return null;
        }
        isNegated |= Enumerable.Range(start, at - start).Any(before => tokens[before].Lower is "no" or "nothing");
        var subject = SubjectBefore(at);
        return new AskedAction(verb.Text, verb.Classes, subject is null ? [] : [subject], at, actions.EndOfClause(verb.End, end))
        {
            IsNegated = isNegated,
            IsIndirect = true,
        };
    }

    /// <summary>
    /// The index behind "must", "needs to", "is not to" and the like, and whether it says "not"; null if none stands at a word.
    /// </summary>
    (int Next, bool IsNegated)? Obligation(int at)
    {
        var word = tokens[at].Lower;
        var next = at + 1;
        var isNegated = word is "mustn't" or "shouldn't";
        switch (word)
        {
            case "must" or "should" or "shall" or "mustn't" or "shouldn't" or "can" or "may":
                break;
            case "has" or "have" or "needs" or "need" or "is" or "are" or "ought" when next < end && tokens[next].Lower is "to" or "not":
                isNegated |= tokens[next].Lower == "not";
                next += isNegated && next + 1 < end && tokens[next + 1].Lower == "to" ? 2 : 1;
                if (tokens[next - 1].Lower != "to")
                {
                    return null;
                }
                break;
            default:
                return null;
        }
        return next < end && tokens[next].Lower is "not" or "never" ? (next + 1, true) : (next, isNegated);
    }

    NounPhrase? SubjectBefore(int at)
    {
        var from = at;
        while (from > start && tokens[from - 1].Break == Break.None)
        {
            from--;
        }
        while (from < at && English.Adverbs.Contains(tokens[from].Lower))
        {
            from++;
        }
        return from < at ? NounPhrase.At(tokens, from, at) : null;
    }

    /// <summary>A word such as "pg" or "prod" at the start of a request in keywords.</summary>
    bool IsKeyword(int at) =>
        at == start && tokens.Count <= TaskReader.MaxKeywords && at + 1 < end && SystemLexicon.Instance.IsName(tokens[at].Lower)
        && !lexicon.FormOf(tokens[at].Lower).HasFlag(VerbForm.Base);

    AskedAction? RequestAt(int at)
    {
        var verb = lexicon.VerbAt(tokens, at, end, VerbForm.Base);
        // "new disk is sdc", "up to the point": only a task in keywords begins so.
        if (verb is { Text: "new" or "up" } && (at > 0 || tokens.Count > TaskReader.MaxKeywords))
        {
            return null;
        }
        if (verb is null)
        {
            return actions.UnknownVerbAt(at, start, end, isPolite);
        }
        if (!isPolite && !IsImperative(verb, at))
        {
            return null;
        }
        return actions.Meant(verb, end);
    }

    /// <summary>Whether a verb without "please" asks for something, and is not a noun: "Release 3.8 is off" asks for nothing.</summary>
    bool IsImperative(FoundVerb verb, int at)
    {
        if (verb.End >= end || tokens[verb.End - 1].Break != Break.None)
        {
            return at > start ? verb.Length > 1 || !IsAlsoNoun(tokens[at].Lower) : true;
        }
        var next = tokens[verb.ObjectStart < end ? verb.ObjectStart : verb.End];
        if (at == start || at > start && IsOnlySoft(start, at))
        {
            return !IsSubject(at);
        }
        var isFollowedByObject = English.Determiners.Contains(next.Lower) || English.Pronouns.Contains(next.Lower) || next.IsName
            || next.IsCapital || English.Adverbs.Contains(next.Lower) || English.Prepositions.Contains(next.Lower)
            || English.Subordinators.Contains(next.Lower);
        var isThing = NounLexicon.IsKnown(tokens[at].Lower) && (next.IsName || next.IsCapital);
        return verb.Length > 1 || !IsAlsoNoun(tokens[at].Lower)
            || !isThing && isFollowedByObject && !English.Auxiliaries.Contains(next.Lower) && next.Lower != "of";
    }

    bool IsOnlySoft(int from, int at)
    {
        for (var before = from; before < at; before++)
        {
            if (!English.Adverbs.Contains(tokens[before].Lower) && !English.Conjunctions.Contains(tokens[before].Lower))
            {
                return tokens[before].Break >= Break.Clause && IsOnlySoft(before + 1, at);
            }
        }
        return true;
    }

    bool IsAlsoNoun(string word) =>
        lexicon.NamedBy(word).Length > 0 || NounLexicon.IsKnown(NounLexicon.Singular(word)) || word is "set" or "use" or "time";

    /// <summary>Whether the words are the subject of a sentence: what follows them is a finite verb.</summary>
    bool IsSubject(int at)
    {
        var after = at;
        do
        {
            after++;
        }
        while (after < end && after - at < 6 && !English.IsFunctionWord(tokens[after].Lower) && tokens[after - 1].Break == Break.None);
        if (after < end && tokens[after - 1].Break == Break.None && English.Auxiliaries.Contains(tokens[after].Lower))
        {
            return IsAlsoNoun(tokens[at].Lower);
        }
        // "make e2e shows it in two minutes"
        return at + 2 < end && tokens[at + 1].IsName && tokens[at + 1].Break == Break.None
            && lexicon.FormOf(tokens[at + 2].Lower) == VerbForm.Present;
    }
}
