namespace SkillMcp.Intents;

/// <summary>Reads what the words at a place of a sentence mean as an action, and what it is done to.</summary>
sealed class ActionReader(List<Token> tokens)
{
    readonly ActionLexicon lexicon = ActionLexicon.Instance;

    /// <summary>The action of a verb: that of its object where it is one such as "take" before "a copy".</summary>
    public AskedAction Meant(FoundVerb verb, int end) =>
        // "take no snapshot"
        verb.ObjectStart < end && tokens[verb.ObjectStart - 1].Break == Break.None && tokens[verb.ObjectStart].Lower == "no"
            ? MeantWith(verb, end) with { IsNegated = true }
            : MeantWith(verb, end);

    AskedAction MeantWith(FoundVerb verb, int end)
    {
        var clause = EndOfClause(verb.End, end);
        if (IsTrial(verb.At, clause))
        {
            return new AskedAction("dry-run", lexicon.ClassesOf("dry-run"), Objects(verb.ObjectStart, end), verb.At, clause);
        }
        if (English.LeadingVerbs.Contains(verb.Text) && LedTo(verb, clause) is { } led)
        {
            return led with { At = verb.At };
        }
        if (verb.Length == 1 && English.LightVerbs.Contains(verb.Text) && MeantByObject(verb, end, clause) is { } named)
        {
            return named;
        }
        var objects = verb.ObjectStart < end && tokens[verb.ObjectStart - 1].Break == Break.None ? Objects(verb.ObjectStart, end) : [];
        // "buy us some breathing space" is said of anything, and "get it to the readers" of any way there.
        var isVague = objects is [{ Head: var head }, ..] && English.VagueNouns.Contains(head) && !verb.Text.Contains(' ')
            || verb.Text is "get" or "make" && IsBrought(objects, end);
        return new AskedAction(verb.Text, isVague ? [] : verb.Classes, objects, verb.At, clause)
        {
            IsNegated = objects is [{ Text: "nothing" }, ..] || verb.End < end && tokens[verb.End].Lower == "none",
        };
    }

    /// <summary>"start by disabling it", "go ahead and disable it", "try to disable it".</summary>
    AskedAction? LedTo(FoundVerb verb, int clause)
    {
        for (var at = verb.End; at + 1 < Math.Min(clause, verb.End + 3); at++)
        {
            var form = tokens[at].Lower switch
            {
                "by" or "with" => VerbForm.Gerund,
                "to" or "and" or "me" or "us" => VerbForm.Base,
                _ => VerbForm.None,
            };
            if (VerbAt(at + 1, clause, form) is { Classes.Length: > 0 } meant)
            {
                return Meant(meant, clause);
            }
        }
        return null;
    }

    /// <summary>What "take", "run", "make" mean by what stands behind them: "take a copy", "run the backup", "have it revoked".</summary>
    AskedAction? MeantByObject(FoundVerb verb, int end, int clause)
    {
        if (verb.Text is "have" or "get" or "let" or "make" && Caused(verb, end) is { } caused)
        {
            return caused with { At = verb.At, End = clause };
        }
        // "make one", "take it": what is meant was said before.
        var isBackward = verb.End < end && tokens[verb.End - 1].Break == Break.None
            && English.Pronouns.Contains(tokens[verb.End].Lower)
            && !(verb.End + 1 < end && English.Determiners.Contains(tokens[verb.End + 1].Lower));
        if (isBackward || verb.Text is "let")
        {
            return new AskedAction(verb.Text, [], [], verb.At, clause);
        }
        var isPerforming = English.PerformingVerbs.Contains(verb.Text);
        if (NominalAt(verb.End, end, isPerforming) is not { } nominal)
        {
            return null;
        }
        int[] classes = isPerforming ? nominal.Classes : [.. nominal.Classes.Union(verb.Classes)];
        return nominal with { Classes = classes, At = verb.At, End = clause };
    }

    /// <summary>"as a dry run", "in dry-run mode", "--dry-run": it is only tried; but not "with a dry run first".</summary>
    bool IsTrial(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            var isTrial = tokens[at].Lower is "dry-run" or "--dry-run" or "dryrun"
                || tokens[at].Lower == "dry" && at + 1 < to && tokens[at + 1].Lower is "run" or "runs";
            if (isTrial)
            {
                return !Enumerable.Range(from, to - from)
                    .Any(word => tokens[word].Lower is "first" or "before" or "then" or "after" or "skip");
            }
        }
        return false;
    }

    /// <summary>Whether what is got is to come somewhere or to be somehow: "get it to the readers", "get it ready".</summary>
    bool IsBrought(List<NounPhrase> objects, int end) =>
        objects is [{ End: var last }, ..] && (IsState(last - 1) || IsMadeToAct(last, end))
        || objects is [{ End: var after }, ..] && after < end && tokens[after - 1].Break == Break.None
        && (tokens[after].Lower is "to" or "into" or "onto" or "on" or "out" or "off" or "up" or "in" or "over" or "back"
            || English.Adjectives.Contains(tokens[after].Lower));

    /// <summary>"ready", "usable": an adjective behind a noun says how it is to be.</summary>
    bool IsState(int at) => English.Adjectives.Contains(tokens[at].Lower)
        || tokens[at].Lower.EndsWith("able", StringComparison.Ordinal) || tokens[at].Lower.EndsWith("ible", StringComparison.Ordinal);

    /// <summary>"make the mount use all of it": the last word that was read is a verb.</summary>
    bool IsMadeToAct(int after, int end) => after < end && tokens[after - 1].Break == Break.None
        && English.Determiners.Contains(tokens[after].Lower) && lexicon.FormOf(tokens[after - 1].Lower).HasFlag(VerbForm.Base);

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
            if (tokens[at - 1].Break != Break.None || English.Subordinators.Contains(tokens[at].Lower)
                || English.Conjunctions.Contains(tokens[at].Lower))
            {
                return null;
            }
            if (verb.Text == "make")
            {
                if (lexicon.VerbAt(tokens, at, end, VerbForm.Base) is { } made && English.Intransitive.Contains(made.Text))
                {
                    return new AskedAction(made.Text, made.Classes, [subject], verb.At, end);
                }
                continue;
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
    public AskedAction? NominalAt(int from, int end, bool allowsVerb = false)
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
        // "run terraform apply", "no npm publish", but not "run the document".
        var mayBeVerb = allowsVerb && classes.Length == 0 && !NounLexicon.IsKnown(NounLexicon.Singular(noun));
        if (mayBeVerb && lexicon.VerbAt(tokens, last, last + 1, VerbForm.Base) is { } verb)
        {
            (noun, classes) = (verb.Text, verb.Classes);
        }
        if (classes.Length == 0)
        {
            return null;
        }
        var isOf = last + 1 < end && tokens[last].Break == Break.None && tokens[last + 1].Lower is "of" or "for";
        var objects = isOf ? Objects(last + 2, end) : [];
        return new AskedAction(noun, classes, objects, from, EndOfClause(last + 1, end));
    }

    /// <summary>A word in no list where only a verb can stand: before "the", "all", "my", at the start of a sentence.</summary>
    public AskedAction? UnknownVerbAt(int at, int start, int end, bool isPolite)
    {
        var canBegin = at == start || isPolite && !tokens[at].IsCapital;
        var isBeforeObject = at + 1 < end && English.Determiners.Contains(tokens[at + 1].Lower)
            && tokens[at + 1].Lower is not ("which" or "what" or "whose");
        return canBegin && isBeforeObject ? UnknownAt(at, end) : null;
    }

    /// <summary>A word as a verb that is in no list; null if it can be none. A slip of the pen may still be read.</summary>
    public AskedAction? UnknownAt(int at, int end)
    {
        var word = tokens[at];
        var isForm = word.Lower is [.., 'i', 'n', 'g'] or [.., 'e', 'd'] or [.., 's'] || word.Lower.Length < 3;
        if (word.IsName || word.Break != Break.None || English.IsFunctionWord(word.Lower) || isForm)
        {
            return null;
        }
        return new AskedAction(word.Lower, lexicon.ClassesNear(word.Lower), Objects(at + 1, end), at, EndOfClause(at + 1, end))
        {
            IsUnknown = true,
        };
    }

    public FoundVerb? VerbAt(int at, int end, VerbForm wanted) => lexicon.VerbAt(tokens, at, end, wanted);

    public List<NounPhrase> Objects(int from, int end) => ObjectsAt(tokens, from, end);

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

    public int EndOfClause(int from, int end) => EndOfClause(tokens, from, end);

    public static int EndOfClause(IReadOnlyList<Token> tokens, int from, int end)
    {
        var at = Math.Max(from - 1, 0);
        while (at < end && tokens[at].Break == Break.None && !(at >= from && English.Subordinators.Contains(tokens[at].Lower)))
        {
            at++;
        }
        return Math.Min(end, at + 1);
    }
}
