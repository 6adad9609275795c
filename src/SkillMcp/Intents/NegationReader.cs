namespace SkillMcp.Intents;

/// <summary>Reads what a sentence says not to do: "don't X", "avoid Xing", "make sure that nobody Xs", "X is forbidden".</summary>
sealed class NegationReader(List<Token> tokens, ActionReader reader)
{
    const int MaxDistance = 8;

    // "leave the disk encryption of the notebook mb-0007 as it is"
    const int MaxLeft = 16;

    static readonly Dictionary<string, string[][]> Phrases = DataFile.Groups("intents.negations.txt").ToDictionary(
        group => group.Name,
        group => group.Lines
            .SelectMany(line => line.Split(", "))
            .Select(phrase => phrase.Split(' '))
            .OrderByDescending(words => words.Length)
            .ToArray(),
        StringComparer.Ordinal);

    readonly ActionLexicon lexicon = ActionLexicon.Instance;
    readonly HashSet<string> refused = new(StringComparer.Ordinal);
    readonly HashSet<int> covered = [];

    /// <summary>The names of procedures that are refused: "don't use redis-flush-cache".</summary>
    public IReadOnlySet<string> Refused => refused;

    /// <summary>Whether a word belongs to a negation that was read, and so to no request.</summary>
    public bool Covers(int at) => covered.Contains(at);

    /// <summary>Where reading begins: behind the last "no wait" and the like.</summary>
    public int AfterCorrections()
    {
        var from = 0;
        for (var at = 0; at < tokens.Count; at++)
        {
            var length = LengthOf("correction", at, tokens.Count, acrossBreaks: true);
            from = length > 0 && at + length < tokens.Count ? at + length : from;
        }
        return from;
    }

    /// <summary>What a sentence says not to do, in order.</summary>
    public List<AskedAction> Read(int start, int end)
    {
        var found = new List<AskedAction>();
        for (var at = start; at < end; at++)
        {
            if (!Covers(at) && NegationAt(at, start, end) is { } negated)
            {
                found.Add(negated with { IsNegated = true, At = at, HasContent = HasContent(negated, end) });
            }
        }
        return found;
    }

    AskedAction? NegationAt(int at, int start, int end)
    {
        var isStart = CanStart(at, start);
        return (isStart ? Ordered("order", at, end) ?? Prevented(at, end) ?? Acted("act", at, end) : null)
            ?? Left(at, start, end)
            ?? (IsTold(at, start) ? null : Ordered("order anywhere", at, end))
            ?? Acted("act anywhere", at, end)
            ?? Guarded(at, end)
            ?? Banned(at, start, end);
    }

    /// <summary>"don't flush it", "I don't want you to nuke it".</summary>
    AskedAction? Ordered(string group, int at, int end)
    {
        if (LengthOf(group, at, end) is not (var length and > 0))
        {
            return null;
        }
        var verbAt = AfterAdverbs(at + length, end);
        if (verbAt >= end || Refuses(verbAt, at, end))
        {
            return null;
        }
        var word = tokens[verbAt].Lower;
        if (word is "let" or "allow" or "have" && VerbWithin(verbAt + 1, Math.Min(end, verbAt + 5), VerbForm.Base) is { } others)
        {
            return Covering(at, others, reader.Meant(others, end), end);
        }
        if (IsCaution(word) || reader.VerbAt(verbAt, end, VerbForm.Base) is not { } verb)
        {
            // "not proxied", but "never nuke the store".
            var isVerb = !IsCaution(word) && (length > 1 || tokens[at].Lower is not ("not" or "never") || IsBeforeObject(verbAt, end));
            return isVerb && reader.UnknownAt(verbAt, end) is { } unknown ? Covering(at, verbAt + 1, unknown) : null;
        }
        // "Nobody should find it": what others are kept from need not be what is asked for.
        var action = reader.Meant(verb, end) with { IsBeside = tokens[at].Lower is "nobody" or "no" };
        return action.Classes.Length == 0 && English.LightVerbs.Contains(verb.Text) ? null : Covering(at, verb, action, end);
    }

    /// <summary>"I promised not to write": what was decided before is told of.</summary>
    bool IsTold(int at, int start) => at > start && tokens[at].Lower == "not"
        && tokens[at - 1].Lower.EndsWith("ed", StringComparison.Ordinal);

    /// <summary>"avoid flushing it", "no flush today".</summary>
    AskedAction? Acted(string group, int at, int end)
    {
        if (LengthOf(group, at, end) is not (var length and > 0))
        {
            return null;
        }
        var verbAt = AfterAdverbs(at + length, end);
        if (verbAt >= end || Refuses(verbAt, at, end))
        {
            return null;
        }
        var isBeside = tokens[at].Lower is "no" or "without" or "instead" or "rather";
        if (reader.VerbAt(verbAt, end, VerbForm.Gerund) is { } gerund)
        {
            return Covering(at, gerund, reader.Meant(gerund, end) with { IsBeside = isBeside }, end);
        }
        if (tokens[at].Lower is "hands" or "keep" or "stay" or "steer")
        {
            return Covering(at, verbAt, new AskedAction("touch", [], reader.Objects(verbAt, end), at, reader.EndOfClause(verbAt, end)));
        }
        var isBare = tokens[at].Lower is "no";
        if (tokens[at].Lower is "stop" or "quit" or "instead" or "rather" || isBare && IsFinite(verbAt, end))
        {
            return null;
        }
        return reader.NominalAt(verbAt, end, allowsVerb: true) is { } nominal
            ? Covering(at, nominal.End, nominal with { IsBeside = isBeside })
            : null;
    }

    /// <summary>"leave the cache alone", "keep it as it is", "it stays untouched".</summary>
    AskedAction? Left(int at, int start, int end)
    {
        if (tokens[at].Lower is "stay" or "stays" or "remain" or "remains" && IsUnchanged(at + 1, end))
        {
            return Covering(at, at + 2, new AskedAction("leave", [], [], at, at + 2));
        }
        // "they wouldn't leave it alone" tells of something.
        var isAsked = at == start || tokens[at - 1].Lower is "to" or "please" || CanStart(at, start);
        if (tokens[at].Lower is not ("leave" or "keep") || !isAsked)
        {
            return null;
        }
        for (var word = at + 2; word < Math.Min(end, at + MaxLeft) && tokens[word - 1].Break < Break.Clause; word++)
        {
            if (LengthOf("unchanged", word, end) is var length and > 0)
            {
                return Covering(at, word + length, new AskedAction("leave", [], reader.Objects(at + 1, end), at, word + length));
            }
            if (tokens[word].Lower is "and" or "but")
            {
                return null;
            }
        }
        return null;
    }

    bool IsUnchanged(int at, int end) => LengthOf("unchanged", at, end) > 0;

    /// <summary>"prevent anyone from publishing it", "prevent anyone to publish it", "keep it from being published".</summary>
    AskedAction? Prevented(int at, int end)
    {
        if (LengthOf("prevention", at, end) == 0)
        {
            return null;
        }
        for (var from = at + 1; from + 1 < Math.Min(end, at + MaxDistance); from++)
        {
            if (tokens[from].Lower == "to" && tokens[at].Lower is "prevent" or "hinder" or "prohibit"
                && reader.VerbAt(from + 1, end, VerbForm.Base) is { Classes.Length: > 0 } bare)
            {
                return Covering(at, bare, reader.Meant(bare, end), end);
            }
            if (tokens[from].Lower == "from")
            {
                var isPassive = tokens[from + 1].Lower is "being" or "getting" && from + 2 < end;
                var verbAt = isPassive ? from + 2 : from + 1;
                // "stop it from talking to anything" is a verb of its own.
                return reader.VerbAt(verbAt, end, isPassive ? VerbForm.Past : VerbForm.Gerund) is { } verb
                    && (verb.Classes.Length > 0 || English.LightVerbs.Contains(verb.Text))
                    && reader.VerbAt(at, from + 2, VerbForm.Base) is not { Length: > 2 }
                    ? Covering(at, verb, reader.Meant(verb, end), end)
                    : null;
            }
        }
        return null;
    }

    /// <summary>"make sure that nobody publishes it", "I don't want it published".</summary>
    AskedAction? Guarded(int at, int end)
    {
        var isUnwished = tokens[at].Lower is "don't" or "not" && at + 1 < end && tokens[at + 1].Lower is "want" or "wish";
        var from = isUnwished ? at + 2 : NegatorAfter(at, end);
        var form = isUnwished ? VerbForm.Past : ~VerbForm.None;
        return from >= 0 && VerbWithin(from, Math.Min(end, from + MaxDistance), form) is { } verb
            ? Covering(at, verb, reader.Meant(verb, end) with { IsBeside = !isUnwished }, end)
            : null;
    }

    /// <summary>The index after "nobody", "not" and the like behind "make sure"; -1 if nothing is guarded against.</summary>
    int NegatorAfter(int at, int end)
    {
        if (LengthOf("guard", at, end) is not (var length and > 0))
        {
            return -1;
        }
        for (var word = at + length; word < Math.Min(end, at + length + MaxDistance); word++)
        {
            if (English.Conjunctions.Contains(tokens[word].Lower) || word > at + length && tokens[word - 1].Break >= Break.Clause)
            {
                return -1;
            }
            var isNoOne = tokens[word].Lower == "no" && word + 1 < end && tokens[word + 1].Lower == "one";
            if (isNoOne || LengthOf("negator", word, end) > 0)
            {
                return word + (isNoOne ? 2 : 1);
            }
        }
        return -1;
    }

    /// <summary>"flushing it is forbidden", "it is not allowed to flush it".</summary>
    AskedAction? Banned(int at, int start, int end)
    {
        if (tokens[at].Lower is not ("is" or "are" or "isn't" or "aren't" or "it's" or "be"))
        {
            return null;
        }
        var isNegated = tokens[at].Lower is "isn't" or "aren't" || at > start && tokens[at - 1].Lower is "not";
        var word = AfterAdverbs(at + 1, end);
        if (word < end && tokens[word].Lower == "not")
        {
            isNegated = true;
            word = AfterAdverbs(word + 1, end);
        }
        if (word >= end || LengthOf(isNegated ? "permission" : "ban", word, end) is not (var length and > 0))
        {
            return null;
        }
        var after = word + length;
        if (after + 1 < end && tokens[after].Lower == "to")
        {
            return reader.VerbAt(after + 1, end, VerbForm.Base) is { } verb ? Covering(at, verb, reader.Meant(verb, end), end) : null;
        }
        var from = at;
        while (from > start && tokens[from - 1].Break < Break.Comma)
        {
            from--;
        }
        for (var subject = from; subject < at && !Refuses(subject, subject, at); subject++)
        {
            if (reader.VerbAt(subject, at, VerbForm.Gerund | VerbForm.Base) is { Classes.Length: > 0 } verb)
            {
                return Covering(from, after, reader.Meant(verb, at));
            }
            if (lexicon.NamedBy(tokens[subject].Lower) is { Length: > 0 } named)
            {
                return Covering(from, after, new AskedAction(tokens[subject].Lower, named, [], subject, at));
            }
        }
        return null;
    }

    FoundVerb? VerbWithin(int from, int to, VerbForm form)
    {
        for (var at = from; at < to && (at == from || tokens[at - 1].Break == Break.None); at++)
        {
            if (!English.IsFunctionWord(tokens[at].Lower) && reader.VerbAt(at, to, form) is { Classes.Length: > 0 } verb)
            {
                return verb;
            }
        }
        return null;
    }

    /// <summary>Whether a name of several words with hyphens follows, which may be that of a procedure: "use redis-flush-cache".</summary>
    bool Refuses(int from, int cue, int end)
    {
        for (var at = from; at < Math.Min(end, from + 4); at++)
        {
            var name = tokens[at].Lower;
            if (name.Contains('-') && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                refused.Add(name);
                var isOnlyName = at == from || tokens[from].Lower is "use" or "call" or "the" or "skill" or "procedure" or "follow";
                covered.UnionWith(isOnlyName ? Enumerable.Range(cue, at + 1 - cue) : []);
                return isOnlyName;
            }
            if (tokens[at].Break != Break.None)
            {
                break;
            }
        }
        return false;
    }

    AskedAction Covering(int at, FoundVerb verb, AskedAction action, int end)
    {
        Covering(at, verb.End, action);
        // "don't flush or restart it": both are forbidden.
        for (var word = verb.End; word + 1 < Math.Min(end, action.End); word++)
        {
            if (tokens[word].Lower is "or" or "nor"
                && reader.VerbAt(word + 1, end, VerbForm.Base | VerbForm.Gerund) is { Classes: var classes } next)
            {
                covered.UnionWith(Enumerable.Range(word, next.End - word));
                return action with { Classes = [.. action.Classes.Union(classes)] };
            }
        }
        return action;
    }

    AskedAction Covering(int from, int to, AskedAction action)
    {
        covered.UnionWith(Enumerable.Range(from, Math.Max(0, to - from)));
        return action;
    }

    /// <summary>Whether its clause says more than "it": another thing than that of a request may be meant.</summary>
    bool HasContent(AskedAction action, int end) =>
        Enumerable.Range(0, tokens.Count).Any(at => at < Math.Min(end, action.End) && at >= action.At && !Covers(at)
            && !English.IsFunctionWord(tokens[at].Lower));

    /// <summary>Whether what follows "no" is the subject of a sentence that tells something: "no backup exists yet".</summary>
    bool IsFinite(int from, int end)
    {
        for (var at = from; at < end && (at == from || tokens[at - 1].Break == Break.None); at++)
        {
            var isVerb = English.Auxiliaries.Contains(tokens[at].Lower)
                || at > from && lexicon.FormOf(tokens[at].Lower) is VerbForm.Present && lexicon.NamedBy(tokens[at].Lower).Length == 0
                || tokens[at].Lower is "exists" or "newer" or "older";
            if (isVerb)
            {
                return true;
            }
        }
        return false;
    }

    bool IsBeforeObject(int at, int end) => at + 1 < end && English.Determiners.Contains(tokens[at + 1].Lower);

    bool CanStart(int at, int start) =>
        at == start || tokens[at - 1].Break >= Break.Comma || Covers(at - 1)
        || English.Adverbs.Contains(tokens[at - 1].Lower) || English.Conjunctions.Contains(tokens[at - 1].Lower);

    int AfterAdverbs(int at, int end)
    {
        while (at < end && English.Adverbs.Contains(tokens[at].Lower) && tokens[at].Lower is not ("not" or "never"))
        {
            at++;
        }
        return at;
    }

    static bool IsCaution(string word) => Array.Exists(Phrases["caution"], phrase => phrase[0] == word);

    /// <summary>How many words the longest phrase of a group has that stands at a word; 0 if none does.</summary>
    int LengthOf(string group, int at, int end, bool acrossBreaks = false) =>
        Phrases[group].FirstOrDefault(phrase => IsAt(phrase, at, end, acrossBreaks))?.Length ?? 0;

    bool IsAt(string[] phrase, int at, int end, bool acrossBreaks)
    {
        for (var word = 0; word < phrase.Length; word++)
        {
            var index = at + word;
            if (index >= end || tokens[index].Lower != phrase[word] || word > 0 && !acrossBreaks && tokens[index - 1].Break != Break.None)
            {
                return false;
            }
        }
        return true;
    }
}
