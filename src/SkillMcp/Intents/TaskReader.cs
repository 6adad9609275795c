namespace SkillMcp.Intents;

/// <summary>Reads what a task asks for: its requests, questions and negations.</summary>
sealed class TaskReader
{
    // A request in keywords, such as "pg backup of crm to s3".
    const int MaxKeywords = 10;

    const int MaxRequests = 24;

    readonly List<Token> tokens;
    readonly ActionLexicon lexicon = ActionLexicon.Instance;
    readonly List<AskedAction> requests = [];

    TaskReader(string task) => tokens = Tokenizer.WithQuotedNames(task);

    public static Intent Read(string task) =>
        new TaskReader(task).Read(() => [task[..Math.Min(task.Length, Tokenizer.MaxLength)]]);

    /// <summary>The words of a task, and all that it asks for in order, with what it says not to do.</summary>
    public static (IReadOnlyList<Token> Tokens, IReadOnlyList<AskedAction> Requests) Requests(string task)
    {
        var reader = new TaskReader(task);
        reader.Read(() => []);
        return (reader.tokens, reader.requests);
    }

    Intent Read(Func<IEnumerable<string>> texts)
    {
        var isAsked = false;
        var asking = 0;
        string? askedFor = null;
        for (var start = 0; start < tokens.Count && requests.Count < MaxRequests;)
        {
            var end = EndOfSentence(start);
            if (IsQuestion(start, end))
            {
                isAsked = true;
                asking += end - start;
                askedFor ??= AskedFor(start, end);
            }
            else
            {
                ReadSentence(start, end);
            }
            start = end;
        }
        var negated = requests.FindIndex(request => request.IsNegated);
        var asked = requests.Where(request => !request.IsNegated).ToList();
        var main = asked.Find(request => request.IsPolite) ?? asked.FirstOrDefault();
        if (main is null && negated < 0 && !isAsked && tokens.Count <= MaxKeywords)
        {
            main = Keywords();
        }
        var isNegated = negated >= 0 && (main is null || requests[negated].At < main.At);
        return new Intent(texts, () => [], main is null ? [] : tokens[main.At..EndOfSentence(main.At)], () => [])
        {
            Actions = main is null ? [] : [main, .. asked.Where(other => other.At > main.At)],
            Negated = isNegated ? requests[negated] : null,
            // What is told before a question is a case to be handled.
            IsQuestion = isAsked && main is null && negated < 0 && 2 * asking > tokens.Count,
            AskedFor = askedFor ?? "",
            IsTerse = tokens.Count <= MaxKeywords && !tokens.Exists(token => English.Determiners.Contains(token.Lower)),
            Systems = SystemsOf(main),
            Request = main is null
                ? (0, 0)
                : (tokens.FindIndex(main.At, token => English.Prepositions.Contains(token.Lower) && token.Lower != "of"), main.End),
        };
    }

    /// <summary>Products wherever they are named, and places only where they belong to what is asked for.</summary>
    List<NamedSystem> SystemsOf(AskedAction? main)
    {
        var systems = SystemLexicon.Instance.In(tokens);
        systems.RemoveAll(system => SystemLexicon.Instance.IsOfRequest(system.Family)
            && tokens.Count > MaxKeywords
            && (main is null || system.At < main.At || system.At >= main.End));
        return systems;
    }

    int EndOfSentence(int start)
    {
        var at = start;
        while (at < tokens.Count && tokens[at].Break < Break.Sentence)
        {
            at++;
        }
        return Math.Min(tokens.Count, at + 1);
    }

    /// <summary>Whether a sentence asks to be answered, and not, as "could you" and "how do I" do, for something to be done.</summary>
    bool IsQuestion(int start, int end)
    {
        var at = start;
        while (at < end && (English.Adverbs.Contains(tokens[at].Lower) || tokens[at].Lower is "and" or "but" or "so"))
        {
            at++;
        }
        if (at >= end)
        {
            return false;
        }
        var first = tokens[at].Lower;
        var second = at + 1 < end ? tokens[at + 1].Lower : "";
        var isMarked = tokens[end - 1].Break == Break.Question;
        // "…, can you prepare that?"
        for (var later = at + 1; later + 1 < end; later++)
        {
            if (tokens[later - 1].Break == Break.Comma
                && tokens[later].Lower is "can" or "could" or "would"
                && tokens[later + 1].Lower == "you")
            {
                return false;
            }
        }
        var asksHowTo = second is "to" || second is "do" or "can" or "could" or "should" or "would" or "does" && IsActor(at + 2, end);
        if (first == "how" && asksHowTo)
        {
            return false;
        }
        if (isMarked && !IsPolite(at, end))
        {
            return true;
        }
        if (English.QuestionWords.Contains(first))
        {
            return isMarked || start == 0 && end == tokens.Count;
        }
        if (English.Prepositions.Contains(first) && English.QuestionWords.Contains(second))
        {
            return isMarked;
        }
        var isInverted = English.Auxiliaries.Contains(first) && first is not ("don't" or "do" or "have" or "been") && !first.Contains('\'')
            || first is "do" or "have" && second is "i" or "you" or "we" or "they";
        if (isInverted && second != "you" && second != "not")
        {
            return isMarked || start == 0 && end == tokens.Count;
        }
        return isMarked && isInverted && second == "you" && first is not ("can" or "could" or "would" or "will" or "do");
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
                || tokens[at].Lower == "how" && (next == "to" || at + 2 < end && IsActor(at + 2, end)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The noun after "which", "what" or "how many"; "difference" and the like for a question about words.</summary>
    string AskedFor(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            switch (tokens[at].Lower)
            {
                case "why" or "where" or "who" or "whose" or "when":
                    return "";
                case "which" or "what" when at + 1 < end && tokens[at + 1].Lower is "is" or "are" or "was" or "were"
                    && (tokens[at].Lower == "which" || at > start):
                    return "";
                case "what" or "which" or "how":
                    return NounPhrase.At(tokens, at + 1, end) is { Head.Length: > 0 } thing ? thing.Head : "answer";
            }
        }
        return "answer";
    }

    bool IsActor(int at, int end) => at < end && tokens[at].Lower is "i" or "we" or "you" or "one" or "someone" or "people";

    void ReadSentence(int start, int end)
    {
        var (canStart, isPolite, isNegated, isSubordinate, hasRequest) = (true, false, false, false, false);
        for (var at = start; at < end && requests.Count < MaxRequests; at++)
        {
            var token = tokens[at];
            var word = token.Lower;
            if (token.IsAside)
            {
                continue;
            }
            if (at == start || tokens[at - 1].Break >= Break.Comma)
            {
                isPolite &= at > start && tokens[at - 1].Break == Break.Comma && !hasRequest;
                (canStart, isNegated, isSubordinate) = (true, false, false);
            }
            if (word is "please" or "pls" or "kindly" or "let's" or "just" or "only" or "rather" or "instead")
            {
                canStart = true;
                isPolite |= word is not ("just" or "only" or "rather" or "instead");
                if (word is "please" or "pls" && (at + 1 == end || token.Break != Break.None))
                {
                    MarkPolite(start);
                }
                continue;
            }
            if (IsNegation(at, end, canStart) is var skip and > 0)
            {
                isNegated = true;
                canStart = true;
                at += skip - 1;
                continue;
            }
            if (word is "no" && canStart && NominalAt(at + 1, end) is { } nominal)
            {
                requests.Add(nominal with { IsNegated = true });
                canStart = false;
                continue;
            }
            if (word == "how" && at + 1 < end && (tokens[at + 1].Lower == "to" || at + 2 < end && IsActor(at + 2, end)))
            {
                at += tokens[at + 1].Lower == "to" ? 1 : 2;
                (canStart, isPolite) = (true, true);
                continue;
            }
            if (word is "can" or "could" or "would" or "will" && at + 1 < end && tokens[at + 1].Lower == "you")
            {
                at++;
                (canStart, isPolite, isSubordinate) = (true, true, false);
                continue;
            }
            if (word is "to" && at > start && Wishes(at, start))
            {
                (canStart, isPolite) = (true, true);
                continue;
            }
            if (ReadPassive(at, start, end) is { } passive)
            {
                requests.Add(passive);
                hasRequest = true;
                continue;
            }
            if (word is "want" or "need" or "needs" or "like" or "require" && !isSubordinate && NominalAt(at + 1, end) is { } wished)
            {
                requests.Add(wished with { IsPolite = true });
                hasRequest = true;
                continue;
            }
            if (word is "want" or "need" or "like" && requests.Count == 0
                && at > start && tokens[at - 1].Lower is "i" or "we" or "i'd" or "we'd" or "would"
                && at + 1 < end && tokens[at + 1].Lower is not "to" and not "you")
            {
                // A thing is wished for, and not said what is to be done.
                requests.Add(new AskedAction(word, [], [], at, EndOfClause(at + 1, end)) { IsPolite = true });
                hasRequest = true;
                continue;
            }
            if (English.Subordinators.Contains(word) && (!canStart || word is not "that" and not "once"))
            {
                (canStart, isSubordinate) = (false, true);
                continue;
            }
            if (canStart && (English.Adverbs.Contains(word) || word is "and" or "but" or "then" or "so" or "or") && !IsVerb(at, end))
            {
                // "…, and tell me": what is asked for beside something that was not understood is not the main thing.
                canStart = word != "and" || at == start || hasRequest;
                continue;
            }
            if (word is "and" or "then" or "or" or "but" && hasRequest && !isSubordinate)
            {
                canStart = true;
                continue;
            }
            if (canStart && IsKeyword(at, start, end))
            {
                continue;
            }
            if (canStart && RequestAt(at, start, end, isPolite, isNegated) is { } request)
            {
                requests.Add(request with { IsNegated = isNegated || request.IsNegated, IsPolite = isPolite });
                hasRequest = true;
            }
            canStart = false;
            isNegated = false;
        }
    }

    bool IsVerb(int at, int end) => at + 1 < end && lexicon.FormOf(tokens[at].Lower).HasFlag(VerbForm.Base)
        && (English.Determiners.Contains(tokens[at + 1].Lower) || tokens[at + 1].IsName);

    /// <summary>"make the logs smaller, please": what was asked before it was asked politely.</summary>
    void MarkPolite(int start)
    {
        var last = requests.FindLastIndex(request => request.At >= start);
        if (last >= 0)
        {
            requests[last] = requests[last] with { IsPolite = true };
        }
    }

    /// <summary>How many words say "don't" where a request would begin; 0 if none do.</summary>
    int IsNegation(int at, int end, bool canStart)
    {
        if (!canStart || at + 1 >= end)
        {
            return 0;
        }
        var next = tokens[at + 1].Lower;
        if (tokens[at].Lower is "i" or "we" or "you" && next is "don't" && at + 2 < end && tokens[at + 2].Lower is "want" or "need")
        {
            // "I don't want you to", "we don't need to".
            var to = at + 3;
            while (to < Math.Min(end, at + 6) && tokens[to].Lower != "to")
            {
                to++;
            }
            return to < end && tokens[to].Lower == "to" ? to + 1 - at : 0;
        }
        var words = tokens[at].Lower switch
        {
            "don't" or "dont" or "never" or "not" => 1,
            "do" when next == "not" => 2,
            "hold" when next == "off" => 3,
            "refrain" or "abstain" when next == "from" => 2,
            "wait" when next == "with" => 2,
            _ => 0,
        };
        var verb = at + words < end ? tokens[at + words].Lower : "";
        return verb is "forget" or "worry" or "hesitate" or "mind" or "bother" or "lose" ? 0 : words;
    }

    /// <summary>Whether "to" follows "I want", "we'd like you", "I need": what follows is asked for.</summary>
    bool Wishes(int at, int start)
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
    AskedAction? ReadPassive(int at, int start, int end)
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
        if (next < end && tokens[next].Lower is "not" or "never")
        {
            isNegated = true;
            next++;
        }
        var isBe = next < end && tokens[next].Lower == "be";
        var verbAt = isBe ? next + 1 : next;
        while (verbAt < end && English.Adverbs.Contains(tokens[verbAt].Lower))
        {
            verbAt++;
        }
        if (verbAt >= end)
        {
            return null;
        }
        var verb = lexicon.VerbAt(tokens, verbAt, end, isBe ? VerbForm.Past : VerbForm.Base);
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
        var subject = SubjectBefore(at, start);
        if (word is "can" or "may" && (verb.Text != "go away" && !tokens[verb.End - 1].Equals(tokens[end - 1])))
        {
            return null;
        }
        isNegated |= Enumerable.Range(start, at - start).Any(before => tokens[before].Lower is "no" or "nothing");
        return new AskedAction(verb.Text, verb.Classes, subject is null ? [] : [subject], at, EndOfClause(verb.End, end))
        {
            IsNegated = isNegated,
            IsIndirect = true,
        };
    }

    NounPhrase? SubjectBefore(int at, int start)
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
    bool IsKeyword(int at, int start, int end) =>
        at == start && tokens.Count <= MaxKeywords && at + 1 < end && SystemLexicon.Instance.IsName(tokens[at].Lower)
        && !lexicon.FormOf(tokens[at].Lower).HasFlag(VerbForm.Base);

    AskedAction? RequestAt(int at, int start, int end, bool isPolite, bool isNegated)
    {
        var verb = lexicon.VerbAt(tokens, at, end, isNegated ? VerbForm.Base | VerbForm.Gerund : VerbForm.Base);
        if (verb is null)
        {
            return UnknownVerbAt(at, start, end, isPolite);
        }
        if (!isPolite && !isNegated && !IsImperative(verb, at, start, end))
        {
            return null;
        }
        return Meant(verb, end);
    }

    /// <summary>The action of a verb: that of its object where it is one such as "take" before "a copy".</summary>
    AskedAction Meant(FoundVerb verb, int end)
    {
        var clause = EndOfClause(verb.End, end);
        if (verb.Length == 1 && English.LightVerbs.Contains(verb.Text))
        {
            // "make one", "take it": what is meant was said before.
            var isBackward = verb.End < end && tokens[verb.End - 1].Break == Break.None
                && English.Pronouns.Contains(tokens[verb.End].Lower)
                && !(verb.End + 1 < end && English.Determiners.Contains(tokens[verb.End + 1].Lower));
            if (verb.Text is "have" or "get" or "let" && Caused(verb, end) is { } caused)
            {
                return caused with { At = verb.At, End = clause };
            }
            if (isBackward || verb.Text is "let")
            {
                return new AskedAction(verb.Text, [], [], verb.At, clause);
            }
            if (NominalAt(verb.End, end) is { } nominal)
            {
                int[] all = [.. nominal.Classes.Union(verb.Classes)];
                return nominal with { Classes = all, At = verb.At, End = clause };
            }
        }
        var objects = verb.ObjectStart < end && tokens[verb.ObjectStart - 1].Break == Break.None ? Objects(verb.ObjectStart, end) : [];
        // "buy us some breathing space" is said of anything.
        var isVague = objects is [{ Head: var head }, ..] && English.VagueNouns.Contains(head) && !verb.Text.Contains(' ');
        var classes = isVague ? [] : verb.Classes;
        return new AskedAction(verb.Text, classes, objects, verb.At, clause) { IsNegated = objects is [{ Text: "nothing" }, ..] };
    }

    /// <summary>"have the certificate revoked", "let it go on".</summary>
    AskedAction? Caused(FoundVerb verb, int end)
    {
        if (NounPhrase.At(tokens, verb.End, end) is not { } subject)
        {
            return null;
        }
        var isThing = subject.Text is "it" or "them";
        for (var at = verb.End + 1; at < Math.Min(end, Math.Max(verb.End + 1, subject.End) + 2); at++)
        {
            if (tokens[at - 1].Break != Break.None || English.Subordinators.Contains(tokens[at].Lower))
            {
                return null;
            }
            var wanted = isThing && at == verb.End + 1 ? VerbForm.Base | VerbForm.Past : VerbForm.Past;
            if (verb.Text == "let" && !isThing)
            {
                if (lexicon.VerbAt(tokens, at, end, VerbForm.Base) is { Length: > 1, Classes.Length: > 0 } whole)
                {
                    return new AskedAction(whole.Text, whole.Classes, [], verb.At, end);
                }
                continue;
            }
            if (lexicon.VerbAt(tokens, at, end, wanted) is { Classes.Length: > 0 } found
                && (at + 1 >= end || tokens[at].Break != Break.None || !IsPlainNoun(at + 1)))
            {
                return new AskedAction(found.Text, found.Classes, [subject], verb.At, end);
            }
        }
        return null;
    }

    bool IsPlainNoun(int at) => tokens[at].IsWord && !English.IsFunctionWord(tokens[at].Lower);

    /// <summary>An action that is named by a noun: "a fresh dump of the database".</summary>
    AskedAction? NominalAt(int from, int end)
    {
        var at = from;
        while (at < end && (English.Adverbs.Contains(tokens[at].Lower) && tokens[at].Lower is not "once"))
        {
            at++;
        }
        // "give it a 4 GB swap file": the thing given stands behind whom it is given to.
        if (at + 1 < end && English.Pronouns.Contains(tokens[at].Lower) && English.Determiners.Contains(tokens[at + 1].Lower))
        {
            at++;
        }
        var last = -1;
        for (var word = at; word < end && word - at < 8; word++)
        {
            if (word > at && tokens[word - 1].Break != Break.None || English.Prepositions.Contains(tokens[word].Lower)
                || English.Conjunctions.Contains(tokens[word].Lower) || English.Subordinators.Contains(tokens[word].Lower) && word > at
                || English.Auxiliaries.Contains(tokens[word].Lower)
                || English.Adverbs.Contains(tokens[word].Lower) && tokens[word].Lower != "quick")
            {
                break;
            }
            if (!tokens[word].IsName)
            {
                last = word;
            }
        }
        if (last < 0)
        {
            return null;
        }
        var noun = tokens[last].Lower;
        var classes = last > at ? lexicon.NamedBy($"{tokens[last - 1].Lower} {noun}") : [];
        classes = classes.Length > 0 ? classes : lexicon.NamedBy(noun);
        if (classes.Length == 0)
        {
            return null;
        }
        var isOf = last + 1 < end && tokens[last].Break == Break.None && tokens[last + 1].Lower is "of" or "for";
        var objects = isOf ? Objects(last + 2, end) : [];
        return new AskedAction(noun, classes, objects, from, EndOfClause(last + 1, end));
    }

    /// <summary>Whether a verb without "please" asks for something, and is not a noun: "Release 3.8 is off" asks for nothing.</summary>
    bool IsImperative(FoundVerb verb, int at, int start, int end)
    {
        if (verb.End >= end || tokens[verb.End - 1].Break != Break.None)
        {
            return at > start ? verb.Length > 1 || !IsAlsoNoun(tokens[at].Lower) : true;
        }
        var next = tokens[verb.ObjectStart < end ? verb.ObjectStart : verb.End];
        if (at == start || at > start && IsOnlySoft(start, at))
        {
            return !IsSubject(at, end);
        }
        var isFollowedByObject = English.Determiners.Contains(next.Lower) || English.Pronouns.Contains(next.Lower) || next.IsName
            || next.IsCapital || English.Adverbs.Contains(next.Lower) || English.Prepositions.Contains(next.Lower)
            || English.Subordinators.Contains(next.Lower);
        var isThing = NounLexicon.IsKnown(tokens[at].Lower) && (next.IsName || next.IsCapital);
        return verb.Length > 1 || !IsAlsoNoun(tokens[at].Lower)
            || !isThing && isFollowedByObject && !English.Auxiliaries.Contains(next.Lower) && next.Lower != "of";
    }

    bool IsOnlySoft(int start, int at)
    {
        for (var before = start; before < at; before++)
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
    bool IsSubject(int at, int end)
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

    /// <summary>A word in no list where only a verb can stand: before "the", "all", "my", at the start of a sentence.</summary>
    AskedAction? UnknownVerbAt(int at, int start, int end, bool isPolite)
    {
        var word = tokens[at];
        var isKnown = English.IsFunctionWord(word.Lower) || lexicon.FormOf(word.Lower) != VerbForm.None;
        var isForm = word.Lower is [.., 'i', 'n', 'g'] or [.., 'e', 'd'] or [.., 's'] || word.Lower.Length < 3;
        var canBegin = at == start || isPolite && !word.IsCapital;
        if (word.IsName || at + 1 >= end || word.Break != Break.None || isKnown || isForm || !canBegin)
        {
            return null;
        }
        return English.Determiners.Contains(tokens[at + 1].Lower) && tokens[at + 1].Lower is not ("which" or "what" or "whose")
            ? new AskedAction(word.Lower, [], Objects(at + 1, end), at, EndOfClause(at + 1, end)) { IsUnknown = true }
            : null;
    }

    List<NounPhrase> Objects(int from, int end) => ObjectsAt(tokens, from, end);

    /// <summary>The things that stand at a word, up to three that are joined by "and".</summary>
    public static List<NounPhrase> ObjectsAt(IReadOnlyList<Token> tokens, int from, int end)
    {
        var objects = new List<NounPhrase>();
        var at = from;
        while (objects.Count < 3 && at < end && NounPhrase.At(tokens, at, end) is { } thing)
        {
            var isRecipient = thing.End < end && English.Articles.Contains(tokens[thing.End].Lower)
                && tokens[thing.End - 1].Break == Break.None;
            // "which commit introduced the leak": a question has no recipient.
            if (isRecipient && objects.Count == 0 && thing.Determiner is not ("which" or "what"))
            {
                at = thing.End;
                continue;
            }
            objects.Add(thing);
            at = thing.End;
            if (at >= end || tokens[at].Lower is not ("and" or "or") || tokens[at - 1].Break > Break.Comma)
            {
                break;
            }
            at++;
            if (at < end && ActionLexicon.Instance.FormOf(tokens[at].Lower).HasFlag(VerbForm.Base))
            {
                break;
            }
        }
        return objects;
    }

    int EndOfClause(int from, int end) => EndOfClause(tokens, from, end);

    public static int EndOfClause(IReadOnlyList<Token> tokens, int from, int end)
    {
        var at = Math.Max(from - 1, 0);
        while (at < end && tokens[at].Break == Break.None && !(at >= from && English.Subordinators.Contains(tokens[at].Lower)))
        {
            at++;
        }
        return Math.Min(end, at + 1);
    }

    /// <summary>A task of a few words without a verb: "mysqldump of wiki to S3".</summary>
    AskedAction? Keywords()
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var word = tokens[at].Lower;
            var classes = lexicon.NamedBy(word);
            if (classes.Length == 0 && at == 0 && lexicon.VerbAt(tokens, at, tokens.Count, VerbForm.Gerund | VerbForm.Base) is { } verb)
            {
                classes = verb.Classes;
            }
            if (classes.Length > 0 && !classes.All(lexicon.IsOfTexts))
            {
                return new AskedAction(word, classes, [], at, tokens.Count);
            }
        }
        return null;
    }
}
